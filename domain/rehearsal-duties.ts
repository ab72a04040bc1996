import type { CascadeEvent, RoundClock } from './cascade.js';
import { roundKey } from './cascade.js';
import type { PlannedRound } from './cascade-spec.js';
import { type Duty, type DutyState, ONCE, OWN_PLAN_ITEM, RECEIPT_ITEM, standingOf } from './duty.js';
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

/** The duties of a plan's bodies as events make them: what the store keeps as rows. */
export class DutyBook {
  readonly #duties = new Map<UnitId, Map<string, Duty>>();

  /** Opens the duties of a round for its holders in a lane. */
  open(round: PlannedRound, holders: Iterable<UnitId>): void {
    for (const unit of holders) {
      const { kind, opensMs, dueMs, waits } = round;
      const duty: Duty = { kind, opensMs, ...(dueMs !== undefined && { dueMs }), ...(waits !== undefined && { waits: true }) };
      const own = this.#duties.get(unit) ?? new Map<string, Duty>();
      this.#duties.set(unit, own.set(roundKey(round), duty));
    }
  }

  /** Brings the duties to where an event says; opening is told by `open`. */
  take(event: CascadeEvent): void {
    const { atMs } = event;
    switch (event.type) {
      case 'received':
        return this.#set(event.unit, RECEIPT_ITEM, ONCE, { doneMs: atMs, late: event.late });
      case 'ownPlanLinked':
        if (this.#of(event.unit, OWN_PLAN_ITEM, ONCE)?.doneMs !== undefined) return;
        return this.#set(event.unit, OWN_PLAN_ITEM, ONCE, { doneMs: atMs, late: event.late });
      case 'completed':
        return this.#set(event.unit, event.item, event.period, { doneMs: atMs, late: event.late });
      case 'targetMoved': {
        const done = this.#of(event.unit, event.item, event.period);
        if (!event.met) return this.#set(event.unit, event.item, event.period, { doneMs: undefined, late: undefined });
        return this.#set(event.unit, event.item, event.period, {
          doneMs: done?.doneMs ?? atMs,
          late: done?.doneMs === undefined ? event.late : done.late,
        });
      }
      case 'submitted':
      case 'resubmitted':
        return this.#set(event.unit, event.item, event.period, {
          doneMs: atMs,
          late: event.late,
          nil: event.nil,
          review: event.type,
          repairDueMs: undefined,
        });
      case 'returned':
        return this.#set(event.unit, event.item, event.period, { review: 'returned', repairDueMs: event.repairDueMs });
      case 'accepted':
        return this.#set(event.unit, event.item, event.period, { review: 'accepted' });
      case 'evidenced':
        return this.#each(
          (duty, key) => key.startsWith(`${event.item}|`) && Object.assign(duty, { evidenceMs: atMs, staleMs: undefined }),
          event.unit,
        );
      case 'wentStale':
        for (const unit of event.units) this.#set(unit, event.item, event.period, { staleMs: atMs });
        return;
      case 'woken':
        return this.#clocks(event.clocks);
      case 'suspended':
        return this.#each((duty) => isOpen(duty) && Object.assign(duty, { suspendedMs: atMs }));
      case 'resumed':
        this.#clocks(event.clocks);
        for (const { unit, item, period, repairDueMs } of event.repairs ?? []) this.#set(unit, item, period, { repairDueMs });
        return this.#each((duty) => delete duty.suspendedMs);
      case 'revoked':
        return this.#each((duty) => isOpen(duty) && Object.assign(duty, { cancelled: true }));
      default:
    }
  }

  /** Where the duties of a body stand at an instant. */
  standing(unit: UnitId, nowMs: number): UnitStanding {
    const duties = [...(this.#duties.get(unit)?.values() ?? [])];
    const states: StateCounts = {};
    let stale = 0;
    let nextDueMs: number | undefined;
    for (const duty of duties) {
      const standing = standingOf(duty, nowMs);
      states[standing.state] = (states[standing.state] ?? 0) + 1;
      if (standing.stale) stale += 1;
      const dueMs = duty.review === 'returned' ? duty.repairDueMs : duty.dueMs;
      if (standing.state === 'openInTime' && dueMs !== undefined && (nextDueMs === undefined || dueMs < nextDueMs)) nextDueMs = dueMs;
    }
    return { duties: duties.length, states, stale, ...(nextDueMs !== undefined && { nextDueMs }) };
  }

  #of(unit: UnitId, item: string, period: string): Duty | undefined {
    return this.#duties.get(unit)?.get(roundKey({ item, period }));
  }

  #set(unit: UnitId, item: string, period: string, patch: Partial<Duty>): void {
    const duty = this.#of(unit, item, period);
    if (duty) Object.assign(duty, patch);
  }

  #each(change: (duty: Duty, key: string) => unknown, unit?: UnitId): void {
    const books = unit === undefined ? this.#duties.values() : [this.#duties.get(unit)];
    for (const book of books) book?.forEach(change);
  }

  #clocks(clocks: Record<string, RoundClock>): void {
    this.#each((duty, key) => {
      const clock = clocks[key];
      if (!clock || duty.doneMs !== undefined) return;
      if (clock.dueMs !== undefined) duty.dueMs = clock.dueMs;
      delete duty.waits;
    });
  }
}

function isOpen({ doneMs, review }: Duty): boolean {
  return doneMs === undefined || review === 'returned';
}
