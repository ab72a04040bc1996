import { type RawBuilder, sql } from 'kysely';
import type { CascadeEvent } from '../domain/cascade.js';
import { ONCE, RECEIPT_ITEM } from '../domain/duty.js';
import { reviewBefore } from '../domain/review.js';
import { together, type Trx } from './database.js';

/** An event of a cascade with the row it was recorded as. */
export interface CascadeRecord {
  event: CascadeEvent;
  lane: string;
  planId: string;
  seq: number;
  actor: string | null;
  contentHash: Uint8Array | null;
}

interface Patch {
  unit: string;
  item: string;
  period: string;
  patch: Record<string, unknown>;
}

/** Changes of single duties that a batch makes, gathered so that each duty is written once. */
export class Patches {
  readonly #byKey = new Map<string, Patch>();

  add({ event, seq }: CascadeRecord): void {
    const { atMs } = event;
    switch (event.type) {
      case 'received':
        return this.#set(event.unit, RECEIPT_ITEM, ONCE, { done_ms: atMs, late: event.late, seq });
      case 'progressed':
        return this.#set(event.unit, event.item, event.period, { percent: event.percent ?? null, seq });
      case 'completed':
        return this.#set(event.unit, event.item, event.period, { done_ms: atMs, late: event.late, percent: 100, seq });
      case 'submitted':
      case 'resubmitted':
        return this.#set(event.unit, event.item, event.period, {
          done_ms: atMs,
          late: event.late,
          nil: event.nil ?? false,
          review: event.type,
          version: event.version,
          repair_due_ms: null,
          repair_points: null,
          seq,
        });
      case 'returned': {
        const { repairDueMs: repair_due_ms, repairPoints: repair_points } = event;
        return this.#set(event.unit, event.item, event.period, { review: 'returned', repair_due_ms, repair_points, overdue_ms: null, seq });
      }
      case 'accepted':
        return this.#set(event.unit, event.item, event.period, { review: 'accepted', seq });
      case 'returnUndone':
        return this.#set(event.unit, event.item, event.period, {
          review: reviewBefore(event.version),
          repair_due_ms: null,
          repair_points: null,
          overdue_ms: null,
          suspended_ms: null,
          seq,
        });
      case 'acceptanceUndone':
        return this.#set(event.unit, event.item, event.period, { review: reviewBefore(event.version), seq });
      case 'urged':
        return this.#set(event.unit, event.item, event.period, { urged: event.n, rung: 'urged', seq });
      case 'reviewDecided':
        return this.#set(event.unit, event.item, event.period, { proposed: false, seq });
      case 'escalated':
        for (const unit of event.units)
          this.#set(unit, event.item, event.period, {
            rung: event.rung,
            ...(event.rung === 'proposedForReview' && { proposed: true }),
            seq,
          });
        return;
      case 'fellDue':
        for (const unit of event.units) this.#set(unit, event.item, event.period, { overdue_ms: atMs, seq });
        return;
      case 'wentStale':
        for (const unit of event.units) this.#set(unit, event.item, event.period, { stale_ms: atMs, seq });
        return;
      default:
    }
  }

  #set(unit: string, item: string, period: string, patch: Record<string, unknown>): void {
    const key = `${unit}|${item}|${period}`;
    const standing = this.#byKey.get(key);
    if (standing) Object.assign(standing.patch, patch);
    else this.#byKey.set(key, { unit, item, period, patch });
  }

  /** One statement for each set of columns that duties change in together: a batch has few of those. */
  async write(trx: Trx, planId: string): Promise<void> {
    const byShape = new Map<string, Patch[]>();
    for (const one of this.#byKey.values()) {
      const shape = Object.keys(one.patch).sort().join();
      byShape.set(shape, [...(byShape.get(shape) ?? []), one]);
    }
    this.#byKey.clear();
    await together(
      ...[...byShape].map(
        ([shape, patches]) =>
          () =>
            writePatches(trx, planId, shape.split(','), patches),
      ),
    );
  }
}

/** Columns that patches set, with their types. */
const PATCHED: Record<string, RawBuilder<unknown>> = {
  done_ms: sql`bigint`,
  late: sql`boolean`,
  nil: sql`boolean`,
  review: sql`text`,
  version: sql`int`,
  repair_due_ms: sql`bigint`,
  repair_points: sql`jsonb`,
  percent: sql`real`,
  urged: sql`int`,
  rung: sql`text`,
  proposed: sql`boolean`,
  overdue_ms: sql`bigint`,
  stale_ms: sql`bigint`,
  suspended_ms: sql`bigint`,
  seq: sql`bigint`,
};

async function writePatches(trx: Trx, planId: string, columns: string[], patches: Patch[]): Promise<void> {
  const json = JSON.stringify(patches.map(({ patch, ...key }) => ({ ...key, ...patch })));
  const typed = sql.join(columns.map((column) => sql`${sql.ref(column)} ${PATCHED[column]!}`));
  const set = sql.join(columns.map((column) => sql`${sql.ref(column)} = ${sql.ref(`x.${column}`)}`));
  // Each duty is found among those of its unit: how many a plan has, and how many hold one round, the planner does not know right after an
  // issue. That a duty stays where it was found, the lane's head sees to, which is held.
  await sql`
    update duties d set ${set} from (
      select x.*, found.ctid as at from jsonb_to_recordset(${json}::jsonb) as x(unit text, item text, period text, ${typed})
        cross join lateral (select ctid from duties where plan_id = ${planId} and unit_id = x.unit
          and item || '' = x.item and period || '' = x.period limit 1) found
    ) x where d.ctid = x.at`.execute(trx);
}
