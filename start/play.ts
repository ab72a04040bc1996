import { vietnamCalendar } from '../domain/calendar-vn.js';
import { dayOfMs } from '../domain/day.js';
import type { Plan } from '../domain/plan.js';
import type { Problem } from '../domain/problem.js';
import type { Behaviours, TimedCommand } from '../domain/rehearsal.js';
import { behaviourCommands } from '../domain/rehearsal-commands.js';
import { readPlanFile } from '../contract/plan-file.js';
import { findPlan, planDocument } from '../store/plans.js';
import { unitTree } from '../store/units.js';
import { act } from './play-acts.js';
import { actorFor, freshSending, type OnStage, type Stage } from './play-stage.js';

/** A plan to be played: its file, when it is issued, and how its bodies answer. Instants are epoch milliseconds. */
export interface Part {
  text: string;
  issueMs: number;
  behaviours: Behaviours;
}

/** What became of a part: the plan as issued, the commands its behaviours came to, and those that were refused. */
export interface Played extends OnStage {
  commands: TimedCommand[];
  refused: { atMs: number; command: string; problem: Problem }[];
}

export interface PlayOptions {
  /** Away from 08:00 and from midnight, when points fire, so that nothing is just happening. */
  untilMs: number;
  /** Called after each instant at which somebody acted, when all that followed from it is decided. */
  after?(atMs: number, played: Played[]): Promise<void>;
}

/**
 * Plays plans together, each from its issue, in order of issue: every command that the behaviours come to is lodged through the verbs at its
 * instant, and the clock moves between, while all that is due on the way happens. Commands of one instant are lodged together, those of one
 * body in order. A plan of a body's own that is itself played here is not made up besides.
 */
export async function play(stage: Stage, parts: Part[], { untilMs, after }: PlayOptions): Promise<Played[]> {
  const waiting = parts.map((part) => ({ ...part, ...read(part) })).sort((a, b) => a.issueMs - b.issueMs);
  const owned = new Set(waiting.flatMap(({ plan }) => plan.concretises.map(({ symbol }) => `${symbol} ${plan.issuer}`)));
  const played: Played[] = [];
  const still: { on: Played; commands: TimedCommand[] }[] = [];
  for (;;) {
    const next = Math.min(waiting[0]?.issueMs ?? Infinity, ...still.map(({ commands }) => commands[0]?.atMs ?? Infinity));
    await stage.advanceTo(Math.min(next, untilMs));
    await stage.settle();
    if (next > untilMs) return played;
    while (waiting[0]?.issueMs === next) {
      const on = await issue(stage, waiting.shift()!, owned);
      played.push(on);
      still.push({ on, commands: [...on.commands] });
    }
    await actTogether(
      stage,
      still.flatMap(({ on, commands }) => takeUntil(commands, next).map((timed) => ({ on, timed }))),
    );
    await stage.settle();
    await after?.(next, played);
  }
}

function read({ text }: Part): { plan: Plan } {
  const file = readPlanFile(text);
  if ('problems' in file) throw new Error(JSON.stringify(file.problems));
  return file;
}

async function issue(
  { db, dondoc, clock, settle }: Stage,
  { text, behaviours, plan: read }: Part & { plan: Plan },
  owned: Set<string>,
): Promise<Played> {
  const today = dayOfMs(await clock.nowMs());
  const tree = await unitTree(db, today);
  const issuer = tree.byCode.get(read.issuer)!;
  const actor = actorFor('issuer', issuer);
  const { id } = await dondoc.plans.draft(actor, { text });
  const lodged = await dondoc.plans.issue(actor, id, freshSending());
  if (lodged.state === 'refused') throw new Error(JSON.stringify(lodged.problem));
  await settle();
  const { plan, spec } = await planDocument(db, (await findPlan(db, { bodies: [issuer], today }, id))!);
  const commands = behaviourCommands(spec!, plan, behaviours, { tree, calendar: vietnamCalendar });
  const isOwned = ({ command }: TimedCommand) =>
    command.type === 'linkOwnPlan' && owned.has(`${plan.symbol} ${tree.units.get(command.unit)?.code}`);
  return { id, plan, spec: spec!, commands: commands.filter((timed) => !isOwned(timed)), refused: [] };
}

function takeUntil(commands: TimedCommand[], atMs: number): TimedCommand[] {
  const taken = commands.findIndex((timed) => timed.atMs > atMs);
  return commands.splice(0, taken < 0 ? commands.length : taken);
}

interface Turn {
  on: Played;
  timed: TimedCommand;
}

/** Bodies that act at once. */
const ABREAST = 24;

async function actTogether(stage: Stage, turns: Turn[]): Promise<void> {
  const byBody = new Map<string, Turn[]>();
  for (const turn of turns) {
    const body = 'unit' in turn.timed.command ? turn.timed.command.unit : turn.on.id;
    byBody.set(body, [...(byBody.get(body) ?? []), turn]);
  }
  const bodies = [...byBody.values()];
  const takeTurns = async () => {
    for (let mine = bodies.shift(); mine; mine = bodies.shift())
      for (const { on, timed } of mine) {
        const problem = await act(stage, on, timed);
        if (problem) on.refused.push({ atMs: timed.atMs, command: timed.command.type, problem });
      }
  };
  await Promise.all(Array.from({ length: ABREAST }, takeTurns));
}
