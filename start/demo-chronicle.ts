import { cascadeLane, planLane } from '../contract/names.js';
import type { CascadeEvent } from '../domain/cascade.js';
import { dayOfMs } from '../domain/day.js';
import type { PlanEvent } from '../domain/plan-life.js';
import type { RehearsalEntry } from '../domain/rehearsal.js';
import { entryOf } from '../domain/rehearsal-entry.js';
import { periodText } from '../i18n/format.js';
import { eventOf } from '../relay/event-of.js';
import { frozenReport } from '../store/consolidated.js';
import { readEvents } from '../store/events.js';
import { cascadeLanesOf } from '../store/lanes.js';
import { allUnitVersions } from '../store/units.js';
import { countsOf, detailsOf } from './demo-month.js';
import type { Style } from './demo-print.js';
import type { Played } from './play.js';
import type { Stage } from './play-stage.js';

/** Lines of its own that a month of a plan gets at most; the rest is counted. */
const MOST_DETAILS = 6;
const INDENT = ' '.repeat(12);

/** Tells what happens while plans are played: month by month and plan by plan, each month when it is over. */
export class Chronicle {
  readonly entries = new Map<string, RehearsalEntry[]>();
  readonly #read = new Map<string, number>();
  readonly #names = new Map<string, string>();
  #told: string | undefined;

  constructor(
    readonly stage: Stage,
    readonly style: Style,
    readonly say: (text: string) => void,
  ) {}

  /** Name of a body. */
  nameOf(unit: string): string {
    return this.#names.get(unit) ?? unit;
  }

  /** Reads what is new, and tells the months that are over at an instant. */
  async turn(nowMs: number, played: Played[]): Promise<void> {
    const month = monthOfMs(nowMs);
    this.#told ??= month;
    if (month === this.#told) return;
    await this.#tellUntil(month, played);
  }

  /** Tells what is left. */
  async end(played: Played[]): Promise<void> {
    await this.#tellUntil('9999-99', played);
  }

  async #tellUntil(month: string, played: Played[]): Promise<void> {
    if (this.#names.size === 0) for (const { id, name } of await allUnitVersions(this.stage.db)) this.#names.set(id, name);
    for (const one of played) await this.#take(one);
    const from = this.#told!;
    const months = [...new Set([...this.entries.values()].flat().map(({ atMs }) => monthOfMs(atMs)))].sort();
    for (const over of months.filter((one) => one >= from && one < month)) await this.#tell(over, played);
    this.#told = month;
  }

  /** New events of a plan, in order of time. */
  async #take({ id }: Played): Promise<void> {
    const entries = this.entries.get(id) ?? [];
    this.entries.set(id, entries);
    const cascades = await cascadeLanesOf(this.stage.db, id);
    for (const n of [0, ...cascades.map((lane) => lane.n)]) {
      const lane = n === 0 ? planLane(id) : cascadeLane(id, n);
      for (const row of await readEvents(this.stage.db, lane, this.#read.get(lane))) {
        this.#read.set(lane, row.seq);
        const told = n === 0 ? ({ lane: 'plan' } as const) : ({ lane: 'cascade', cascade: n } as const);
        const entry = entryOf(told, eventOf<CascadeEvent | PlanEvent>(row));
        if (entry) entries.push(entry);
      }
    }
    entries.sort((a, b) => a.atMs - b.atMs);
  }

  async #tell(month: string, played: Played[]): Promise<void> {
    const { bold, dim } = this.style;
    const title = periodText(`${month.slice(0, 4)}-M${month.slice(5)}`, 'vi');
    this.say(bold(`── ${title[0]!.toUpperCase()}${title.slice(1)} ${'─'.repeat(80 - title.length)}`));
    const quiet: string[] = [];
    for (const { id, plan } of played) {
      const entries = this.entries.get(id)!.filter(({ atMs }) => monthOfMs(atMs) === month);
      const { acts, machine } = countsOf(entries);
      const details = await detailsOf(entries, {
        plan,
        nameOf: (unit) => this.nameOf(unit),
        consolidated: async (item, period) => (await frozenReport(this.stage.db, id, item, period))?.consolidated,
      });
      if (acts === '' && details.length === 0) {
        if (machine !== '') quiet.push(`${plan.symbol}: ${machine}`);
        continue;
      }
      this.say(`${bold((plan.symbol ?? '').padEnd(INDENT.length - 1))} ${acts === '' ? '–' : acts}`);
      if (machine !== '') this.say(INDENT + dim(`máy: ${machine}`));
      for (const line of details.slice(0, MOST_DETAILS)) this.say(INDENT + line);
      if (details.length > MOST_DETAILS) this.say(INDENT + dim(`… và ${details.length - MOST_DETAILS} mốc khác`));
    }
    if (quiet.length > 0) this.say(dim(`  chỉ có máy  ${quiet.join('; ')}`));
  }
}

function monthOfMs(ms: number): string {
  return dayOfMs(ms).slice(0, 7);
}
