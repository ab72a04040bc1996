import { sql } from 'kysely';
import type { RepairClock, RoundClock } from '../domain/cascade.js';
import { ONCE, OWN_PLAN_ITEM } from '../domain/duty.js';
import { together, type Trx } from './database.js';
import { type CascadeRecord, Patches } from './duty-patches.js';

/** Brings duties and what hangs on them to where the events say, in the transaction that records them. */
export async function projectCascade(trx: Trx, records: CascadeRecord[]): Promise<void> {
  const patches = new Patches();
  for (const record of records) {
    // What adds or selects rows runs in its place among the patches; single duties are patched together at the end or before it.
    if (touchesMany(record.event.type)) {
      await patches.write(trx, record.planId);
      await projectMany(trx, record);
    } else patches.add(record);
  }
  await together(
    () => (records[0] ? patches.write(trx, records[0].planId) : Promise.resolve()),
    () => versions(trx, records),
    () => notes(trx, records),
  );
}

const MANY = new Set<string>([
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

/** Whether an event of a cascade adds duties or changes more than those it names. */
export function touchesMany(type: string): boolean {
  return MANY.has(type);
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
  await submissions(trx, records);
  await reviews(trx, records);
}

async function submissions(trx: Trx, records: CascadeRecord[]): Promise<void> {
  const submitted = records.flatMap(({ event, planId, actor, contentHash }) =>
    event.type === 'submitted' || event.type === 'resubmitted'
      ? [
          {
            plan: planId,
            unit: event.unit,
            item: event.item,
            period: event.period,
            version: event.version,
            content: contentHash ? Buffer.from(contentHash).toString('hex') : '',
            at: event.atMs,
            late: event.late,
            nil: event.nil ?? false,
            actor,
          },
        ]
      : [],
  );
  if (submitted.length === 0) return;
  await sql`insert into report_versions (plan_id, unit_id, item, period, version, content_hash, lodged_ms, late, nil, actor)
    select plan, unit, item, period, version, decode(content, 'hex'), at, late, nil, actor
    from jsonb_to_recordset(${JSON.stringify(submitted)}::jsonb) as x(plan text, unit text, item text, period text, version int, content text,
      at bigint, late boolean, nil boolean, actor text)`.execute(trx);
}

type Review = Extract<CascadeRecord['event'], { type: 'returned' | 'accepted' | 'returnUndone' | 'acceptanceUndone' }>;

function isReview(event: CascadeRecord['event']): event is Review {
  return ['returned', 'accepted', 'returnUndone', 'acceptanceUndone'].includes(event.type);
}

/** What was said of versions, and undone: of each version the last that stands at the end of the batch. */
async function reviews(trx: Trx, records: CascadeRecord[]): Promise<void> {
  const reviewed = new Map<string, object>();
  for (const { event, actor, contentHash } of records) {
    if (!isReview(event)) continue;
    const { type, unit, item, period, version, atMs } = event;
    const key = [unit, item, period, version].join('|');
    const reason = contentHash && Buffer.from(contentHash).toString('hex');
    const accepted = type === 'accepted' && { acceptedMs: atMs, acceptedBy: actor };
    const returned = type === 'returned' && { returnedMs: atMs, reason };
    const acceptance = type === 'accepted' || type === 'acceptanceUndone';
    const said = acceptance
      ? { acceptance, acceptedMs: null, acceptedBy: null, ...accepted }
      : { given: true, returnedMs: null, reason: null, ...returned };
    reviewed.set(key, { ...reviewed.get(key), unit, item, period, version, ...said });
  }
  if (reviewed.size === 0) return;
  await sql`update report_versions v set
      accepted_ms = case when x.acceptance then x."acceptedMs" else v.accepted_ms end,
      accepted_by = case when x.acceptance then x."acceptedBy" else v.accepted_by end,
      returned_ms = case when x.given then x."returnedMs" else v.returned_ms end,
      return_hash = case when x.given then decode(x.reason, 'hex') else v.return_hash end
    from jsonb_to_recordset(${JSON.stringify([...reviewed.values()])}::jsonb) as x(unit text, item text, period text, version int,
      acceptance boolean, "acceptedMs" bigint, "acceptedBy" text, given boolean, "returnedMs" bigint, reason text)
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
    const content = contentHash && Buffer.from(contentHash).toString('hex');
    return [{ plan: planId, unit, item, period, seq, lane, content, percent, value, at: atMs }];
  });
  if (rows.length === 0) return;
  await sql`insert into progress_notes (plan_id, unit_id, item, period, seq, lane, content_hash, percent, value, at_ms)
    select plan, unit, item, period, seq, lane, decode(content, 'hex'), percent, value, at
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(plan text, unit text, item text, period text, seq bigint, lane text, content text,
      percent real, value double precision, at bigint)`.execute(trx);
}
