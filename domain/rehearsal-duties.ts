import type { CascadeEvent, RoundClock } from './cascade.js';
import { roundKey } from './cascade.js';
import type { PlannedRound } from './planned-round.js';
import { type Duty, type DutyState, ONCE, OWN_PLAN_ITEM, RECEIPT_ITEM, standingOf } from './duty.js';
import { reviewBefore } from './review.js';
import type { UnitId } from './unit.js';

/** Duties of one body counted by state; states without duties are absent. */
export type StateCounts = Partial<Record<DutyState, number>>;

/** Where the duties of a body stand at an instant. */
export interface UnitStanding {
  duties: number;
  states: StateCounts;
  stale: number;
  /** The next due instant of what it still owes. */
  nextDueMs?: number;
}

interface Key {
  unit: UnitId;
  item: string;
  period: string;
}

/** The duties of a plan's bodies as events make them: what the store keeps as rows. */
export class DutyBook {
  /** By unit, item, period. */
  readonly #duties = new Map<UnitId, Map<string, Map<string, Duty>>>();

  /** Opens the duties of a round for its holders in a lane. */
  open({ item, period, kind, opensMs, dueMs, waits }: PlannedRound, holders: Iterable<UnitId>): void {
    for (const unit of holders) {
      const items = this.#duties.get(unit) ?? new Map<string, Map<string, Duty>>();
      const periods = items.get(item) ?? new Map<string, Duty>();
      periods.set(period, { kind, opensMs, ...(dueMs !== undefined && { dueMs }), ...(waits !== undefined && { waits: true }) });
      this.#duties.set(unit, items.set(item, periods));
    }
  }

  /** Brings the duties to where an event says; opening is told by `open`. */
  take(event: CascadeEvent): void {
    const { atMs } = event;
    switch (event.type) {
      case 'received':
        return this.#done({ unit: event.unit, item: RECEIPT_ITEM, period: ONCE }, atMs, event.late);
      case 'ownPlanLinked':
        return this.#done({ unit: event.unit, item: OWN_PLAN_ITEM, period: ONCE }, atMs, event.late);
      case 'completed':
        return this.#done(event, atMs, event.late);
      case 'targetMoved':
        if (event.met) return this.#done(event, atMs, event.late);
        return this.#set(event, { doneMs: undefined, late: undefined });
      case 'submitted':
      case 'resubmitted':
        return this.#set(event, { doneMs: atMs, late: event.late, nil: event.nil, review: event.type, repairDueMs: undefined });
      case 'returned':
        return this.#set(event, { review: 'returned', repairDueMs: event.repairDueMs });
      case 'accepted':
        return this.#set(event, { review: 'accepted' });
      case 'returnUndone':
      case 'acceptanceUndone':
        return this.#set(event, { review: reviewBefore(event.version), repairDueMs: undefined });
      case 'evidenced':
        for (const duty of this.#duties.get(event.unit)?.get(event.item)?.values() ?? [])
          Object.assign(duty, { evidenceMs: atMs, staleMs: undefined });
        return;
      case 'wentStale':
        for (const unit of event.units) this.#set({ ...event, unit }, { staleMs: atMs });
        return;
      case 'woken':
        return this.#setClocks(event.clocks);
      case 'suspended':
        for (const { duty } of this.#all()) if (isOpen(duty)) duty.suspendedMs = atMs;
        return;
      case 'resumed':
        this.#setClocks(event.clocks);
        for (const { repairDueMs, ...key } of event.repairs ?? []) this.#set(key, { repairDueMs });
        for (const { duty } of this.#all()) delete duty.suspendedMs;
        return;
      case 'revoked':
        for (const { duty } of this.#all()) if (isOpen(duty)) duty.cancelled = true;
        return;
      case 'concluded':
        for (const { duty } of this.#all()) duty.endedMs = atMs;
        return;
      default:
    }
  }

  /** Where the duties of a body stand at an instant. */
  standing(unit: UnitId, nowMs: number): UnitStanding {
    const found: UnitStanding = { duties: 0, states: {}, stale: 0 };
    for (const periods of this.#duties.get(unit)?.values() ?? [])
      for (const duty of periods.values()) {
        const { state, stale } = standingOf(duty, nowMs);
        found.duties += 1;
        found.states[state] = (found.states[state] ?? 0) + 1;
        if (stale) found.stale += 1;
        const dueMs = duty.review === 'returned' ? duty.repairDueMs : duty.dueMs;
        if (state === 'openInTime' && dueMs !== undefined) found.nextDueMs = Math.min(dueMs, found.nextDueMs ?? dueMs);
      }
    return found;
  }

  /** What was done first counts: it is not done again, later. */
  #done(key: Key, atMs: number, late: boolean): void {
    const duty = this.#of(key);
    if (duty && duty.doneMs === undefined) Object.assign(duty, { doneMs: atMs, late });
  }

  #set(key: Key, patch: Partial<Duty>): void {
    Object.assign(this.#of(key)!, patch);
  }

  #of({ unit, item, period }: Key): Duty | undefined {
    return this.#duties.get(unit)?.get(item)?.get(period);
  }

  *#all(): Iterable<{ key: string; duty: Duty }> {
    for (const items of this.#duties.values())
      for (const [item, periods] of items) for (const [period, duty] of periods) yield { key: roundKey({ item, period }), duty };
  }

  #setClocks(clocks: Record<string, RoundClock>): void {
    for (const { key, duty } of this.#all()) {
      const clock = clocks[key];
      if (!clock || duty.doneMs !== undefined) continue;
      if (clock.dueMs !== undefined) duty.dueMs = clock.dueMs;
      delete duty.waits;
    }
  }
}

function isOpen({ doneMs, review }: Duty): boolean {
  return doneMs === undefined || review === 'returned';
}
