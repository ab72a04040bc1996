import { cascadeSpec } from './cascade-spec.js';
import type { IssueContext, PlannedRound } from './planned-round.js';
import { dayOfMs } from './day.js';
import type { Plan, Rung } from './plan.js';
import type { PlanState } from './plan-life.js';
import { type Problem, problem } from './problem.js';
import type { Behaviours } from './rehearsal-behaviour.js';
import { behaviourCommands } from './rehearsal-commands.js';
import type { StateCounts, UnitStanding } from './rehearsal-duties.js';
import type { RehearsalEntry } from './rehearsal-entry.js';
import { type Refusal, RehearsalRun } from './rehearsal-run.js';
import type { UnitId, UnitTree } from './unit.js';

export type { Behaviour, Behaviours, TimedCommand } from './rehearsal-behaviour.js';
export type { RehearsalEntry } from './rehearsal-entry.js';

/** What a plan is rehearsed with: the world on the day of issue, and the last instant that is played. */
export interface RehearsalContext extends IssueContext {
  untilMs: number;
}

/** What a body would meet: its duties by state at the end, and how often it was reminded, pressed, overdue and returned. */
export interface UnitRehearsal extends UnitStanding {
  unit: UnitId;
  code: string;
  name: string;
  reminders: number;
  rungs: Partial<Record<Rung, number>>;
  fellDue: number;
  returned: number;
}

/** A round as it stood at the end: what is asked of how many, by when, and why then. */
export interface RehearsedRound extends Pick<PlannedRound, 'item' | 'period' | 'kind' | 'opensMs' | 'dueMs' | 'lockMs' | 'waits' | 'why'> {
  holders: number;
}

/** All that would happen under a plan, up to an instant. */
export interface Rehearsal {
  plan: string;
  issuedMs: number;
  untilMs: number;
  entries: RehearsalEntry[];
  rounds: RehearsedRound[];
  /** Bodies with duties, in order of the recipients. */
  byUnit: UnitRehearsal[];
  /** Duties of all bodies by state at the end; an exempt body counts once an item. */
  states: StateCounts;
  /** The first instant after the end at which something would fire. */
  nextDueMs?: number;
  phase: PlanState['phase'];
  /** Commands of the behaviours that the rules refused. */
  refused: Refusal[];
  warnings: Problem[];
}

/**
 * Plays a plan from its issue to an instant by the same four functions that run it, and tells all that would happen, with the why of each
 * date; without behaviours nobody answers. Due points are decided before what is lodged at the same instant; collections are consolidated
 * at once. Pure: the same plan, tree, calendar and behaviours always give the same timeline, which is that of a real run.
 * Answers the problems that would keep the plan from being issued (domain/cascade-spec), or `UNIT_UNKNOWN` for a body the behaviours name.
 */
export function rehearse(plan: Plan, context: RehearsalContext, behaviours: Behaviours = {}): Rehearsal | Problem[] {
  const { tree, calendar, untilMs } = context;
  const spec = cascadeSpec(plan, context);
  if (Array.isArray(spec)) return spec;
  const unknown = unknownUnits(behaviours, tree);
  if (unknown.length > 0) return unknown;
  const commands = behaviourCommands(spec, plan, behaviours, context).filter(({ atMs }) => atMs <= untilMs);
  const run = new RehearsalRun(plan, spec, calendar);
  run.play(commands, untilMs);
  const byUnit = unitsOf(run, tree, untilMs);
  const nextDueMs = run.nextDueMs();
  return {
    plan: spec.plan,
    issuedMs: spec.issuedMs,
    untilMs,
    entries: run.entries,
    rounds: [...run.rounds.values()].map(rehearsed),
    byUnit,
    states: counted([...byUnit.map(({ states }) => states), ...spec.exempt.map(() => ({ exempt: 1 }))]),
    ...(nextDueMs !== undefined && { nextDueMs }),
    phase: run.life.phase,
    refused: run.refused,
    warnings: warningsOf(run),
  };
}

function unknownUnits({ units = {} }: Behaviours, tree: UnitTree): Problem[] {
  const unknown = Object.keys(units).filter((unit) => !tree.units.has(unit) && !tree.byCode.has(unit));
  return unknown.map((code) => problem('UNIT_UNKNOWN', { code }, `behaviours.units.${code}`));
}

function rehearsed({ item, period, kind, opensMs, dueMs, lockMs, waits, why, holders }: PlannedRound): RehearsedRound {
  return {
    item,
    period,
    kind,
    opensMs,
    ...(dueMs !== undefined && { dueMs }),
    ...(lockMs !== undefined && { lockMs }),
    ...(waits !== undefined && { waits }),
    why,
    holders: holders.length,
  };
}

function counted(all: StateCounts[]): StateCounts {
  const sum: StateCounts = {};
  for (const states of all)
    for (const [state, count] of Object.entries(states) as [keyof StateCounts, number][]) sum[state] = (sum[state] ?? 0) + count;
  return sum;
}

function unitsOf({ cascades, duties, entries }: RehearsalRun, tree: UnitTree, untilMs: number): UnitRehearsal[] {
  const ids = cascades.flatMap(({ recipients }) => Object.keys(recipients));
  const rows = new Map(
    ids.map((unit): [UnitId, UnitRehearsal] => {
      const { code, name } = tree.units.get(unit)!;
      return [unit, { unit, code, name, ...duties.standing(unit, untilMs), reminders: 0, rungs: {}, fellDue: 0, returned: 0 }];
    }),
  );
  for (const { type, units, data } of entries) {
    if (type !== 'reminded' && type !== 'fellDue' && type !== 'returned' && type !== 'escalated') continue;
    for (const unit of units) {
      const row = rows.get(unit)!;
      if (type === 'reminded') row.reminders += 1;
      else if (type === 'escalated') row.rungs[data.rung as Rung] = (row.rungs[data.rung as Rung] ?? 0) + 1;
      else row[type] += 1;
    }
  }
  return [...rows.values()];
}

/** What a drafter should know: what is due before the plan is issued, and years without an official calendar. */
function warningsOf({ spec, rounds }: RehearsalRun): Problem[] {
  const { issuedMs, issuedOn } = spec;
  const early = spec.rounds.flatMap(({ item, dueMs }) =>
    dueMs !== undefined && dueMs < issuedMs ? [problem('DUE_BEFORE_ISSUE', { item, day: dayOfMs(dueMs), date: issuedOn })] : [],
  );
  const whys = [...rounds.values()].flatMap(({ why }) => why).filter(({ code }) => code === 'WHY_CALENDAR_NOT_OFFICIAL');
  const years = new Map(whys.map(({ data }) => [data.year, problem('CALENDAR_NOT_OFFICIAL', { lastOfficialYear: '–', ...data })]));
  return [...early, ...years.values()];
}
