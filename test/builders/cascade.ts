import type { CascadeCommand, CascadeEvent, CascadeState, Point, RoundSpec } from '../../domain/cascade.js';
import { apply, cascadeRules } from '../../domain/lane.js';
import { isProblem, type Problem } from '../../domain/problem.js';

export const DAY = 86_400_000;
export const HOUR = 3_600_000;
/** Midnight of Monday 02/03/2026 at +07:00. */
export const T0 = Date.UTC(2026, 2, 1, 17);
/** The instant at so many days after T0. */
export const on = (days: number): number => T0 + days * DAY;

/** Points around a due day of so many days after T0: a reminder the day before, the due instant, two rungs. */
export function pointsAround(dueDay: number): Point[] {
  return [
    { kind: 'remind', n: -1, atMs: on(dueDay - 1) + 8 * HOUR },
    { kind: 'due', n: 0, atMs: on(dueDay + 1) - 1 },
    { kind: 'reminded', n: 1, atMs: on(dueDay + 1) + 8 * HOUR },
    { kind: 'proposedForReview', n: 5, atMs: on(dueDay + 5) + 8 * HOUR },
  ];
}

/** A report of March that opens at once and is due ten days after T0, unless said otherwise. */
export function aRound(said: Partial<RoundSpec> = {}): RoundSpec {
  return { item: 'report', period: '2026-M03', kind: 'report', opensMs: on(0), dueMs: on(11) - 1, points: pointsAround(10), ...said };
}

/** One round of each kind, and one that waits for guidance; `later` opens after twenty days. */
export const EVERY_KIND: RoundSpec[] = [
  aRound({ item: 'receipt', period: 'once', kind: 'receipt', dueMs: on(4) - 1, points: pointsAround(3) }),
  aRound({ item: 'ownPlan', period: 'once', kind: 'ownPlan' }),
  aRound({ item: 'task', period: 'once', kind: 'task', product: 'document' }),
  aRound({ item: 'waiting', period: 'once', kind: 'task', dueMs: undefined, waits: 'hd', points: [] }),
  aRound({ item: 'standing', period: '2026-Q1', kind: 'standing' }),
  aRound({
    item: 'target',
    period: 'once',
    kind: 'target',
    dueMs: on(31) - 1,
    tolerance: 0.9,
    points: [
      { kind: 'pace', n: 1, atMs: on(10) + 8 * HOUR, share: 0.3 },
      { kind: 'pace', n: 2, atMs: on(20) + 8 * HOUR, share: 0.6 },
      ...pointsAround(30),
    ],
  }),
  aRound(),
  aRound({ item: 'later', period: '2026-M04', opensMs: on(20), dueMs: on(31) - 1, points: pointsAround(30), nilAllowed: true }),
];

export type OpenCommand = Extract<CascadeCommand, { type: 'open' }>;

/** The command that opens a lane in which every unit holds every round; `target` has a quota of 10 for each. */
export function opening(rounds: RoundSpec[] = EVERY_KIND, units: string[] = ['a', 'b'], said: Partial<OpenCommand> = {}): OpenCommand {
  const each = <T>(value: T): Record<string, T> => Object.fromEntries(units.map((unit) => [unit, value]));
  return {
    type: 'open',
    plan: 'p',
    rounds,
    classes: [rounds.map((_, index) => index)],
    recipients: each(0),
    quotas: { target: each(10) },
    ...said,
  };
}

/** A cascade lane under test: what it is told, in order, with its events; state and events go through JSON as they do in a real run. */
export class Lane {
  state: CascadeState = cascadeRules.initial();
  readonly events: CascadeEvent[] = [];

  /** A lane opened at T0. */
  static opened(rounds?: RoundSpec[], units?: string[], said?: Partial<OpenCommand>): Lane {
    const lane = new Lane();
    lane.tell(opening(rounds, units, said), T0);
    return lane;
  }

  /** Decides a command at an instant: its events, or the problem that refuses it. */
  tell(command: CascadeCommand, atMs: number): CascadeEvent[] | Problem {
    const decided = apply(cascadeRules, json(this.state), command, atMs);
    if (isProblem(decided)) return decided;
    this.state = json(decided.state);
    const events = json(decided.events);
    this.events.push(...events);
    return events;
  }

  /** Folds an event as it was recorded, by this program or an older one. */
  take(event: CascadeEvent): void {
    this.state = json(cascadeRules.evolve(json(this.state), event));
    this.events.push(event);
  }

  /** What is decided, short: the types of the events, or the problem's code with its state. */
  said(command: CascadeCommand, atMs: number): string {
    const decided = this.tell(command, atMs);
    if (!isProblem(decided)) return decided.map(({ type }) => type).join(' ') || 'nothing';
    const { state, why } = decided.data;
    return [decided.code, state ?? why].filter((part) => part !== undefined).join(' ');
  }

  /** Lodges a tick; what it fires, without the tick itself. */
  tick(atMs: number): CascadeEvent[] {
    const events = this.tell({ type: 'tick' }, atMs);
    if (isProblem(events)) throw new Error(events.code);
    return events.filter(({ type }) => type !== 'ticked');
  }

  /** Lodges a tick at each due point, one after the other, up to an instant. */
  run(untilMs: number): CascadeEvent[] {
    const fired: CascadeEvent[] = [];
    for (let due = cascadeRules.nextDueMs(this.state); due !== undefined && due <= untilMs; due = cascadeRules.nextDueMs(this.state))
      fired.push(...this.tick(due));
    return fired;
  }
}

export function json<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}
