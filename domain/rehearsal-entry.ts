import type { CascadeEvent } from './cascade.js';
import type { Why } from './deadline.js';
import type { LaneKind } from './lane.js';
import type { PlanEvent } from './plan-life.js';
import type { UnitId } from './unit.js';

/** A lane as a timeline names it: the plan's own, or one of its cascades by number, from 1. */
export type TimelineLane = { lane: 'plan' } | { lane: 'cascade'; cascade: number };

/** One line of a timeline: what happens when, in which lane, to whom, and why on that day. Instants are epoch milliseconds. */
export interface RehearsalEntry {
  atMs: number;
  lane: LaneKind;
  cascade?: number;
  type: Exclude<CascadeEvent['type'] | PlanEvent['type'], 'ticked'>;
  item?: string;
  period?: string;
  units: UnitId[];
  /** What the event tells besides: day or rung of a point, lateness, version, value, coverage. */
  data: Record<string, unknown>;
  why: Why[];
}

/** A line of a timeline for one of its bodies. */
export type UnitEntry = Omit<RehearsalEntry, 'units'> & { unit: UnitId };

/** Parts of events that stand elsewhere in the line, or are machinery: what a lane is opened with, clocks, ids of papers, the instant of a suspension. */
const LEFT_OUT = new Set(
  'type atMs item period unit units rounds classes quotas clocks repairs repairPoints feeds collections awaits plan ownPlan guidanceId suspendedMs'.split(
    ' ',
  ),
);

/** An event as a line of a timeline; undefined for ticks, which are no news. */
export function entryOf(lane: TimelineLane, event: CascadeEvent | PlanEvent, why: Why[] = []): RehearsalEntry | undefined {
  if (event.type === 'ticked') return undefined;
  const entry: RehearsalEntry = { atMs: event.atMs, ...lane, type: event.type, units: [], data: {}, why };
  if ('item' in event) Object.assign(entry, { item: event.item, period: event.period });
  if ('unit' in event) entry.units = [event.unit];
  else if ('units' in event) entry.units = event.units;
  for (const name in event) {
    const value: unknown = event[name as keyof typeof event];
    if (LEFT_OUT.has(name) || value === undefined) continue;
    entry.data[name] = name === 'recipients' && typeof value === 'object' ? Object.keys(value as object).length : value;
  }
  return entry;
}

/** The line for each of its bodies; a line that is about none stands for none. Values beside the bodies go with theirs. */
export function expandEntry({ units, ...entry }: RehearsalEntry): UnitEntry[] {
  const { values, ...data } = entry.data;
  return units.map((unit, index) => ({ ...entry, unit, data: Array.isArray(values) ? { ...data, value: values[index] } : data }));
}

/** Events that stand for a due point: their instant is the point's own, to the millisecond. */
const FIRED = new Set(['roundOpened', 'reminded', 'escalated', 'superseded', 'fellDue', 'wentStale', 'paceChecked', 'collectionDue']);
const MINUTE_MS = 60_000;

/**
 * Key of a line for comparing timelines: equal when the same happens to the same bodies at the same instant. What was lodged compares by
 * the minute, since a machine takes some milliseconds to lodge it; bodies compare as a set.
 */
export function timelineKey({ atMs, lane, cascade = 0, type, item = '', period = '', units, data }: RehearsalEntry): string {
  const at = FIRED.has(type) ? atMs : Math.round(atMs / MINUTE_MS) * MINUTE_MS;
  const { values, ...rest } = data;
  const bodies = Array.isArray(values) ? units.map((unit, index) => `${unit}=${values[index]}`) : units;
  return [new Date(at).toISOString(), lane, cascade, type, item, period, bodies.toSorted().join(','), ordered(rest)].join('|');
}

/** JSON with the names of every object in order, so that it reads the same however it was kept. */
function ordered(value: unknown): string {
  return JSON.stringify(value, (_name, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
