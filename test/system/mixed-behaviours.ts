import type { Behaviour, Behaviours } from '../../domain/rehearsal.js';
import { examplePlan, type PlanName, provinceOn } from '../examples/province.js';
import { at } from './rehearsed.js';

/** Ways to answer, dealt out to bodies in turn; few give evidence or have a plan of their own, so that a run stays short. */
const WAYS: Behaviour[] = [
  { evidence: 'eachPeriod', ownPlan: 20 },
  { receive: 9, ownPlan: 50, tasks: 'late', reports: 'late', pace: 0.6 },
  { reports: 'wrong', pace: 1.1 },
  { reports: 'wrong', mends: 'late' },
  { reports: 'nil' },
  { receive: 'never', tasks: 'never', reports: 'silent', pace: 0 },
  { reports: 'wrong', mends: 'never', tasks: 'late', daysLate: 30 },
];

/** A mix of behaviours for a plan of examples/: bodies in turn punctual, late, wrong, nil and silent, a reviewer, and what people steer. */
export function mixed(name: PlanName): Behaviours {
  const codes = [...provinceOn(examplePlan(name).date!).byCode.keys()].sort();
  const units: Record<string, Behaviour> = Object.fromEntries(codes.map((code, index) => [code, WAYS[index % WAYS.length]!]));
  // Its own plan is played besides, from the day that comes to.
  units['HU-KIMBOI'] = { ownPlan: 10 };
  return {
    default: { receive: 2, tasks: 'onTime', reports: 'punctual', pace: 0.9 },
    units,
    reviewer: { afterDays: 1 },
    ...STEERED[name],
  };
}

/** A duty that its body never answers: urged by hand, then proposed for review. */
const SILENT = { unit: 'HU-LACTHUY', item: 'cap-uy-01', period: 'once' };

/** What people do to a plan besides, at hours at which nothing else happens; plans of several years end when their first year is reported. */
const STEERED: Partial<Record<PlanName, Behaviours>> = {
  'plan-kim-boi': { end: { as: 'conclude', atMs: at('2023-02-10', 14) } },
  // What is done already is refused alike.
  'plan-77-kh-tu': { commands: [{ atMs: at('2022-04-04', 14), lane: 'cascade', command: { type: 'receive', unit: 'HU-DABAC' } }] },
  'plan-132-kh-tu': {
    commands: [
      { atMs: at('2023-01-10', 14), lane: 'cascade', command: { type: 'urge', ...SILENT } },
      { atMs: at('2023-03-01', 14), lane: 'cascade', command: { type: 'decideReview', decision: 'review', ...SILENT } },
    ],
    guidance: [
      { key: 'mo-hinh-co-so', atMs: at('2023-04-10', 14) },
      { key: 'so-tay-dien-tu', atMs: at('2023-09-05', 14) },
    ],
    end: { as: 'conclude', atMs: at('2024-02-26', 14) },
  },
  'plan-lac-duong': {
    suspensions: [{ fromMs: at('2023-09-11', 14), toMs: at('2023-10-16', 14), dates: 'same' }],
    end: { as: 'conclude', atMs: at('2024-03-01', 14) },
  },
  'plan-77-kh-duk': { end: { as: 'revoke', atMs: at('2024-03-04', 14) } },
  'plan-301-kh-tu': {
    suspensions: [
      { fromMs: at('2025-02-24', 14), toMs: at('2025-03-17', 14) },
      { fromMs: at('2025-08-14', 14), toMs: at('2025-08-21', 14) },
    ],
  },
};
