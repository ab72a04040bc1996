import { dayOfMs } from '../domain/day.js';
import { formatDay } from '../domain/number.js';
import { eventsOfPlans } from '../store/timeline.js';
import { unitNames } from '../store/units.js';
import { HAPPENED } from './demo-tables.js';
import type { Played } from './play.js';
import type { Stage } from './play-stage.js';

/** The body whose days are told one by one. */
const CLOSE_TO = 'HU-KIMBOI';
/** What is told of it singly; the rest is in the counts. */
const SINGLY = new Set(['received', 'ownPlanLinked', 'returned', 'resubmitted', 'escalated', 'paceChecked', 'fellDue']);

/** Tells what happened month by month: counts by plan and kind, and single days of one body. */
export class Diary {
  #fromMs = 0;

  constructor(
    readonly stage: Stage,
    readonly say: (text: string) => void,
  ) {}

  /** Tells the months that are over at an instant. */
  async tell(nowMs: number, played: Played[]): Promise<void> {
    const month = nowMs === Number.MAX_SAFE_INTEGER ? undefined : dayOfMs(nowMs).slice(0, 7);
    if (this.#fromMs > 0 && month === dayOfMs(this.#fromMs).slice(0, 7)) return;
    if (this.#fromMs > 0) await this.#month(this.#fromMs, nowMs, played);
    this.#fromMs = nowMs;
  }

  async #month(fromMs: number, toMs: number, played: Played[]): Promise<void> {
    const { db } = this.stage;
    const events = await eventsOfPlans(
      db,
      played.map(({ id }) => id),
      fromMs,
      toMs,
    );
    const names = await unitNames(db, [...new Set(events.flatMap(({ units }) => units))], dayOfMs(fromMs));
    const [year, month] = dayOfMs(fromMs).split('-');
    this.say(`\n── tháng ${Number(month)}/${year} ${'─'.repeat(60)}`);
    for (const { id, plan } of played) {
      const mine = events.filter(({ planId }) => planId === id);
      const counts = new Map<string, number>();
      for (const { type, units } of mine)
        if (HAPPENED[type] && (type !== 'paceChecked' || units.length > 0))
          counts.set(type, (counts.get(type) ?? 0) + Math.max(1, units.length));
      if (counts.size === 0) continue;
      const said = [...counts].map(([type, count]) => (count === 1 ? HAPPENED[type] : `${HAPPENED[type]} ${count}`));
      this.say(`  ${plan.symbol!.padEnd(10)}  ${said.join(' · ')}`);
      for (const line of singly(mine.filter(({ units }) => units.some((unit) => names.get(unit)?.code === CLOSE_TO))))
        this.say(`      ${line}`);
    }
  }
}

interface Told {
  type: string;
  atMs: number;
  item?: string;
  period?: string;
}

/** Lines of one body: what happened on one day in one way stands together. */
function singly(events: Told[]): string[] {
  const lines = new Map<string, string[]>();
  for (const { type, atMs, item, period } of events) {
    if (!SINGLY.has(type)) continue;
    const key = `${formatDay(dayOfMs(atMs))}  Huyện ủy Kim Bôi: ${HAPPENED[type]}`;
    const about = [item, period === 'once' ? undefined : period].filter((part) => part !== undefined).join(' ');
    lines.set(key, [...(lines.get(key) ?? []), ...(about === '' ? [] : [about])]);
  }
  return [...lines].map(([key, about]) =>
    about.length === 0
      ? key
      : `${key} (${about.slice(0, MOST_NAMED).join(', ')}${about.length > MOST_NAMED ? ` và ${about.length - MOST_NAMED} việc khác` : ''})`,
  );
}

const MOST_NAMED = 2;
