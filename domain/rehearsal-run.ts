import type { CascadeCommand, CascadeEvent, CascadeState, RepairClock } from './cascade.js';
import { roundKey } from './cascade.js';
import { memoryOf } from './cascade-read.js';
import { type CascadeSpec, openingsOf, wakeClocks } from './cascade-spec.js';
import type { PlannedRound } from './planned-round.js';
import type { WorkingCalendar } from './calendar.js';
import { dayOfMs } from './day.js';
import { apply, cascadeRules, planRules } from './lane.js';
import type { Plan } from './plan.js';
import type { Coverage, PlanCommand, PlanEvent, PlanState } from './plan-life.js';
import { isProblem, type Problem } from './problem.js';
import type { TimedCommand } from './rehearsal-behaviour.js';
import { DutyBook } from './rehearsal-duties.js';
import { entryOf, type RehearsalEntry, type TimelineLane } from './rehearsal-entry.js';
import { whyOf } from './rehearsal-why.js';
import { resumedClocks, resumedRepairs, type Suspension } from './schedule.js';
import type { UnitId } from './unit.js';

/** A command that the rules refused while a plan was rehearsed. */
export interface Refusal {
  atMs: number;
  command: string;
  unit?: UnitId;
  problem: Problem;
}

/** One playing of a plan: its lanes, what they decide, and what follows from it in other lanes, as relay/derive lodges it. */
export class RehearsalRun {
  readonly entries: RehearsalEntry[] = [];
  readonly refused: Refusal[] = [];
  readonly duties = new DutyBook();
  /** Rounds by key, with the clocks they have by now. */
  readonly rounds: Map<string, PlannedRound>;
  life: PlanState = planRules.initial();
  readonly cascades: CascadeState[] = [];
  /** The virtual clock: it never runs back, so what was held up by a suspension is late when it comes. */
  #nowMs = 0;
  readonly #accepted = new Map<string, { atMs: number; nil: boolean }[]>();

  constructor(
    readonly plan: Plan,
    readonly spec: CascadeSpec,
    readonly calendar: WorkingCalendar,
  ) {
    this.rounds = new Map(spec.rounds.map((round) => [roundKey(round), { ...round }]));
  }

  /** Issues the plan, then lets time run to an instant: whatever comes first is decided first, a due point before a command of the same instant. */
  play(commands: TimedCommand[], untilMs: number): void {
    this.#issue();
    let at = 0;
    for (;;) {
      const dueMs = this.nextDueMs();
      const command = commands[at];
      if (dueMs !== undefined && dueMs <= (command?.atMs ?? untilMs)) {
        this.#nowMs = Math.max(this.#nowMs, dueMs);
        this.#tick();
      } else if (command) {
        this.#nowMs = command.atMs;
        at += 1;
        this.#lodge(command);
      } else return;
    }
  }

  /** When something fires next. */
  nextDueMs(): number | undefined {
    const dues = [...this.cascades.map((state) => cascadeRules.nextDueMs(state)), planRules.nextDueMs(this.life)];
    const known = dues.filter((due) => due !== undefined);
    return known.length > 0 ? Math.min(...known) : undefined;
  }

  #issue(): void {
    const { plan, collections, awaits, issuedMs } = this.spec;
    const openings = openingsOf(this.spec);
    const recipients = openings.reduce((sum, opening) => sum + Object.keys(opening.recipients).length, 0);
    this.#planDecides({ type: 'issue', plan, collections, awaits, recipients, lanes: openings.length }, issuedMs);
    openings.forEach((opening, index) => {
      this.cascades.push(cascadeRules.initial());
      this.#cascadeDecides(index, { type: 'open', ...opening }, issuedMs);
    });
  }

  /** Lanes with something due lodge their tick; what bodies owe is settled before it is collected. */
  #tick(): void {
    const isDue = (dueMs: number | undefined) => dueMs !== undefined && dueMs <= this.#nowMs;
    this.cascades.forEach((state, index) => {
      if (isDue(cascadeRules.nextDueMs(state))) this.#cascadeDecides(index, { type: 'tick' }, this.#nowMs);
    });
    if (isDue(planRules.nextDueMs(this.life))) this.#planDecides({ type: 'tick' }, this.#nowMs);
  }

  /** A command goes to the lane of its body, one without a body to all; what no lane knows is refused by the first. */
  #lodge(timed: TimedCommand): void {
    if (timed.lane === 'plan') return this.#planDecides(timed.command, timed.atMs);
    const { command, atMs } = timed;
    const lanes = [...this.cascades.keys()];
    const meant = lanes.filter((index) => !('unit' in command) || this.#holds(index, command.unit));
    for (const index of meant.length > 0 ? meant : lanes.slice(0, 1)) this.#cascadeDecides(index, command, atMs);
  }

  #holds(index: number, unit: UnitId): boolean {
    return Object.hasOwn(this.cascades[index]!.recipients, unit);
  }

  #planDecides(command: PlanCommand, atMs: number): void {
    const decided = apply(planRules, this.life, command, atMs);
    if (isProblem(decided)) return this.#refuse(command, atMs, decided);
    this.life = decided.state;
    for (const event of decided.events) this.#tell({ lane: 'plan' }, event);
    for (const event of decided.events) this.#afterPlanEvent(event);
  }

  #cascadeDecides(index: number, command: CascadeCommand, atMs: number): void {
    const decided = apply(cascadeRules, this.cascades[index]!, command, atMs);
    if (isProblem(decided)) return this.#refuse(command, atMs, decided);
    this.cascades[index] = decided.state;
    for (const event of decided.events) {
      this.#keep(index, event);
      this.#tell({ lane: 'cascade', cascade: index + 1 }, event);
    }
    for (const event of decided.events) if (event.type === 'accepted') this.#afterAcceptance(event);
  }

  #refuse(command: { type: string; unit?: UnitId }, atMs: number, problem: Problem): void {
    this.refused.push({ atMs, command: command.type, ...(command.unit !== undefined && { unit: command.unit }), problem });
  }

  #afterPlanEvent(event: PlanEvent): void {
    const { atMs } = event;
    const all = (command: CascadeCommand) => this.cascades.forEach((_, index) => this.#cascadeDecides(index, command, atMs));
    switch (event.type) {
      case 'suspended':
        return all({ type: 'suspend' });
      case 'resumed':
        return this.#resume({ fromMs: event.suspendedMs, toMs: atMs, shiftDays: event.shiftDays });
      case 'revoked':
        return all({ type: 'revoke' });
      case 'concluded':
        return all({ type: 'conclude' });
      case 'guidanceRegistered': {
        const clocks = wakeClocks(this.plan, this.spec, event.guidance, atMs, this.calendar);
        return all({ type: 'wake', guidance: event.guidance, clocks });
      }
      case 'collectionDue': {
        const { item, period } = event;
        return this.#planDecides({ type: 'consolidate', item, period, coverage: this.#coverage(item, period, atMs) }, this.#nowMs);
      }
      default:
    }
  }

  #resume(suspension: Suspension): void {
    const clocks = resumedClocks(this.plan, [...this.rounds.values()], suspension, this.calendar);
    this.cascades.forEach((state, index) => {
      const repairs = resumedRepairs(this.plan, repairsOf(state), suspension, this.calendar);
      this.#cascadeDecides(index, { type: 'resume', clocks, repairs }, suspension.toMs);
    });
    for (const key in clocks) {
      const { dueMs } = clocks[key]!;
      const round = this.rounds.get(key)!;
      if (dueMs !== undefined)
        round.why = [...round.why, { code: 'WHY_RESUMED', data: { days: suspension.shiftDays, to: dayOfMs(dueMs) } }];
    }
  }

  #afterAcceptance({ item, period, unit, atMs }: Extract<CascadeEvent, { type: 'accepted' }>): void {
    if (this.life.revisions[roundKey({ item, period })] !== undefined)
      this.#planDecides({ type: 'noteDifference', item, period, unit }, atMs);
  }

  /** How many reports were accepted by an instant, of those expected. */
  #coverage(item: string, period: string, untilMs: number): Coverage {
    const key = roundKey({ item, period });
    const accepted = (this.#accepted.get(key) ?? []).filter(({ atMs }) => atMs <= untilMs);
    const nil = accepted.filter((report) => report.nil).length;
    return { expected: this.rounds.get(key)!.holders.length, delivered: accepted.length, nil };
  }

  /** What an event means for duties, clocks and coverage. */
  #keep(index: number, event: CascadeEvent): void {
    const open = (round: PlannedRound) =>
      this.duties.open(
        round,
        round.holders.filter((unit) => this.#holds(index, unit)),
      );
    switch (event.type) {
      case 'opened':
        for (const round of this.rounds.values()) if (round.opensMs <= event.atMs) open(round);
        return;
      case 'roundOpened':
        return open(this.rounds.get(roundKey(event))!);
      case 'woken':
        for (const key in event.clocks) delete this.rounds.get(key)!.waits;
        this.#setClocks(event.clocks);
        break;
      case 'resumed':
        this.#setClocks(event.clocks);
        break;
      case 'accepted': {
        const accepted = this.#accepted.get(roundKey(event)) ?? [];
        accepted.push({ atMs: event.atMs, nil: event.nil === true });
        this.#accepted.set(roundKey(event), accepted);
        break;
      }
      default:
    }
    this.duties.take(event);
  }

  #setClocks(clocks: Record<string, Partial<PlannedRound>>): void {
    for (const key in clocks) Object.assign(this.rounds.get(key)!, clocks[key]);
  }

  #tell(lane: TimelineLane, event: CascadeEvent | PlanEvent): void {
    const round = 'item' in event ? this.rounds.get(roundKey(event)) : undefined;
    const entry = entryOf(lane, event, round && whyOf(event, round));
    if (entry) this.entries.push(entry);
  }
}

function repairsOf(state: CascadeState): RepairClock[] {
  return state.repairs.map(([unit, index]) => {
    const { item, period } = state.rounds[index]!;
    const { repairDueMs, repairPoints } = memoryOf(state, unit, index);
    return { unit, item, period, repairDueMs: repairDueMs!, repairPoints: repairPoints! };
  });
}
