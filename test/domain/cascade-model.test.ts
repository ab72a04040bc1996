import fc from 'fast-check';
import type { CascadeCommand, CascadeEvent, CascadeState, Point, RoundSpec } from '../../domain/cascade.js';
import { nextDueMs } from '../../domain/cascade-fire.js';
import { memoryOf, placeOf } from '../../domain/cascade-read.js';
import { cascadeRules, fold } from '../../domain/lane.js';
import { isProblem } from '../../domain/problem.js';
import { aRound, DAY, EVERY_KIND, HOUR, json, Lane, on, opening, pointsAround } from '../builders/cascade.js';

const UNITS = ['a', 'b', 'c'];
const ROUNDS: RoundSpec[] = [
  ...EVERY_KIND,
  aRound({ item: 'standing', period: '2026-Q2', kind: 'standing', opensMs: on(15), dueMs: on(26) - 1, points: pointsAround(25) }),
];

const aUnit = fc.constantFrom(...UNITS);
const aDuty = fc
  .record({ unit: aUnit, round: fc.constantFrom(...ROUNDS) })
  .map(({ unit, round: { item, period } }) => ({ unit, item, period }));
const aRepair = fc.integer({ min: 1, max: 9 }).map((days) => ({ days }));

/** What may happen next: a command, or time passing with or without the tick it should bring. */
type Step = { days: number } & ({ command: (nowMs: number) => CascadeCommand } | { outage: boolean });

const aCommand: fc.Arbitrary<(nowMs: number) => CascadeCommand> = fc.oneof(
  aUnit.map((unit) => () => ({ type: 'receive' as const, unit })),
  aUnit.map((unit) => () => ({ type: 'linkOwnPlan' as const, unit, ownPlan: 'q' })),
  fc
    .record({
      duty: aDuty,
      value: fc.option(fc.integer({ min: 0, max: 14 }), { nil: undefined }),
      done: fc.boolean(),
      evidence: fc.boolean(),
    })
    .map(({ duty, value, done, evidence }) => () => ({ type: 'progress' as const, ...duty, value, done, productNamed: done, evidence })),
  fc
    .record({
      duty: aDuty,
      nil: fc.boolean(),
      reasonGiven: fc.boolean(),
      value: fc.integer({ min: -2, max: 12 }),
      as: fc.constantFrom('increment' as const, 'total' as const),
    })
    .map(({ duty, nil, reasonGiven, value, as }) => () => ({
      type: 'submit' as const,
      ...duty,
      nil,
      reasonGiven,
      feeds: nil ? [] : [{ target: 'target', as, value }],
    })),
  fc.record({ duty: aDuty, repair: aRepair }).map(({ duty, repair: { days } }) => (nowMs: number) => {
    const dueMs = nowMs + days * DAY;
    const repairPoints: Point[] = [
      { kind: 'due', n: 0, atMs: dueMs },
      { kind: 'reminded', n: 1, atMs: dueMs + 8 * HOUR },
      { kind: 'proposedForReview', n: 5, atMs: dueMs + 5 * DAY },
    ];
    return { type: 'return' as const, ...duty, repairDueMs: dueMs, repairPoints };
  }),
  aDuty.map((duty) => () => ({ type: 'accept' as const, ...duty })),
  aDuty.map((duty) => () => ({ type: 'undoReview' as const, ...duty })),
  aDuty.map((duty) => () => ({ type: 'urge' as const, ...duty })),
  aDuty.map((duty) => () => ({ type: 'decideReview' as const, ...duty, decision: 'review' as const })),
  fc.constant((nowMs: number) => {
    const points = pointsAround(10).map((point) => ({ ...point, atMs: point.atMs - on(0) + nowMs }));
    return { type: 'wake' as const, guidance: 'hd', clocks: { 'waiting|once': { dueMs: points[1]!.atMs, points } } };
  }),
  fc.constant(() => ({ type: 'suspend' as const })),
  fc.constant(() => ({ type: 'resume' as const, clocks: {} })),
);

const aStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ days: fc.double({ min: 0, max: 4, noNaN: true }), command: aCommand }) },
  { weight: 1, arbitrary: fc.record({ days: fc.double({ min: 0, max: 12, noNaN: true }), outage: fc.boolean() }) },
);

interface Told {
  atMs: number;
  before: CascadeState;
  command: CascadeCommand;
  events: CascadeEvent[];
}

/** Plays steps: without an outage a tick comes at each due point, with one only at its end. */
function play(steps: Step[]): { lane: Lane; told: Told[] } {
  const lane = Lane.opened(ROUNDS, UNITS);
  const told: Told[] = [];
  const tell = (command: CascadeCommand, atMs: number) => {
    const before = json(lane.state);
    const decided = lane.tell(command, atMs);
    told.push({ atMs, before, command, events: isProblem(decided) ? [] : decided });
  };
  let nowMs = on(0);
  for (const step of steps) {
    nowMs += Math.round(step.days * DAY);
    if ('command' in step) tell(step.command(nowMs), nowMs);
    else if (step.outage) tell({ type: 'tick' }, nowMs);
    else for (let due = nextDueMs(lane.state); due !== undefined && due <= nowMs; due = nextDueMs(lane.state)) tell({ type: 'tick' }, due);
  }
  return { lane, told };
}

const steps = fc.array(aStep, { maxLength: 60 });
const RUNS = { numRuns: 60 };
const fired = (event: CascadeEvent) =>
  ['reminded', 'escalated', 'superseded', 'fellDue', 'wentStale', 'paceChecked', 'roundOpened'].includes(event.type);

describe('whatever is told to a cascade, in whatever order', () => {
  it('its state is the fold of its events, as they are stored', () => {
    fc.assert(
      fc.property(steps, (given) => {
        const { lane } = play(given);
        expect(json(fold(cascadeRules, lane.events))).toEqual(lane.state);
      }),
      RUNS,
    );
  });

  it('a refused command changes nothing, and deciding never does', () => {
    fc.assert(
      fc.property(steps, (given) => {
        for (const { before, command, atMs } of play(given).told) {
          if (command.type === 'tick') continue;
          const state = json(before);
          cascadeRules.decide(state, command, atMs);
          expect(state).toEqual(before);
        }
      }),
      RUNS,
    );
  });

  it('nothing fires early or out of order, and all that is due is fired', () => {
    fc.assert(
      fc.property(steps, (given) => {
        for (const { atMs, events, command, before } of play(given).told) {
          const points = events.filter(fired).map((event) => event.atMs);
          if (command.type !== 'tick') expect(points).toEqual([]);
          expect(points.every((ms) => ms <= atMs)).toBe(true);
          if (command.type === 'tick' && before.phase === 'running') {
            expect(points).toEqual(points.toSorted((one, other) => one - other));
            const after = events.reduce((state, event) => cascadeRules.evolve(state, event), json(before));
            expect(nextDueMs(after) ?? Number.POSITIVE_INFINITY).toBeGreaterThan(atMs);
          }
        }
      }),
      RUNS,
    );
  });

  it('each point of a round fires or is superseded once, in its order', () => {
    fc.assert(
      fc.property(steps, (given) => {
        const { lane } = play(given);
        lane.tell({ type: 'resume', clocks: {} }, on(5000));
        lane.tick(on(6000));
        lane.state.rounds.forEach(({ item, period, points, fired: count, missing, waits }) => {
          const events = lane.events.filter(
            (event) => fired(event) && 'item' in event && event.item === item && event.period === period && !('repair' in event),
          );
          const passed = events.filter(({ type }) => type !== 'roundOpened').map(({ atMs }) => atMs);
          const due = points.map(({ atMs }) => atMs);
          expect(passed).toEqual(due.slice(0, count));
          if (missing > 0 && waits === undefined) expect(count).toBe(points.length);
        });
      }),
      RUNS,
    );
  });

  it('what is missing of a round is the number of those who owe it, each once', () => {
    fc.assert(
      fc.property(steps, (given) => {
        const { state } = play(given).lane;
        const owed = Object.values(state.recipients).flatMap(({ owes }) => owes);
        state.rounds.forEach(({ missing }, index) => expect(missing).toBe(owed.filter((round) => round === index).length));
        for (const { owes } of Object.values(state.recipients)) expect(new Set(owes).size).toBe(owes.length);
        expect(state.repairs.map(([unit, round]) => memoryOf(state, unit, round).review)).toEqual(state.repairs.map(() => 'returned'));
      }),
      RUNS,
    );
  });

  it('nobody is told of what they do not owe, and a suspended plan tells nobody', () => {
    fc.assert(
      fc.property(steps, (given) => {
        for (const { before, events, command } of play(given).told) {
          if (before.phase === 'suspended' && command.type === 'tick') expect(events.map(({ type }) => type)).toEqual(['ticked']);
          const state = json(before);
          for (const event of events) {
            if (fired(event) && 'units' in event) {
              const index = state.rounds.findIndex(({ item, period }) => item === event.item && period === event.period);
              const places = event.units.map((unit) => placeOf(state, unit, index));
              expect(places).toEqual(event.units.map(() => ('repair' in event && event.repair ? 'inReview' : 'owed')));
            }
            cascadeRules.evolve(state, event);
          }
        }
      }),
      RUNS,
    );
  });

  it('standing and waiting tasks never fall due', () => {
    fc.assert(
      fc.property(steps, (given) => {
        const { told } = play(given);
        for (const { before, events } of told)
          for (const event of events)
            if (event.type === 'fellDue') {
              const round = before.rounds.find(({ item, period }) => item === event.item && period === event.period)!;
              expect([round.kind === 'standing', round.waits]).toEqual([false, undefined]);
            }
      }),
      RUNS,
    );
  });
});

describe('an outage of any length', () => {
  const clocks = fc.array(
    fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 6 }).map((days) => days.toSorted((a, b) => a - b)),
    { minLength: 1, maxLength: 4 },
  );
  const kinds = ['remind', 'due', 'reminded', 'urged', 'toHead', 'proposedForReview'] as const;
  const rounds = clocks.map((all) =>
    all.map((days, index) =>
      aRound({ item: `r${index}`, points: days.map((day, place) => ({ kind: kinds[place]!, n: place, atMs: on(day) + 8 * HOUR })) }),
    ),
  );

  it('gives one late batch: of each clock the due day and the last notice, the others recorded, each point once', () => {
    fc.assert(
      fc.property(rounds, fc.integer({ min: 0, max: 70 }), (given, until) => {
        const late = new Lane();
        late.tell(opening(given, UNITS), on(0));
        const batch = late.tick(on(until) + 9 * HOUR);
        const steady = new Lane();
        steady.tell(opening(given, UNITS), on(0));
        const one = steady.run(on(until) + 9 * HOUR);
        expect(batch.map(({ atMs }) => atMs)).toEqual(one.map(({ atMs }) => atMs));
        for (const { item, points } of given) {
          const mine = batch.filter((event) => 'item' in event && event.item === item);
          const due = points.filter(({ atMs }) => atMs <= on(until) + 9 * HOUR);
          const notices = due.filter(({ kind }) => kind !== 'due').length;
          expect(mine).toHaveLength(due.length);
          expect(mine.filter(({ type }) => type === 'superseded')).toHaveLength(Math.max(0, notices - 1));
          expect(mine.filter(({ type }) => type === 'fellDue')).toHaveLength(due.length - notices);
        }
        expect(one.filter(({ type }) => type === 'superseded')).toEqual([]);
        // From here on both are the same: the outage has left no trace but its batch.
        expect(late.run(on(100))).toEqual(steady.run(on(100)));
      }),
      RUNS,
    );
  });
});
