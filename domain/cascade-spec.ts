import type { WorkingCalendar } from './calendar.js';
import type { CascadeOpening, Point, RoundClock, RoundSpec } from './cascade.js';
import { dayOfMs, type Day } from './day.js';
import { resolveDue, type Why } from './deadline.js';
import { ONCE, RECEIPT_ITEM } from './duty.js';
import type { Collection } from './plan-life.js';
import type { Plan, Purpose } from './plan.js';
import { isProblem, type Problem } from './problem.js';
import { roundsOf } from './rounds.js';
import type { IssueContext, ItemRelation, PlannedRound } from './planned-round.js';
import { pointsOf } from './schedule.js';
import type { UnitId } from './unit.js';
import { expandSelectors } from './unit-select.js';

/** All that issuing a plan brings about, computed from the plan and the tree of that day; kept as content, the same for rehearsal and real run. */
export interface CascadeSpec {
  v: 1;
  plan: string;
  issuer: UnitId;
  issuedMs: number;
  issuedOn: Day;
  recipients: { unit: UnitId; purposes: Purpose[] }[];
  rounds: PlannedRound[];
  relations: ItemRelation[];
  quotas: Record<string, Record<UnitId, number>>;
  exempt: { item: string; unit: UnitId; reason: string }[];
  collections: Collection[];
  awaits: string[];
}

/** Recipients of one cascade lane: above it a plan is split (measured: one lane is cheaper than four up to this size). */
export const MAX_RECIPIENTS = 4000;

/**
 * The duties of every body under a plan: recipients from Nơi nhận and from its items, groups expanded on the tree of the day of issue,
 * rounds with clocks and points to the horizon. All problems at once; pure, so that a rehearsal shows exactly what issuing will do.
 */
export function cascadeSpec(plan: Plan, context: IssueContext): CascadeSpec | Problem[] {
  const { planId, tree, issuedMs } = context;
  const issuer = tree.byCode.get(plan.issuer);
  if (issuer === undefined) return [{ code: 'UNIT_UNKNOWN', data: { code: plan.issuer }, path: 'issuer' }];
  const problems: Problem[] = [];
  const expand = (selectors: Parameters<typeof expandSelectors>[3]): UnitId[] => {
    const { units, problems: found } = expandSelectors(tree, issuer, plan.groups, selectors);
    problems.push(...found);
    return units;
  };
  const purposes = new Map<UnitId, Purpose[]>();
  for (const { to, purpose } of plan.recipients)
    for (const unit of expand(to)) purposes.set(unit, [...new Set([...(purposes.get(unit) ?? []), purpose])]);
  const exempt = plan.exempt.flatMap(({ units, items, reason }) =>
    expand(units).flatMap((unit) => items.map((item) => ({ item, unit, reason }))),
  );
  const isExempt = new Set(exempt.map(({ item, unit }) => `${item} ${unit}`));
  const { rounds: asked, relations, quotas } = roundsOf(plan, context, expand);
  const rounds = asked
    .map((round) => ({ ...round, holders: round.holders.filter((unit) => !isExempt.has(`${round.item} ${unit}`)) }))
    .filter(({ holders }) => holders.length > 0);
  const acting = new Set(
    [...purposes].filter(([, list]) => list.some((p) => p === 'toImplement' || p === 'toCooperate')).map(([unit]) => unit),
  );
  for (const { holders } of rounds) for (const unit of holders) acting.add(unit);
  for (const unit of acting) if (!purposes.has(unit)) purposes.set(unit, ['toImplement']);
  // A body does not receive its own plan.
  const receivers = [...acting].filter((unit) => unit !== issuer);
  const receipt = receiptRound(plan, context, receivers);
  if (isProblem(receipt)) problems.push(receipt);
  if (isProblem(receipt) || problems.length > 0) return problems;
  const all = receivers.length > 0 ? [receipt, ...rounds] : rounds;
  return {
    v: 1,
    plan: planId,
    issuer,
    issuedMs,
    issuedOn: dayOfMs(issuedMs),
    recipients: [...purposes].map(([unit, list]) => ({ unit, purposes: list })),
    rounds: all,
    relations,
    quotas,
    exempt,
    collections: collectionsOf(all),
    awaits: [...new Set(all.flatMap(({ waits }) => waits ?? []))],
  };
}

/** The collections that rounds ask for, in order of time: of every report that has a lock. */
export function collectionsOf(rounds: readonly Pick<RoundSpec, 'item' | 'period' | 'lockMs'>[]): Collection[] {
  return rounds
    .flatMap(({ item, period, lockMs }) => (lockMs === undefined ? [] : [{ item, period, atMs: lockMs }]))
    .sort((a, b) => a.atMs - b.atMs);
}

function receiptRound(plan: Plan, { calendar, issuedMs }: IssueContext, holders: UnitId[]): PlannedRound | Problem {
  const due = resolveDue(plan.receipt.due, {
    calendar,
    issuedOn: dayOfMs(issuedMs),
    beforeReading: plan.beforeReading ?? 'throughNamedDay',
  });
  if (!due) return { code: 'DUE_UNKNOWN', data: { item: RECEIPT_ITEM }, path: 'receipt.due' };
  const points = pointsOf(plan, { kind: 'receipt', dueDay: due.dueDay, fromMs: issuedMs }, calendar);
  const { dueMs, statedDay, why } = due;
  return { item: RECEIPT_ITEM, period: ONCE, kind: 'receipt', opensMs: issuedMs, dueMs, statedDay, why, points, holders };
}

/** The openings of a plan's cascade lanes: recipients split by 4,000, each class of rounds once. */
export function openingsOf(spec: CascadeSpec): CascadeOpening[] {
  const held = new Map<UnitId, number[]>();
  spec.rounds.forEach((round, index) => {
    for (const unit of round.holders) {
      const list = held.get(unit);
      if (list) list.push(index);
      else held.set(unit, [index]);
    }
  });
  const units = [...held.keys()];
  const openings: CascadeOpening[] = [];
  for (let from = 0; from < units.length; from += MAX_RECIPIENTS)
    openings.push(opening(spec, units.slice(from, from + MAX_RECIPIENTS), held));
  return openings;
}

function opening(spec: CascadeSpec, units: UnitId[], held: ReadonlyMap<UnitId, number[]>): CascadeOpening {
  const classes: number[][] = [];
  const classOf = new Map<string, number>();
  const recipients: Record<UnitId, number> = {};
  for (const unit of units) {
    const rounds = held.get(unit)!;
    const key = rounds.join(' ');
    let index = classOf.get(key);
    if (index === undefined) {
      index = classes.push(rounds) - 1;
      classOf.set(key, index);
    }
    recipients[unit] = index;
  }
  const quotas = Object.fromEntries(
    Object.entries(spec.quotas).map(([item, shares]) => [
      item,
      Object.fromEntries(Object.entries(shares).filter(([unit]) => unit in recipients)),
    ]),
  );
  return { plan: spec.plan, rounds: spec.rounds.map(bare), classes, recipients, ...(Object.keys(quotas).length > 0 && { quotas }) };
}

function bare({ cadence: _cadence, statedDay: _stated, why: _why, holders: _holders, ...round }: PlannedRound): RoundSpec {
  return round;
}

/** Clocks of the rounds that wait for a guidance document, counted from the day it is registered. */
export function wakeClocks(
  plan: Plan,
  spec: CascadeSpec,
  guidance: string,
  registeredMs: number,
  calendar: WorkingCalendar,
): Record<string, RoundClock & { why: Why[]; statedDay: Day }> {
  const clocks: Record<string, RoundClock & { why: Why[]; statedDay: Day }> = {};
  for (const round of spec.rounds) {
    if (round.waits !== guidance) continue;
    const task = plan.tasks.find(({ id }) => id === round.item);
    if (task?.timing.kind !== 'awaiting') continue;
    const due = resolveDue(task.timing.due, {
      calendar,
      issuedOn: spec.issuedOn,
      guidanceOn: dayOfMs(registeredMs),
      beforeReading: plan.beforeReading ?? 'throughNamedDay',
    });
    if (!due) continue;
    const points: Point[] = pointsOf(plan, { kind: 'task', dueDay: due.dueDay, fromMs: registeredMs }, calendar);
    clocks[`${round.item}|${round.period}`] = { dueMs: due.dueMs, points, why: due.why, statedDay: due.statedDay };
  }
  return clocks;
}
