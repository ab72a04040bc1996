import { z } from 'zod';
import {
  COMPARATORS,
  type FigureField,
  type NarrativeField,
  type Objective,
  PRODUCT_KINDS,
  type ReportRule,
  ROLLUPS,
  type Section,
  type Target,
  type Task,
} from '../domain/plan.js';
import { concretises, due, exactly, id, list, MOST, period, selectors, timing, unitCode } from './plan-file-rules.js';
import { day, figure, flag, LENGTH, line, lines, title, year } from './plan-file-scalars.js';

const clause = () => title(LENGTH.code).optional();
const sample = () => flag().optional();

export const section: z.ZodType<Section> = exactly<Section>()(
  z.strictObject({
    id: id(),
    number: title(LENGTH.code),
    title: title(),
    text: lines().optional(),
    get sections(): z.ZodDefault<z.ZodArray<z.ZodType<Section>>> {
      return list(section).default([]);
    },
  }),
);

export const objective = exactly<Objective>()(
  z.strictObject({ id: id(), clause: clause(), kind: z.enum(['general', 'specific']).default('specific'), text: lines(LENGTH.title) }),
);

const targetTime = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('year'), year: year() }),
  z.strictObject({ kind: z.literal('perYear') }),
  z.strictObject({ kind: z.literal('perTerm') }),
  z.strictObject({ kind: z.literal('byYear'), year: year() }),
  z.strictObject({ kind: z.literal('range'), from: year(), to: year() }),
  z.strictObject({ kind: z.literal('standing') }),
]);

const allotment = z.strictObject({
  shares: list(z.strictObject({ unit: unitCode(), value: figure({ min: 0 }), sample: sample() }), MOST.bodies).min(1),
  reason: lines(LENGTH.reason).optional(),
});

export const target = exactly<Target>()(
  z.strictObject({
    id: id(),
    clause: clause(),
    indicator: title(),
    comparator: z.enum(COMPARATORS),
    value: figure(),
    valueMax: figure().optional(),
    unit: line(LENGTH.code),
    time: targetTime,
    aim: flag().optional(),
    share: z.strictObject({ of: title(LENGTH.label) }).optional(),
    measure: z.strictObject({ report: id(), field: id(), denominator: id().optional() }).optional(),
    allotment: allotment.optional(),
    definition: z
      .strictObject({
        formula: lines(LENGTH.reason).optional(),
        source: lines(LENGTH.reason).optional(),
        exclusions: lines(LENGTH.reason).optional(),
      })
      .optional(),
    sample: sample(),
  }),
);

export const task = exactly<Task>()(
  z.strictObject({
    id: id(),
    clause: clause(),
    title: title(),
    lead: selectors(),
    cooperate: selectors(),
    advise: selectors(),
    guide: selectors(),
    monitor: selectors(),
    section: id().optional(),
    product: z.strictObject({ kind: z.enum(PRODUCT_KINDS), text: title(LENGTH.label) }).optional(),
    timing: timing.default({ kind: 'undated', reviewAfterDays: 90 }),
    concretises: concretises(),
    sample: sample(),
  }),
);

const figureField = exactly<FigureField>()(
  z.strictObject({
    id: id(),
    label: title(LENGTH.label),
    unit: line(LENGTH.code),
    required: flag().default(true),
    min: figure().optional(),
    max: figure().optional(),
    integer: flag().optional(),
    rollup: z.enum(ROLLUPS).default('sum'),
    ratio: z.strictObject({ numerator: id(), denominator: id(), factor: figure().default(100) }).optional(),
    feeds: z.strictObject({ target: id(), as: z.enum(['increment', 'total']).default('increment') }).optional(),
    from: id().optional(),
  }),
);

const narrativeField = exactly<NarrativeField>()(z.strictObject({ id: id(), label: title(LENGTH.label), required: flag().default(true) }));

const span = () =>
  z.strictObject({ days: figure({ integer: true, min: 0, max: 366 }), unit: z.enum(['calendar', 'working']).default('working') });

export const report = exactly<ReportRule>()(
  z.strictObject({
    id: id(),
    clause: clause(),
    title: title(),
    reporters: selectors(),
    to: unitCode().optional(),
    via: unitCode().optional(),
    period: period(),
    regime: title(LENGTH.code).optional(),
    from: day().optional(),
    until: day().optional(),
    due,
    lockAfter: span().optional(),
    repairWithin: span().default({ days: 5, unit: 'working' }),
    nilAllowed: flag().default(true),
    form: z
      .strictObject({ figures: list(figureField).default([]), narrative: list(narrativeField).default([]) })
      .default({ figures: [], narrative: [] }),
    concretises: concretises(),
    sample: sample(),
  }),
);
