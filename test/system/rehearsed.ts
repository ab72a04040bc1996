import { vietnamCalendar } from '../../domain/calendar-vn.js';
import { dayOfMs, startOfDayMs } from '../../domain/day.js';
import { type RehearsalEntry, timelineKey } from '../../domain/rehearsal-entry.js';
import { type Behaviours, rehearse } from '../../domain/rehearsal.js';
import type { Part, Played } from '../../start/play.js';
import { playedTimeline } from '../../start/play-timeline.js';
import { unitTree } from '../../store/units.js';
import { examplePlan, exampleText, PLAN_FILES, type PlanName } from '../examples/province.js';
import type { DondocRig } from '../harness/dondoc-rig.js';

/** An instant by day and hour (+07:00). */
export const at = (day: string, hour: number): number => startOfDayMs(day) + hour * 3_600_000;

/** The hour at which plans are issued here: that of the acts of bodies, since Kim Bôi's plan is one for 77-KH/TU. */
const ISSUE_HOUR = 9;
const AFTER_HORIZON_DAYS = 120;

/** The plans of examples/, each issued on its own day. */
export function exampleParts(behavioursOf: (name: PlanName) => Behaviours): Part[] {
  return PLAN_FILES.map((name) => ({
    text: exampleText(`${name}.yaml`),
    issueMs: at(examplePlan(name).date!, ISSUE_HOUR),
    behaviours: behavioursOf(name),
  }));
}

/** The end to which a plan is compared: its horizon and 120 days, at noon, when nothing is just happening. */
export function endOf(name: PlanName): number {
  return at(examplePlan(name).horizon.to, 12) + AFTER_HORIZON_DAYS * 86_400_000;
}

/** A timeline to compare: its lines as keys in order, up to an instant. */
function keysOf(entries: RehearsalEntry[], untilMs: number): string[] {
  return numberedInOrder(entries.filter(({ atMs }) => atMs <= untilMs))
    .map(timelineKey)
    .sort();
}

/** Of notes on reports accepted at one instant, which came first is nobody's to say: they are numbered in order of their bodies. */
function numberedInOrder(entries: RehearsalEntry[]): RehearsalEntry[] {
  const together = new Map<string, RehearsalEntry[]>();
  for (const entry of entries) {
    if (entry.type !== 'differenceNoted') continue;
    const key = `${Math.round(entry.atMs / 60_000)} ${entry.item} ${entry.period}`;
    together.set(key, [...(together.get(key) ?? []), entry]);
  }
  const revisions = new Map<RehearsalEntry, number>();
  for (const notes of together.values()) {
    const numbers = notes.map(({ data }) => Number(data.revision)).sort((a, b) => a - b);
    const inOrder = notes.toSorted((a, b) => (a.units[0]! < b.units[0]! ? -1 : 1));
    inOrder.forEach((note, index) => revisions.set(note, numbers[index]!));
  }
  return entries.map((entry) => (revisions.has(entry) ? { ...entry, data: { ...entry.data, revision: revisions.get(entry) } } : entry));
}

/** The timeline of a plan as it ran and as it is rehearsed from what was issued, to an instant; and what was refused in each. */
export async function bothTimelines(rig: DondocRig, played: Played, behaviours: Behaviours, untilMs: number) {
  const { plan, spec, id } = played;
  const tree = await unitTree(rig.db, dayOfMs(spec.issuedMs));
  const rehearsal = rehearse(plan, { planId: id, tree, calendar: vietnamCalendar, issuedMs: spec.issuedMs, untilMs }, behaviours);
  if (Array.isArray(rehearsal)) throw new Error(JSON.stringify(rehearsal));
  const refusals = (list: { atMs: number; command: string }[]) => list.map(({ atMs, command }) => `${atMs} ${command}`).sort();
  return {
    ran: keysOf(await playedTimeline(rig.db, id), untilMs),
    rehearsed: keysOf(rehearsal.entries, untilMs),
    refusedRunning: refusals(played.refused),
    refusedRehearsing: refusals(rehearsal.refused),
    rehearsal,
  };
}
