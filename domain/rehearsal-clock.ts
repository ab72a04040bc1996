import type { WorkingCalendar } from './calendar.js';
import { type RoundClock, roundKey } from './cascade.js';
import { type CascadeSpec, collectionsOf, wakeClocks } from './cascade-spec.js';
import type { PlannedRound } from './planned-round.js';
import type { Plan } from './plan.js';
import type { Behaviours, TimedCommand } from './rehearsal-behaviour.js';
import { daysSuspended, resumedClocks, resumedCollections } from './schedule.js';

/** The rounds of a plan as guidance and suspensions will have left them, and the commands that make them so. */
export interface SteeredRounds {
  rounds: PlannedRound[];
  commands: TimedCommand[];
}

/** What the people who steer a plan do to its clocks: guidance registered, suspensions and resumptions, its end. */
export function steeredRounds(spec: CascadeSpec, plan: Plan, behaviours: Behaviours, calendar: WorkingCalendar): SteeredRounds {
  const { guidance = [], suspensions = [], end } = behaviours;
  const rounds = spec.rounds.map((round) => ({ ...round }));
  const commands: TimedCommand[] = [];
  const give = (clocks: Record<string, RoundClock>) => {
    for (const round of rounds) Object.assign(round, clocks[roundKey(round)]);
  };
  const registered = (key: string, atMs: number) => {
    commands.push({ atMs, lane: 'plan', command: { type: 'registerGuidance', guidance: key, guidanceId: key } });
    if (!rounds.some(({ waits }) => waits === key)) return;
    give(wakeClocks(plan, spec, key, atMs, calendar));
    for (const round of rounds) if (round.waits === key) delete round.waits;
  };
  const suspended = (fromMs: number, toMs: number | undefined, dates: 'shift' | 'same') => {
    commands.push({ atMs: fromMs, lane: 'plan', command: { type: 'suspend' } });
    if (toMs === undefined) return;
    const suspension = { fromMs, toMs, shiftDays: dates === 'shift' ? daysSuspended(fromMs, toMs) : 0 };
    const collections = suspension.shiftDays > 0 ? resumedCollections(collectionsOf(rounds), suspension, calendar) : undefined;
    const command = { type: 'resume' as const, shiftDays: suspension.shiftDays, ...(collections && { collections }) };
    commands.push({ atMs: toMs, lane: 'plan', command });
    give(resumedClocks(plan, rounds, suspension, calendar));
  };
  const acts = [
    ...guidance.map(({ key, atMs }) => ({ atMs, act: () => registered(key, atMs) })),
    ...suspensions.map(({ fromMs, toMs, dates = 'shift' }) => ({ atMs: toMs ?? fromMs, act: () => suspended(fromMs, toMs, dates) })),
  ];
  for (const { act } of acts.sort((a, b) => a.atMs - b.atMs)) act();
  if (end) commands.push({ atMs: end.atMs, lane: 'plan', command: { type: end.as } });
  return { rounds, commands };
}
