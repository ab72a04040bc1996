import { z } from 'zod';
import {
  DEFAULT_ESCALATION,
  DEFAULT_REMINDERS,
  DOCUMENT_TYPES,
  type EscalationPolicy,
  type Exemption,
  type OwnPlanRule,
  type Plan,
  PURPOSES,
  type ReceiptRule,
  type Recipients,
  type ReminderPolicy,
  RUNGS,
  TRIGGERS,
} from '../domain/plan.js';
import { problem } from '../domain/problem.js';
import { objective, report, section, target, task } from './plan-file-items.js';
import { due, exactly, id, legalBasis, list, listOf, MOST, period, planRef, selector, selectors, unitCode } from './plan-file-rules.js';
import { day, figure, flag, LENGTH, lines, title } from './plan-file-scalars.js';

/** First key of a plan file and its version: what tells it from other YAML. */
export const PLAN_FILE_KEY = 'dondoc';
export const PLAN_FILE_VERSION = 'plan/1';

const recipients = exactly<Recipients>()(
  z.strictObject({ to: selectors(), purpose: z.enum(PURPOSES).default('toImplement'), line: title(LENGTH.label).optional() }),
);

const receipt = exactly<ReceiptRule>()(z.strictObject({ due }));

const ownPlan = exactly<OwnPlanRule>()(
  z.strictObject({ clause: title(LENGTH.code).optional(), by: selectors(), due, sample: flag().optional() }),
);

const exemption = exactly<Exemption>()(
  z.strictObject({ units: selectors(), items: listOf(id()), reason: lines(LENGTH.reason), clause: title(LENGTH.code).optional() }),
);

// Numbers and lengths of offsets are judged with the plan's horizon (REMINDER_RANGE): here only that they are numbers.
const reminders = exactly<ReminderPolicy>()(
  z.strictObject({ offsets: z.array(figure()), unit: z.enum(['calendar', 'working']).default('calendar') }),
);

const escalation = exactly<EscalationPolicy>()(
  z.strictObject({
    rungs: list(z.strictObject({ rung: z.enum(RUNGS), afterWorkingDays: figure({ integer: true }) })).default(DEFAULT_ESCALATION.rungs),
    triggers: list(z.enum(TRIGGERS)).default(DEFAULT_ESCALATION.triggers),
    paceTolerance: figure().default(DEFAULT_ESCALATION.paceTolerance),
    paceCheck: period().default(DEFAULT_ESCALATION.paceCheck),
  }),
);

const groups = z.record(z.string(), listOf(selector)).superRefine((named, ctx) => {
  if (Object.keys(named).length <= MOST.groups) return;
  ctx.addIssue({ code: 'custom', message: 'LIST_LONG', params: { problem: problem('LIST_LONG', { field: 'groups', max: MOST.groups }) } });
});

const planFields = z.strictObject({
  symbol: title(LENGTH.code).optional(),
  type: z.enum(DOCUMENT_TYPES).default('plan'),
  issuer: unitCode(),
  term: title(LENGTH.code).optional(),
  date: day().optional(),
  place: title(LENGTH.name).optional(),
  subject: title(),
  signatory: z
    .strictObject({ name: title(LENGTH.name), position: title(LENGTH.name), authority: title(LENGTH.name).optional() })
    .optional(),
  horizon: z.strictObject({ from: day(), to: day(), label: title(LENGTH.name).optional(), openEnded: flag().optional() }),
  inForceFrom: day().optional(),
  legalBases: list(legalBasis).default([]),
  concretises: list(planRef).default([]),
  groups: groups.default({}),
  sections: list(section).default([]),
  objectives: list(objective).default([]),
  targets: list(target).default([]),
  tasks: list(task, MOST.tasks).default([]),
  reports: list(report).default([]),
  recipients: list(recipients).default([]),
  receipt: receipt.default({ due: { within: 3, unit: 'working', after: 'issue' } }),
  ownPlan: ownPlan.optional(),
  exempt: list(exemption).default([]),
  evidenceCadence: period().optional(),
  beforeReading: z.enum(['throughNamedDay', 'strictlyBefore']).optional(),
  reminders: reminders.default(DEFAULT_REMINDERS),
  escalation: escalation.default(DEFAULT_ESCALATION),
  note: lines().optional(),
  sample: flag().optional(),
});

// Does not compile when the file lacks a field of Plan, or has one that Plan does not know.
exactly<Plan>()(planFields);

/** A plan file whole: header and plan. Reads the texts of a file tree; `readPlanFile` is the door. */
export const planFileSchema = z.strictObject({ [PLAN_FILE_KEY]: z.literal(PLAN_FILE_VERSION), ...planFields.shape });
