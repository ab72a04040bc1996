import { OWN_PLAN_ITEM, RECEIPT_ITEM } from '../../domain/duty.js';
import type { Answer } from '../api/ask.js';
import type { Words } from '../words/words.js';
import type { ChartLane, Mark } from './chart.js';

type Past = Answer<'plans', 'timeline'>['items'][number];
type Coming = Answer<'overview', 'coming'>['items'][number];

const LANES = ['steering', 'receipt', 'ownPlan', 'tasks', 'reports', 'reminders', 'urging'] as const;
type LaneId = (typeof LANES)[number];

const WORDS = {
  steering: 'web.lane.steering',
  receipt: 'web.lane.receipt',
  ownPlan: 'web.lane.ownPlan',
  tasks: 'web.lane.dated',
  reports: 'web.nav.reports',
  reminders: 'web.lane.reminders',
  urging: 'web.lane.urging',
} as const;

/** One thing on the timeline of a plan, past or still to come. */
export interface TimelinePoint {
  atMs: number;
  lane: LaneId;
  shape: Mark['shape'];
  ahead: boolean;
  /** What it is, and of what. */
  what: string;
  of: string;
  /** How many bodies it concerned, or how many still owe it. */
  bodies: number;
}

/** What happened and what is to come of a plan, in order of time. */
export function pointsOf(past: readonly Past[], coming: readonly Coming[], titles: Map<string, string>, words: Words): TimelinePoint[] {
  const named = (item: string | undefined, period: string | undefined) =>
    words.capital(
      [item !== undefined && (titles.get(item) ?? item), period !== undefined && words.period(period)].filter(Boolean).join(', '),
    );
  const told = past.flatMap(({ type, atMs, item, period, units, data }): TimelinePoint[] => {
    const rung = typeof data['rung'] === 'string' ? `: ${words.code('web.rung.', data['rung'])}` : '';
    const what = words.capital(words.code('cli.event.', type)) + rung;
    const lane =
      type === 'reminded' || data['rung'] === 'reminded'
        ? 'reminders'
        : type === 'escalated' || type === 'urged'
          ? 'urging'
          : dueLane(item, 'tasks');
    const at = item === undefined ? 'steering' : type === 'consolidated' ? 'reports' : lane;
    return [{ atMs, lane: at, shape: shapeOf(at), ahead: false, what, of: named(item, period), bodies: units?.length ?? 0 }];
  });
  const toCome = coming.flatMap(({ atMs, kind, duty, item, period, holders }): TimelinePoint[] => {
    if (kind === 'opens' || kind === 'lock' || kind === 'pace') return [];
    const lane = kind === 'due' ? dueLane(item, duty) : kind === 'remind' || kind === 'reminded' ? 'reminders' : 'urging';
    const what = words.capital(words.code('web.firing.', kind));
    return [{ atMs, lane, shape: shapeOf(lane), ahead: true, what, of: named(item, period), bodies: holders }];
  });
  return [...told, ...toCome].toSorted((a, b) => a.atMs - b.atMs);
}

function dueLane(item: string | undefined, duty: string): LaneId {
  if (item === RECEIPT_ITEM) return 'receipt';
  if (item === OWN_PLAN_ITEM) return 'ownPlan';
  return duty === 'report' ? 'reports' : 'tasks';
}

function shapeOf(lane: LaneId): Mark['shape'] {
  if (lane === 'steering') return 'event';
  if (lane === 'reports') return 'period';
  if (lane === 'reminders') return 'reminder';
  return lane === 'urging' ? 'urging' : 'due';
}

/** The points of a plan as lanes of a chart; a lane without any is left out. */
export function planLanes(points: readonly TimelinePoint[], words: Words): ChartLane[] {
  return LANES.flatMap((lane): ChartLane[] => {
    const marks = points
      .filter((point) => point.lane === lane)
      .map(({ atMs, shape, ahead, what, of }): Mark => ({
        atMs,
        shape,
        ahead,
        title: `${words.dayOf(atMs)}: ${[what, of].filter(Boolean).join(', ')}`,
      }));
    return marks.length === 0
      ? []
      : [{ id: lane, name: words.say(WORDS[lane]), marks, ...(lane === 'urging' && { tone: 'over' as const }) }];
  });
}
