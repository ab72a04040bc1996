import { sql } from 'kysely';
import type { CascadeEvent, RepairClock, RoundClock } from '../domain/cascade.js';
import { OWN_PLAN_ITEM, ONCE, RECEIPT_ITEM } from '../domain/duty.js';
import type { Trx } from './database.js';

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

/** Brings duties and what hangs on them to where the events say, in the transaction that records them. */
export async function projectCascade(trx: Trx, records: CascadeRecord[]): Promise<void> {
  const patches = new Patches();
  for (const record of records) {
    // What adds or selects rows runs in its place among the patches; single duties are patched together at the end or before it.
    if (touchesMany(record.event)) {
      await patches.write(trx, record.planId);
      await projectMany(trx, record);
    } else patches.add(record);
  }
  if (records[0]) await patches.write(trx, records[0].planId);
  await versions(trx, records);
  await notes(trx, records);
}

class Patches {
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

  async write(trx: Trx, planId: string): Promise<void> {
    if (this.#byKey.size === 0) return;
    const json = JSON.stringify([...this.#byKey.values()]);
    this.#byKey.clear();
    await sql`
      update duties d set (done_ms, late, nil, review, version, repair_due_ms, repair_points, percent, urged, rung, proposed, overdue_ms, stale_ms, seq) =
        (select r.done_ms, r.late, r.nil, r.review, r.version, r.repair_due_ms, r.repair_points, r.percent, r.urged, r.rung, r.proposed,
          r.overdue_ms, r.stale_ms, r.seq from jsonb_populate_record(d, x.patch) r)
      from jsonb_to_recordset(${json}::jsonb) as x(unit text, item text, period text, patch jsonb)
      where d.plan_id = ${planId} and d.unit_id = x.unit and d.item = x.item and d.period = x.period`.execute(trx);
  }
}

const MANY = new Set([
  'opened',
  'roundOpened',
  'ownPlanLinked',
  'evidenced',
  'targetMoved',
  'woken',
  'suspended',
  'resumed',
  'revoked',
  'concluded',
]);

function touchesMany(event: CascadeEvent): boolean {
  return MANY.has(event.type);
}

async function projectMany(trx: Trx, { event, lane, planId, seq }: CascadeRecord): Promise<void> {
  const { atMs } = event;
  switch (event.type) {
    case 'opened': {
      const units = JSON.stringify(Object.entries(event.recipients).map(([unit, index]) => ({ unit, class: index })));
      const classes = JSON.stringify(event.classes.map((rounds, index) => ({ class: index, rounds })));
      const quotas = JSON.stringify(
        Object.entries(event.quotas ?? {}).flatMap(([item, shares]) =>
          Object.entries(shares).map(([unit, value]) => ({ item, unit, value })),
        ),
      );
      await sql`insert into lane_classes (lane, class, rounds)
        select ${lane}, class, rounds from jsonb_to_recordset(${classes}::jsonb) as x(class int, rounds jsonb)`.execute(trx);
      await sql`update recipients r set lane = ${lane}, class = x.class from jsonb_to_recordset(${units}::jsonb) as x(unit text, class int)
        where r.plan_id = ${planId} and r.unit_id = x.unit`.execute(trx);
      await addDuties(trx, lane, planId, sql`o.opens_ms <= ${atMs}`, seq);
      await sql`update duties d set quota = x.value from jsonb_to_recordset(${quotas}::jsonb) as x(item text, unit text, value double precision)
        where d.plan_id = ${planId} and d.item = x.item and d.unit_id = x.unit`.execute(trx);
      return;
    }
    case 'roundOpened':
      return addDuties(trx, lane, planId, sql`o.item = ${event.item} and o.period = ${event.period}`, seq);
    case 'ownPlanLinked':
      await sql`update duties set own_plan = coalesce(own_plan, ${event.ownPlan}), late = case when done_ms is null then ${event.late} else late end,
        done_ms = coalesce(done_ms, ${atMs}), seq = ${seq}
        where plan_id = ${planId} and unit_id = ${event.unit} and item = ${OWN_PLAN_ITEM} and period = ${ONCE}`.execute(trx);
      return;
    case 'evidenced':
      await sql`update duties set evidence_ms = ${atMs}, stale_ms = null, done_ms = coalesce(done_ms, ${atMs}), seq = ${seq}
        where plan_id = ${planId} and unit_id = ${event.unit} and item = ${event.item}`.execute(trx);
      return;
    case 'targetMoved':
      await sql`update duties set value = ${event.value}, done_ms = case when ${event.met} then coalesce(done_ms, ${atMs}) end,
        late = case when ${event.met} and done_ms is null then ${event.late} else late end, seq = ${seq}
        where plan_id = ${planId} and unit_id = ${event.unit} and item = ${event.item} and period = ${event.period}`.execute(trx);
      return;
    case 'woken':
      return setClocks(trx, lane, planId, event.clocks, seq);
    case 'suspended':
      await sql`update duties set suspended_ms = ${atMs}, seq = ${seq} where ${ofLane(lane, planId)} and (done_ms is null or review = 'returned')`.execute(
        trx,
      );
      return;
    case 'resumed':
      await setClocks(trx, lane, planId, event.clocks, seq);
      await setRepairs(trx, planId, event.repairs ?? []);
      await sql`update duties set suspended_ms = null, seq = ${seq} where ${ofLane(lane, planId)} and suspended_ms is not null`.execute(
        trx,
      );
      return;
    case 'revoked':
      await sql`update duties set cancelled = true, suspended_ms = null, seq = ${seq}
        where ${ofLane(lane, planId)} and (done_ms is null or review = 'returned')`.execute(trx);
      return;
    default:
  }
}

function ofLane(lane: string, planId: string) {
  return sql`plan_id = ${planId} and unit_id in (select unit_id from recipients where plan_id = ${planId} and lane = ${lane})`;
}

/** Duties of rounds that have opened, one for each holder of the lane. */
async function addDuties(trx: Trx, lane: string, planId: string, which: ReturnType<typeof sql>, seq: number): Promise<void> {
  await sql`
    insert into duties (plan_id, unit_id, item, period, kind, opens_ms, due_ms, waits, seq)
    select o.plan_id, r.unit_id, o.item, o.period, o.kind, o.opens_ms, o.due_ms, o.waits is not null, ${seq}
    from rounds o join lane_classes c on c.lane = ${lane} and c.rounds @> to_jsonb(o.idx)
      join recipients r on r.lane = c.lane and r.class = c.class and r.plan_id = o.plan_id
    where o.plan_id = ${planId} and ${which} on conflict do nothing`.execute(trx);
  await sql`update duties set evidence_ms = e.at_ms from (
      select n.unit_id, n.item, max(n.at_ms) as at_ms from progress_notes n where n.plan_id = ${planId} group by 1, 2) e
    where duties.plan_id = ${planId} and duties.kind = 'standing' and duties.seq = ${seq}
      and duties.unit_id = e.unit_id and duties.item = e.item`.execute(trx);
}

async function setClocks(trx: Trx, lane: string, planId: string, clocks: Record<string, RoundClock>, seq: number): Promise<void> {
  const json = JSON.stringify(
    Object.entries(clocks).map(([key, clock]) => {
      const [item, period] = key.split('|');
      return { ...clock, item, period };
    }),
  );
  const rows = sql`jsonb_to_recordset(${json}::jsonb) as x(item text, period text, "opensMs" bigint, "dueMs" bigint, "lockMs" bigint,
    points jsonb, why jsonb, "statedDay" date)`;
  await sql`update rounds o set opens_ms = coalesce(x."opensMs", o.opens_ms), due_ms = coalesce(x."dueMs", o.due_ms),
      lock_ms = coalesce(x."lockMs", o.lock_ms), points = x.points, why = coalesce(x.why, o.why),
      stated_day = coalesce(x."statedDay", o.stated_day), waits = null
    from ${rows} where o.plan_id = ${planId} and o.item = x.item and o.period = x.period`.execute(trx);
  await sql`update duties d set due_ms = coalesce(x."dueMs", d.due_ms), waits = false, seq = ${seq}
    from ${rows} where d.item = x.item and d.period = x.period and d.plan_id = ${planId} and d.done_ms is null
      and d.unit_id in (select unit_id from recipients where plan_id = ${planId} and lane = ${lane})`.execute(trx);
}

async function setRepairs(trx: Trx, planId: string, repairs: RepairClock[]): Promise<void> {
  await sql`update duties d set repair_due_ms = x."repairDueMs", repair_points = x."repairPoints"
    from jsonb_to_recordset(${JSON.stringify(repairs)}::jsonb) as x(unit text, item text, period text, "repairDueMs" bigint, "repairPoints" jsonb)
    where d.plan_id = ${planId} and d.unit_id = x.unit and d.item = x.item and d.period = x.period`.execute(trx);
}

/** Versions of reports: each submission is kept, with what became of it. */
async function versions(trx: Trx, records: CascadeRecord[]): Promise<void> {
  const submitted = records.flatMap(({ event, planId, actor, contentHash }) =>
    event.type === 'submitted' || event.type === 'resubmitted'
      ? [
          {
            plan_id: planId,
            unit_id: event.unit,
            item: event.item,
            period: event.period,
            version: event.version,
            content_hash: contentHash ?? Buffer.alloc(0),
            lodged_ms: event.atMs,
            late: event.late,
            nil: event.nil ?? false,
            actor,
          },
        ]
      : [],
  );
  if (submitted.length > 0) await trx.insertInto('report_versions').values(submitted).execute();
  const reviewed = records.flatMap(({ event, actor, contentHash }) =>
    event.type === 'returned' || event.type === 'accepted'
      ? [
          {
            unit: event.unit,
            item: event.item,
            period: event.period,
            version: event.version,
            at: event.atMs,
            accepted: event.type === 'accepted',
            actor,
            reason: contentHash && Buffer.from(contentHash).toString('hex'),
          },
        ]
      : [],
  );
  if (reviewed.length === 0) return;
  await sql`update report_versions v set
      accepted_ms = case when x.accepted then x.at else v.accepted_ms end, accepted_by = case when x.accepted then x.actor else v.accepted_by end,
      returned_ms = case when x.accepted then v.returned_ms else x.at end,
      return_hash = case when x.accepted then v.return_hash else decode(x.reason, 'hex') end
    from jsonb_to_recordset(${JSON.stringify(reviewed)}::jsonb) as x(unit text, item text, period text, version int, at bigint, accepted boolean,
      actor text, reason text)
    where v.plan_id = ${records[0]!.planId} and v.unit_id = x.unit and v.item = x.item and v.period = x.period and v.version = x.version`.execute(
    trx,
  );
}

async function notes(trx: Trx, records: CascadeRecord[]): Promise<void> {
  const rows = records.flatMap(({ event, lane, planId, seq, contentHash }) => {
    if (event.type !== 'progressed' && event.type !== 'completed' && event.type !== 'evidenced' && event.type !== 'targetMoved') return [];
    const { unit, item, period, atMs } = event;
    const percent = event.type === 'progressed' ? (event.percent ?? null) : event.type === 'completed' ? 100 : null;
    const value = event.type === 'progressed' || event.type === 'targetMoved' ? (event.value ?? null) : null;
    return [{ plan_id: planId, unit_id: unit, item, period, seq, lane, content_hash: contentHash, percent, value, at_ms: atMs }];
  });
  if (rows.length > 0) await trx.insertInto('progress_notes').values(rows).execute();
}
