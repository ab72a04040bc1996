import type { CascadeState, DutyMemory, Round } from './cascade.js';
import { roundKey } from './cascade.js';
import type { UnitId } from './unit.js';

const indexes = new WeakMap<Round[], Map<string, number>>();

/** Index of a round by item and period; undefined when the cascade has none. */
export function roundIndex(state: CascadeState, item: string, period: string): number | undefined {
  let index = indexes.get(state.rounds);
  if (!index) {
    index = new Map(state.rounds.map((round, i) => [roundKey(round), i]));
    indexes.set(state.rounds, index);
  }
  return index.get(`${item}|${period}`);
}

/** Where one unit's duty of a round stands inside the lane: not its, not opened yet, owed, in review, or settled. */
export type Place = 'none' | 'notOpen' | 'owed' | 'inReview' | 'settled';

export function placeOf(state: CascadeState, unit: UnitId, round: number): Place {
  const recipient = Object.hasOwn(state.recipients, unit) ? state.recipients[unit] : undefined;
  if (!recipient || !state.classes[recipient.class]!.includes(round)) return 'none';
  if (!state.rounds[round]!.opened) return 'notOpen';
  if (recipient.owes.includes(round)) return 'owed';
  const review = recipient.memory?.[round]?.review;
  return review && review !== 'accepted' ? 'inReview' : 'settled';
}

/** What the lane remembers of a unit's duty; an empty memory when nothing. */
export function memoryOf(state: CascadeState, unit: UnitId, round: number): DutyMemory {
  return state.recipients[unit]?.memory?.[round] ?? {};
}

/** Units that still owe a round, in order of the recipients. */
export function owing(state: CascadeState, round: number): UnitId[] {
  const units: UnitId[] = [];
  for (const unit in state.recipients) if (state.recipients[unit]!.owes.includes(round)) units.push(unit);
  return units;
}

/** Value that a unit has reached of a target, and the value allotted to it. */
export function reached(state: CascadeState, unit: UnitId, round: number): { value: number; quota: number } {
  const item = state.rounds[round]!.item;
  return { value: memoryOf(state, unit, round).value ?? 0, quota: state.quotas[item]?.[unit] ?? 0 };
}

/** Whether something lodged at an instant comes after a due instant; while a plan is suspended nothing becomes late. */
export function isLate(state: CascadeState, dueMs: number | undefined, atMs: number): boolean {
  if (dueMs === undefined) return false;
  const asOfMs = state.suspendedMs === undefined ? atMs : Math.min(atMs, state.suspendedMs);
  return asOfMs > dueMs;
}
