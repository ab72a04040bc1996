import { readPlanFile } from '../contract/plan-file.js';
import { atHourMs, type Day } from '../domain/day.js';
import type { Plan } from '../domain/plan.js';
import type { Behaviour, Behaviours } from '../domain/rehearsal.js';
import { kimBoiReports, kimBoiUpward } from './demo-kim-boi.js';
import type { Part } from './play.js';

/** The plan files of the demo, in order of issue. */
export const DEMO_PLANS = [
  'plan-77-kh-tu',
  'plan-kim-boi',
  'plan-132-kh-tu',
  'plan-lac-duong',
  'plan-77-kh-duk',
  'plan-301-kh-tu',
] as const;
type DemoPlan = (typeof DEMO_PLANS)[number];

/** A part of the demo with the plan that its file holds. */
export interface DemoPart extends Part {
  name: DemoPlan;
  plan: Plan;
}

const ISSUE_HOUR = 9;
/** When people steer: away from the hours of bodies and of points. */
const STEER_HOUR = 14;
const steered = (day: Day): number => atHourMs(day, STEER_HOUR);

const PUNCTUAL: Behaviour = { evidence: 'eachPeriod' };
const LATE: Behaviour = { receive: 9, ownPlan: 45, tasks: 'late', reports: 'late', pace: 0.8 };
const WRONG: Behaviour = { reports: 'wrong', evidence: 'eachPeriod' };
const NOTHING_AROSE: Behaviour = { reports: 'nil' };
const SILENT: Behaviour = { receive: 'never', ownPlan: 'never', tasks: 'never', reports: 'silent', evidence: 'never', pace: 0 };

/** Dealt out to bodies in order of their codes: most are punctual. */
const WAYS = [PUNCTUAL, PUNCTUAL, LATE, PUNCTUAL, WRONG, PUNCTUAL, PUNCTUAL, SILENT, PUNCTUAL, LATE, PUNCTUAL, NOTHING_AROSE, PUNCTUAL];

/** The plans of the demo, each issued on its own day, with bodies punctual, late, silent, wrong, and those to whom nothing arose. */
export function demoParts(textOf: (name: DemoPlan) => string, codes: readonly string[]): DemoPart[] {
  const units = Object.fromEntries([...codes].sort().map((code, index) => [code, WAYS[index % WAYS.length]!]));
  return DEMO_PLANS.map((name) => {
    const text = textOf(name);
    const file = readPlanFile(text);
    if ('problems' in file) throw new Error(`${name}: ${JSON.stringify(file.problems)}`);
    const { plan } = file;
    return { name, text, plan, issueMs: atHourMs(plan.date!, ISSUE_HOUR), behaviours: behavioursOf(name, plan, units) };
  });
}

function behavioursOf(name: DemoPlan, plan: Plan, units: Record<string, Behaviour>): Behaviours {
  const usual: Behaviours = {
    default: { receive: 2, ownPlan: 20, tasks: 'onTime', reports: 'punctual', pace: 1.05 },
    units,
    reviewer: { afterDays: 1 },
  };
  switch (name) {
    case 'plan-77-kh-tu':
      return {
        ...usual,
        // Its own plan, and what comes of it, is a part of its own.
        units: { ...units, 'HU-KIMBOI': { ownPlan: 10, reports: 'silent', evidence: 'eachPeriod' } },
        commands: [
          ...kimBoiUpward(),
          {
            atMs: steered('2022-06-10'),
            lane: 'cascade',
            command: { type: 'urge', unit: 'HU-KIMBOI', item: 'ket-nap-moi', period: 'once' },
          },
        ],
        end: { as: 'conclude', atMs: steered('2023-01-31') },
      };
    case 'plan-kim-boi':
      return {
        default: { receive: 1, tasks: 'onTime', evidence: 'eachPeriod' },
        commands: kimBoiReports(plan),
        end: { as: 'conclude', atMs: steered('2023-01-16') },
      };
    case 'plan-132-kh-tu':
      return {
        ...usual,
        guidance: [
          { key: 'mo-hinh-co-so', atMs: steered('2023-04-10') },
          { key: 'so-tay-dien-tu', atMs: steered('2023-09-05') },
          { key: 'tieu-chi-dang-vien', atMs: steered('2024-02-20') },
        ],
        end: { as: 'conclude', atMs: steered('2025-02-10') },
      };
    case 'plan-lac-duong':
      return { ...usual, end: { as: 'conclude', atMs: steered('2026-02-09') } };
    case 'plan-77-kh-duk':
      return { ...usual, end: { as: 'conclude', atMs: steered('2026-02-10') } };
    case 'plan-301-kh-tu':
      return {
        ...usual,
        suspensions: [{ fromMs: steered('2025-02-24'), toMs: steered('2025-03-17') }],
        end: { as: 'conclude', atMs: steered('2026-01-26') },
      };
  }
}

/** The last instant of the demo: every plan has been concluded. */
export const DEMO_UNTIL_MS = steered('2026-02-27');
