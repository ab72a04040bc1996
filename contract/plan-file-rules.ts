import { z } from 'zod';
import { type DueRule, isMonthDay } from '../domain/deadline.js';
import { PERIOD_KINDS } from '../domain/period.js';
import { DOCUMENT_TYPES, type LegalBasis, type PlanRef, type Timing, type UnitSelector } from '../domain/plan.js';
import { problem } from '../domain/problem.js';
import { foldForSearch } from '../domain/text.js';
import { UNIT_KINDS } from '../domain/unit.js';
import { day, figure, flag, LENGTH, line, scalar, title } from './plan-file-scalars.js';

type KeysOf<T> = T extends unknown ? keyof T : never;
type Missing<T, S extends z.ZodType> = Exclude<KeysOf<T>, KeysOf<z.output<S>>>;

/** A schema whose result is a `T` and which leaves out no field of it: else it does not compile. */
export function exactly<T>() {
  return <S extends z.ZodType<T>>(schema: Missing<T, S> extends never ? S : { missing: Missing<T, S> }) => schema as S;
}

export const period = () => z.enum(PERIOD_KINDS);
export const unitCode = () => title(LENGTH.code);
export const id = () => title(LENGTH.code);

/** Short forms a field may also be written in, for the JSON Schema: a bare text, or one item of a list. */
export type ShortForm = 'text' | 'item';
const shortForm = (also: ShortForm) => ({ also });

/** Most entries of the lists that can name bodies one by one, and of any other: far above what a plan has, so that none costs much to judge. */
export const MOST = { bodies: 4000, tasks: 2000, entries: 500, groups: 200 } as const;

export const list = <S extends z.ZodType>(item: S, most: number = MOST.entries) => z.array(item).max(most);

/** A list; a single value is the list of itself. */
export const listOf = <S extends z.ZodType>(item: S) =>
  z.preprocess((value) => (value === undefined || Array.isArray(value) ? value : [value]), list(item, MOST.bodies)).meta(shortForm('item'));

const byPlace = z.strictObject({
  under: unitCode().optional(),
  depth: z.enum(['direct', 'all']),
  kinds: list(z.enum(UNIT_KINDS)).optional(),
  level: figure({ integer: true, min: 1, max: 40 }).optional(),
  tag: title(LENGTH.code).optional(),
  except: list(unitCode(), MOST.bodies).optional(),
});

/** A body, a group or a place in the tree; a bare code is the body. */
export const selector = exactly<UnitSelector>()(
  z
    .preprocess(
      (value) => (typeof value === 'string' ? { unit: value } : value),
      z.union([z.strictObject({ unit: unitCode() }), z.strictObject({ group: id() }), byPlace]),
    )
    .meta(shortForm('text')),
);
export const selectors = () => listOf(selector).default([]);

const moved = z.enum(['keep', 'nextWorking', 'previousWorking']).optional();
const before = flag().optional();
/** A day of any year: `MM-DD`. */
const monthDay = () =>
  scalar((text) => (isMonthDay(text as unknown) ? text : problem('MONTH_DAY_INVALID', { value: text.slice(0, LENGTH.code) })), {
    type: 'string',
    pattern: '^\\d{2}-\\d{2}$',
  });

/** When something is due; a bare day is that day. */
export const due = exactly<DueRule>()(
  z
    .preprocess(
      (value) => (typeof value === 'string' ? { on: value } : value),
      z.union([
        z.strictObject({ on: day(), moved }),
        z.strictObject({ before: day(), moved }),
        z.strictObject({
          within: figure({ integer: true, min: 0, max: 3660 }),
          unit: z.enum(['calendar', 'working']).default('calendar'),
          after: z.enum(['issue', 'receipt', 'guidance', 'periodEnd', 'return']),
          moved,
        }),
        z.strictObject({ monthDay: monthDay(), before, moved }),
        z.strictObject({ dayOfMonth: figure({ integer: true, min: 1, max: 31 }), of: z.enum(['lastMonth', 'nextMonth']), before, moved }),
        z.strictObject({ endOf: z.literal('period'), moved }),
      ]),
    )
    .meta(shortForm('text')),
);

/** "Thường xuyên" as it stands in the column of dates: a standing task (rules of phrasing, deadlines 40 and 41). */
const isStanding = (value: unknown) => typeof value === 'string' && /^(thuong xuyen|standing)\b/.test(foldForSearch(value));

function readTiming(value: unknown): unknown {
  if (isStanding(value)) return { kind: 'standing' };
  if (typeof value === 'string') return { kind: 'dated', due: value };
  if (typeof value !== 'object' || value === null) return value;
  const { due: stated } = value as { due?: unknown };
  const on = typeof stated === 'object' && stated !== null ? (stated as { on?: unknown }).on : stated;
  return isStanding(on) ? { kind: 'standing' } : value;
}

/** When a task is to be done; a bare day is its date, `Thường xuyên` a standing task. */
export const timing = exactly<Timing>()(
  z
    .preprocess(
      readTiming,
      z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('dated'), due, opensOn: day().optional() }),
        z.strictObject({ kind: z.literal('periodic'), period: period(), due, regime: title(LENGTH.code).optional() }),
        z.strictObject({ kind: z.literal('standing'), cadence: period().optional() }),
        z.strictObject({
          kind: z.literal('awaiting'),
          guidance: z.strictObject({ key: id(), title: title(), from: title(LENGTH.name).optional() }),
          due,
        }),
        z.strictObject({ kind: z.literal('undated'), reviewAfterDays: figure({ integer: true, min: 1, max: 366 }).default(90) }),
      ]),
    )
    .meta(shortForm('text')),
);

export const planRef = exactly<PlanRef>()(
  z.strictObject({ issuer: unitCode(), symbol: title(LENGTH.code), term: title(LENGTH.code).optional() }),
);
export const concretises = () => z.strictObject({ plan: planRef, item: id() }).optional();

export const legalBasis = exactly<LegalBasis>()(
  z.strictObject({
    relation: z.enum(['basis', 'implements', 'concretises', 'cites']).default('basis'),
    symbol: line(LENGTH.code).optional(),
    type: z.enum(DOCUMENT_TYPES),
    date: day().optional(),
    issuer: title(LENGTH.name).optional(),
    subject: title().optional(),
  }),
);
