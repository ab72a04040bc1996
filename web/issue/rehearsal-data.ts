import { OWN_PLAN_ITEM, RECEIPT_ITEM } from '../../domain/duty.js';
import type { Plan } from '../../domain/plan.js';
import type { Answer } from '../api/ask.js';
import type { ChartLane, Mark } from '../timeline/chart.js';
import { titlesOf } from '../words/plan-titles.js';
import type { Words } from '../words/words.js';

export type Rehearsal = Answer<'plans', 'rehearse'>;
type Round = Rehearsal['rounds'][number];

/** What a rehearsal assumes of the bodies. */
export const ASSUMPTIONS = {
  onTime: {
    default: { receive: 1, ownPlan: 7, tasks: 'onTime', reports: 'punctual', daysBeforeDue: 1, evidence: 'eachPeriod', pace: 1 },
    reviewer: { afterDays: 2 },
  },
  late: {
    default: { receive: 6, ownPlan: 30, tasks: 'late', reports: 'late', daysLate: 6, evidence: 'eachPeriod', pace: 0.7 },
    reviewer: { afterDays: 2 },
  },
  silent: {},
} as const;
export type Assumption = keyof typeof ASSUMPTIONS;

/** Rounds of a kind that have a due day, as hollow marks; those of one instant are one. */
function marksOf(rounds: Round[], shape: Mark['shape'], titles: Map<string, string>, words: Words): Mark[] {
  const byInstant = new Map<number, Round[]>();
  for (const round of rounds) if (round.dueMs !== undefined) byInstant.set(round.dueMs, [...(byInstant.get(round.dueMs) ?? []), round]);
  return [...byInstant].map(([atMs, same]) => ({
    atMs,
    shape,
    ahead: true,
    title: `${words.dayOf(atMs)}: ${same.map(({ item, period }) => [titles.get(item) ?? item, words.period(period)].filter(Boolean).join(', ')).join('; ')}`,
  }));
}

/** The lanes of a rehearsal: receipt, own plan, dated tasks, what waits, reports, reminders, urging. */
export function lanesOf({ rounds, entries }: Rehearsal, plan: Plan, words: Words): ChartLane[] {
  const { say, shortOf, period } = words;
  const titles = titlesOf(plan, words);
  const of = (test: (round: Round) => boolean) => rounds.filter(test);
  const named = (test: (round: Round) => boolean, label: (round: Round) => string): Mark[] =>
    of(test).flatMap((round) =>
      round.dueMs === undefined ? [] : [{ atMs: round.dueMs, shape: 'due', ahead: true, title: label(round), label: label(round) }],
    );
  const tasks = of(({ kind, waits }) => kind === 'task' && waits === undefined);
  const waiting = of(({ waits }) => waits !== undefined);
  const reports = of(({ kind }) => kind === 'report');
  const seen = new Set<string>();
  const few = reports.length <= 10;
  const points = (types: string[], shape: Mark['shape']): Mark[] =>
    entries
      .filter(({ type }) => types.includes(type))
      .filter(({ atMs }) => !seen.has(`${shape}${Math.round(atMs / 86_400_000)}`) && seen.add(`${shape}${Math.round(atMs / 86_400_000)}`))
      .map(({ atMs, item = '' }) => ({ atMs, shape, ahead: true, title: `${words.dayOf(atMs)}: ${titles.get(item) ?? item}` }));
  const lanes: ChartLane[] = [
    {
      id: 'receipt',
      name: say('web.lane.receipt'),
      marks: named(
        ({ item }) => item === RECEIPT_ITEM,
        ({ dueMs, holders }) => say('web.lane.receiptBy', { day: shortOf(dueMs!), count: holders }),
      ),
    },
    {
      id: 'ownPlan',
      name: say('web.lane.ownPlan'),
      marks: named(
        ({ item }) => item === OWN_PLAN_ITEM,
        ({ dueMs, holders }) => say('web.lane.ownPlanBy', { day: shortOf(dueMs!), count: holders }),
      ),
    },
    {
      id: 'tasks',
      name: say('web.lane.tasks', { count: new Set(tasks.filter(({ dueMs }) => dueMs !== undefined).map(({ item }) => item)).size }),
      marks: marksOf(tasks, 'due', titles, words),
    },
    {
      id: 'waiting',
      name: say('web.lane.waiting', { count: new Set(waiting.map(({ item }) => item)).size }),
      tone: 'wait',
      marks: [],
      open: say('web.lane.waitingWhat'),
    },
    {
      id: 'reports',
      name: say('web.nav.reports'),
      marks: marksOf(reports, 'period', titles, words).map((mark) => ({
        ...mark,
        label: few ? period(reports.find(({ dueMs }) => dueMs === mark.atMs)!.period) : undefined,
      })),
    },
    { id: 'reminders', name: say('web.lane.reminders'), marks: points(['reminded'], 'reminder') },
    { id: 'urging', name: say('web.lane.urging'), tone: 'over', marks: points(['escalated'], 'urging') },
  ];
  return lanes.filter(({ id, marks }) => marks.length > 0 || (id === 'waiting' && waiting.length > 0));
}
