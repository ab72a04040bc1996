import fc from 'fast-check';
import { apply, fold, planRules } from '../../domain/lane.js';
import { type Collection, newPlan, type PlanCommand, type PlanEvent, planNextDueMs, type PlanState } from '../../domain/plan-life.js';
import { isProblem } from '../../domain/problem.js';
import { DAY, json, on } from '../builders/cascade.js';

const COLLECTIONS: Collection[] = [
  { item: 'r', period: 'M1', atMs: on(10) },
  { item: 's', period: 'M1', atMs: on(10) },
  { item: 'r', period: 'M2', atMs: on(40) },
];
const ISSUE: PlanCommand = { type: 'issue', plan: 'p', collections: COLLECTIONS, awaits: ['hd', 'kl'], recipients: 3, lanes: 1 };
const coverage = { expected: 3, delivered: 2, nil: 1 };
const consolidate = (item: string, period: string): PlanCommand => ({ type: 'consolidate', item, period, coverage });
const differ = (item: string, period: string): PlanCommand => ({ type: 'noteDifference', item, period, unit: 'a' });

class Life {
  state: PlanState = planRules.initial();
  readonly events: PlanEvent[] = [];
  tell(command: PlanCommand, atMs: number) {
    const decided = apply(planRules, json(this.state), command, atMs);
    if (isProblem(decided)) return decided;
    this.state = json(decided.state);
    this.events.push(...json(decided.events));
    return decided.events;
  }
  said(command: PlanCommand, atMs: number): string {
    const decided = this.tell(command, atMs);
    return isProblem(decided) ? [decided.code, decided.data.state].join(' ') : decided.map(({ type }) => type).join(' ') || 'nothing';
  }
  static after(...commands: PlanCommand[]): Life {
    const life = new Life();
    [ISSUE, ...commands].forEach((command, index) => life.tell(command, on(index)));
    return life;
  }
}

const COMMANDS: Record<string, PlanCommand> = {
  issue: ISSUE,
  suspend: { type: 'suspend' },
  resume: { type: 'resume', shiftDays: 0 },
  revoke: { type: 'revoke' },
  conclude: { type: 'conclude' },
  guidance: { type: 'registerGuidance', guidance: 'hd', guidanceId: 'g1' },
  otherGuidance: { type: 'registerGuidance', guidance: 'x', guidanceId: 'g2' },
  consolidate: consolidate('r', 'M1'),
  difference: differ('r', 'M1'),
};
const ended = (state: string) => ({
  ...Object.fromEntries(Object.keys(COMMANDS).map((name) => [name, `PLAN_NOT_ACTIVE ${state}`])),
  issue: `STATE_NOT_ALLOWED ${state}`,
  difference: 'nothing',
});
const PHASES: [string, () => Life, Record<string, string>][] = [
  [
    'new',
    () => new Life(),
    { ...Object.fromEntries(Object.keys(COMMANDS).map((name) => [name, 'STATE_NOT_ALLOWED draft'])), issue: 'issued' },
  ],
  [
    'issued',
    () => Life.after(),
    {
      issue: 'STATE_NOT_ALLOWED issued',
      suspend: 'suspended',
      resume: 'STATE_NOT_ALLOWED issued',
      revoke: 'revoked',
      conclude: 'concluded',
      guidance: 'guidanceRegistered',
      otherGuidance: 'nothing',
      consolidate: 'nothing',
      difference: 'nothing',
    },
  ],
  [
    'suspended',
    () => Life.after({ type: 'suspend' }),
    {
      issue: 'STATE_NOT_ALLOWED suspended',
      suspend: 'STATE_NOT_ALLOWED suspended',
      resume: 'resumed',
      revoke: 'revoked',
      conclude: 'STATE_NOT_ALLOWED suspended',
      guidance: 'guidanceRegistered',
      otherGuidance: 'nothing',
      consolidate: 'nothing',
      difference: 'nothing',
    },
  ],
  ['revoked', () => Life.after({ type: 'revoke' }), ended('revoked')],
  ['concluded', () => Life.after({ type: 'conclude' }), ended('concluded')],
];

describe('an issued plan under each command', () => {
  it.each(PHASES.flatMap(([phase, life, expected]) => Object.keys(COMMANDS).map((name) => [phase, name, life, expected[name]!] as const)))(
    '%s: %s',
    (_phase, name, life, expected) => {
      expect(life().said(COMMANDS[name]!, on(5))).toBe(expected);
    },
  );

  it('names what is allowed instead', () => {
    expect(new Life().tell({ type: 'suspend' }, on(0))).toMatchObject({ data: { allowed: 'issue' } });
    expect(Life.after().tell(ISSUE, on(0))).toMatchObject({ data: { allowed: 'suspend, revoke, conclude' } });
    expect(Life.after().tell({ type: 'resume', shiftDays: 0 }, on(0))).toMatchObject({ data: { allowed: 'suspend' } });
    const suspended = Life.after({ type: 'suspend' });
    expect(suspended.tell({ type: 'suspend' }, on(3))).toMatchObject({ data: { allowed: 'resume, revoke' } });
    expect(suspended.tell({ type: 'conclude' }, on(3))).toMatchObject({ data: { allowed: 'resume, revoke' } });
  });
});

describe('issuing', () => {
  it('keeps what the plan is issued with', () => {
    const life = new Life();
    expect(life.tell(ISSUE, on(0))).toEqual([{ ...ISSUE, type: 'issued', atMs: on(0) }]);
    expect(life.state).toEqual({ ...newPlan(), plan: 'p', phase: 'issued', collections: COLLECTIONS, awaits: ['hd', 'kl'] });
  });
});

describe('guidance', () => {
  it('is awaited until it is registered, each document for itself', () => {
    const life = Life.after();
    expect(life.tell(COMMANDS.guidance!, on(1))).toEqual([{ type: 'guidanceRegistered', guidance: 'hd', guidanceId: 'g1', atMs: on(1) }]);
    expect(life.state.awaits).toEqual(['kl']);
    expect(life.said(COMMANDS.guidance!, on(2))).toBe('nothing');
  });
});

describe('collections', () => {
  it('are called on their day, in order, not before', () => {
    const life = Life.after();
    expect(planNextDueMs(life.state)).toBe(on(10));
    expect(life.said({ type: 'tick' }, on(10) - 1)).toBe('ticked');
    expect(life.tell({ type: 'tick' }, on(10))).toEqual([
      { type: 'collectionDue', item: 'r', period: 'M1', atMs: on(10) },
      { type: 'collectionDue', item: 's', period: 'M1', atMs: on(10) },
      { type: 'ticked', n: 2, atMs: on(10) },
    ]);
    expect(life.state).toMatchObject({ collected: 2, collecting: ['r|M1', 's|M1'] });
    expect(planNextDueMs(life.state)).toBe(on(40));
    expect(life.said({ type: 'tick' }, on(500))).toBe('collectionDue ticked');
    expect(planNextDueMs(life.state)).toBeUndefined();
  });

  it('are consolidated once each', () => {
    const life = Life.after();
    life.tell({ type: 'tick' }, on(10));
    expect(life.tell(consolidate('r', 'M1'), on(10))).toEqual([
      { type: 'consolidated', item: 'r', period: 'M1', revision: 1, coverage, atMs: on(10) },
    ]);
    expect(life.state).toMatchObject({ collecting: ['s|M1'], revisions: { 'r|M1': 1 } });
    expect(life.said(consolidate('r', 'M1'), on(11))).toBe('nothing');
    expect(life.said(consolidate('r', 'M2'), on(11))).toBe('nothing');
  });

  it('are told later changes as notes, numbered on from the frozen revision', () => {
    const life = Life.after();
    life.tell({ type: 'tick' }, on(10));
    expect(life.said(differ('r', 'M1'), on(11))).toBe('nothing');
    life.tell(consolidate('r', 'M1'), on(12));
    expect(life.tell(differ('r', 'M1'), on(13))).toEqual([
      { type: 'differenceNoted', item: 'r', period: 'M1', unit: 'a', revision: 2, atMs: on(13) },
    ]);
    expect(life.tell(differ('r', 'M1'), on(14))).toMatchObject([{ revision: 3 }]);
    expect(life.said(differ('s', 'M1'), on(14))).toBe('nothing');
    life.tell({ type: 'conclude' }, on(15));
    expect(life.said(differ('r', 'M1'), on(16))).toBe('differenceNoted');
  });

  it('wait while the plan is suspended, and end with it', () => {
    const life = Life.after({ type: 'suspend' });
    expect(planNextDueMs(life.state)).toBeUndefined();
    expect(life.said({ type: 'tick' }, on(400))).toBe('ticked');
    life.tell({ type: 'resume', shiftDays: 0 }, on(400));
    expect(life.said({ type: 'tick' }, on(400))).toBe('collectionDue collectionDue collectionDue ticked');
    expect(planNextDueMs(Life.after({ type: 'conclude' }).state)).toBeUndefined();
  });
});

describe('resuming', () => {
  it('says since when the plan stood still and by how many days it moves', () => {
    const life = Life.after({ type: 'suspend' });
    const moved = [{ item: 'r', period: 'M2', atMs: on(70) }];
    expect(life.tell({ type: 'resume', shiftDays: 30, collections: moved }, on(31))).toEqual([
      { type: 'resumed', shiftDays: 30, suspendedMs: on(1), collections: moved, atMs: on(31) },
    ]);
    expect(life.state).toMatchObject({ phase: 'issued', collections: moved });
    expect(life.state).not.toHaveProperty('suspendedMs');
    expect(Life.after({ type: 'suspend' }).tell({ type: 'resume', shiftDays: 0 }, on(9))).toEqual([
      { type: 'resumed', shiftDays: 0, suspendedMs: on(1), atMs: on(9) },
    ]);
  });

  it('keeps the collections called before, and those that were due and had not been called', () => {
    const life = Life.after();
    life.tell({ type: 'tick' }, on(10));
    life.tell({ type: 'suspend' }, on(40));
    life.tell({ type: 'resume', shiftDays: 5, collections: [{ item: 's', period: 'M2', atMs: on(99) }] }, on(45));
    expect(life.tell({ type: 'tick' }, on(45))).toMatchObject([
      { type: 'collectionDue', item: 'r', period: 'M2', atMs: on(40) },
      { type: 'ticked' },
    ]);
    expect(life.tell({ type: 'tick' }, on(99))).toMatchObject([{ type: 'collectionDue', item: 's', atMs: on(99) }, { type: 'ticked' }]);
  });
});

it('is at every moment the fold of its events', () => {
  const step = fc.record({
    days: fc.integer({ min: 0, max: 15 }),
    command: fc.oneof(
      {
        weight: 4,
        arbitrary: fc.constantFrom<PlanCommand>({ type: 'tick' }, consolidate('r', 'M1'), consolidate('r', 'M2'), differ('r', 'M1')),
      },
      { weight: 2, arbitrary: fc.constantFrom<PlanCommand>({ type: 'suspend' }, { type: 'resume', shiftDays: 0 }, COMMANDS.guidance!) },
      { weight: 1, arbitrary: fc.constantFrom<PlanCommand>({ type: 'conclude' }, { type: 'revoke' }, ISSUE) },
    ),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const life = Life.after();
      let nowMs = on(0);
      for (const { days, command } of steps) {
        nowMs += days * DAY;
        life.tell(command, nowMs);
        expect(json(fold(planRules, life.events))).toEqual(life.state);
      }
      const called = life.events.filter(({ type }) => type === 'collectionDue');
      expect(called).toHaveLength(life.state.collected);
      expect(life.events.filter(({ type }) => type === 'consolidated').length).toBeLessThanOrEqual(called.length);
    }),
  );
});
