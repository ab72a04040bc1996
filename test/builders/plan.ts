import { vietnamCalendar } from '../../domain/calendar-vn.js';
import type { CascadeSpec } from '../../domain/cascade-spec.js';
import type { IssueContext } from '../../domain/planned-round.js';
import { cascadeSpec } from '../../domain/cascade-spec.js';
import { atHourMs, type Day } from '../../domain/day.js';
import { DEFAULT_ESCALATION, DEFAULT_REMINDERS, type Plan, type ReportRule, type Target, type Task } from '../../domain/plan.js';
import { treeAsOf, type UnitTree } from '../../domain/unit.js';
import { aUnit } from './unit-tree.js';

/** A plan of the root for 2026 that asks nothing but a receipt within five days, unless said otherwise. */
export function aPlan(said: Partial<Plan> = {}): Plan {
  return {
    type: 'plan',
    issuer: 'ROOT',
    subject: 'Kế hoạch',
    horizon: { from: '2026-01-01', to: '2026-12-31' },
    legalBases: [],
    concretises: [],
    groups: {},
    sections: [],
    objectives: [],
    targets: [],
    tasks: [],
    reports: [],
    recipients: [],
    receipt: { due: { within: 5, unit: 'calendar', after: 'issue' } },
    exempt: [],
    reminders: DEFAULT_REMINDERS,
    escalation: DEFAULT_ESCALATION,
    ...said,
  };
}

/** A task of HU1 that is due on 31/03/2026, unless said otherwise. */
export function aTask(said: Partial<Task> = {}): Task {
  return {
    id: 'task',
    title: 'Nhiệm vụ',
    lead: [{ unit: 'HU1' }],
    cooperate: [],
    advise: [],
    guide: [],
    monitor: [],
    timing: { kind: 'dated', due: { on: '2026-03-31' } },
    ...said,
  };
}

/** A quarterly report of HU1 and HU2, due on the 20th of the last month, unless said otherwise. */
export function aReport(said: Partial<ReportRule> = {}): ReportRule {
  return {
    id: 'report',
    title: 'Báo cáo',
    reporters: [{ unit: 'HU1' }, { unit: 'HU2' }],
    period: 'quarter',
    due: { dayOfMonth: 20, of: 'lastMonth' },
    repairWithin: { days: 3, unit: 'working' },
    nilAllowed: false,
    form: { figures: [], narrative: [] },
    ...said,
  };
}

/** A target of at least 12 for 2026, shared 8 and 4 between HU1 and HU2, unless said otherwise. */
export function aTarget(said: Partial<Target> = {}): Target {
  return {
    id: 'target',
    indicator: 'Kết nạp',
    comparator: 'atLeast',
    value: 12,
    unit: 'đảng viên',
    time: { kind: 'year', year: 2026 },
    allotment: {
      shares: [
        { unit: 'HU1', value: 8 },
        { unit: 'HU2', value: 4 },
      ],
    },
    ...said,
  };
}

/** The root with HU1, HU2, HU3 and its board BTC, and a cell beneath HU1. */
export const TREE: UnitTree = treeAsOf(
  [
    aUnit('root', { terms: [{ name: '2025-2030', from: '2025-10-10', to: '2030-10-09' }] }),
    aUnit('hu1'),
    aUnit('hu2'),
    aUnit('hu3'),
    aUnit('btc', { kind: 'orgBoard' }),
    aUnit('cb1', { parent: 'hu1', level: 3, kind: 'cell' }),
  ],
  '2026-01-05',
);

/** A plan is issued at half past ten of a day, Monday 05/01/2026 unless said otherwise. */
export function issuedOn(day: Day = '2026-01-05', tree: UnitTree = TREE): IssueContext {
  return { planId: 'plan00000001', tree, calendar: vietnamCalendar, issuedMs: atHourMs(day, 10.5) };
}

/** What issuing a plan brings about; the test fails where the plan has problems. */
export function specOf(plan: Plan, context: IssueContext = issuedOn()): CascadeSpec {
  const spec = cascadeSpec(plan, context);
  if (Array.isArray(spec)) throw new Error(JSON.stringify(spec));
  return spec;
}
