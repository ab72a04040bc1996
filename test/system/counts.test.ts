import { temporal } from '@temporalio/proto';
import { randomBytes, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { createDondoc } from '../../client/create.js';
import { bodyHashOf } from '../../client/lodging.js';
import { cascadeLane, planOfLane } from '../../contract/names.js';
import { type Actor, EVERYWHERE } from '../../domain/access.js';
import { vietnamCalendar } from '../../domain/calendar-vn.js';
import { addDays, dayOfMs } from '../../domain/day.js';
import { sha256 } from '../../store/chain.js';
import { fixedInstant } from '../../store/clock.js';
import { lodge } from '../../store/commands.js';
import { benchPlan, benchUnits } from '../../bench/plan.js';
import { type LaneRig, startLaneRig } from '../harness/lane-rig.js';

/** What a workflow's history holds: events, bytes as stored, billable actions. */
interface Cost {
  events: number;
  bytes: number;
  actions: number;
}

const BILLED = [
  'workflowExecutionUpdateAccepted',
  'timerStarted',
  'activityTaskScheduled',
  'workflowExecutionStarted',
  'workflowExecutionSignaled',
];

/** What a command decided alone costs. */
const LONE = { events: 5, actions: 1 };

describe('what the engine costs Temporal, in events, bytes and actions', () => {
  let rig: LaneRig;
  let number = 10;
  beforeAll(async () => {
    rig = await startLaneRig();
  });
  afterAll(() => rig.stop());

  async function costOf(lane: string): Promise<Cost> {
    const history = await rig.env.client.workflow.getHandle(lane).fetchHistory();
    const events = history.events ?? [];
    const billed = (event: object) => BILLED.some((name) => (event as Record<string, unknown>)[`${name}EventAttributes`]);
    return {
      events: events.length,
      bytes: temporal.api.history.v1.History.encode(history).finish().length,
      actions: events.filter(billed).length,
    };
  }

  async function issue(recipients: number, plan = benchPlan()): Promise<{ lane: string; units: string[] }> {
    const { db, clock, relay } = rig;
    const dondoc = createDondoc({ db, clock, relay, calendar: vietnamCalendar });
    const administrator: Actor = { person: 'a', name: 'a', language: 'vi', grants: [{ id: 'a', role: 'administrator', unit: EVERYWHERE }] };
    await dondoc.units.importFile(administrator, { bytes: Buffer.from(benchUnits(recipients)), name: 'units.csv' });
    const root = await db.selectFrom('unit_versions').select('unit_id').where('code', '=', 'ROOT').executeTakeFirstOrThrow();
    const issuer: Actor = { person: 'i', name: 'i', language: 'vi', grants: [{ id: 'i', role: 'issuer', unit: root.unit_id }] };
    const text = plan.replace('01-KH/TU', `${(number += 1)}-KH/TU`);
    const { id } = await dondoc.plans.draft(issuer, { text });
    const key = randomUUID();
    await dondoc.plans.issue(issuer, id, { key, bodyHash: bodyHashOf(key) });
    await relay.settle();
    const rows = await db.selectFrom('recipients').select('unit_id').where('plan_id', '=', id).where('lane', 'is not', null).execute();
    return { lane: cascadeLane(id, 1), units: rows.map(({ unit_id }) => unit_id) };
  }

  /** So many senders at once, each receipt and each report once: they lodge together and are decided together. */
  async function burst(recipients: number, clients: number): Promise<Cost> {
    const { lane, units } = await issue(recipients);
    const before = await costOf(lane);
    const acts = units.flatMap((unit) => [
      { type: 'receive', unit },
      { type: 'submit', unit, item: 'r1', period: 'once' },
    ]);
    for (let from = 0; from < acts.length; from += clients) {
      const instant = fixedInstant(await rig.clock.nowMs());
      for (const data of acts.slice(from, from + clients)) await lodge(rig.db, { lane, data, source: 'person', actor: 'p' }, instant);
      await rig.relay.settle();
    }
    const after = await costOf(lane);
    const refused = await rig.db
      .selectFrom('commands')
      .select('problem')
      .where('lane', '=', lane)
      .where('problem', 'is not', null)
      .execute();
    expect(refused).toEqual([]);
    const per = (name: keyof Cost) => (after[name] - before[name]) / recipients;
    return { events: per('events'), bytes: per('bytes'), actions: per('actions') };
  }

  it('32 senders at once: at most 0.4 events, 300 bytes and 0.08 actions a recipient', async () => {
    const { events, bytes, actions } = await burst(200, 32);
    expect(events).toBeLessThanOrEqual(0.4);
    expect(bytes).toBeLessThanOrEqual(300);
    expect(actions).toBeLessThanOrEqual(0.08);
  });

  it('256 senders at once: at most 0.1 events, 250 bytes and 0.02 actions a recipient', async () => {
    const { events, bytes, actions } = await burst(512, 256);
    expect(events).toBeLessThanOrEqual(0.1);
    expect(bytes).toBeLessThanOrEqual(250);
    expect(actions).toBeLessThanOrEqual(0.02);
  });

  it('a recipient that receives and reports 1,000 bytes keeps at most 3,000 bytes in the rows of all tables', async () => {
    const { lane, units } = await issue(200);
    // The tree may hold more bodies already, from what was measured before.
    const recipients = units.length;
    const before = await keptBytes();
    for (const [index, unit] of units.entries()) {
      const instant = fixedInstant(await rig.clock.nowMs());
      await lodge(rig.db, { lane, data: { type: 'receive', unit } as never, source: 'person', actor: 'p' }, instant);
      const bytes = Buffer.concat([Buffer.from(`${index} `), randomBytes(1000)]).subarray(0, 1000);
      const report = { type: 'submit', unit, item: 'r1', period: 'once' };
      await lodge(rig.db, { lane, data: report, source: 'person', actor: 'p' }, instant, { hash: sha256(bytes), bytes });
    }
    await rig.relay.settle();
    const { done } = await rig.db
      .selectFrom('report_versions')
      .select(({ fn }) => fn.countAll<number>().as('done'))
      .where('plan_id', '=', planOfLane(lane)!)
      .executeTakeFirstOrThrow();
    expect(Number(done)).toBe(recipients);
    const kept = ((await keptBytes()) - before) / recipients;
    expect(kept).toBeGreaterThan(1000);
    expect(kept).toBeLessThanOrEqual(3000);
  });

  /** Bytes of all rows of all tables as stored, without indexes. */
  async function keptBytes(): Promise<number> {
    const { rows: tables } = await sql<{ name: string }>`select table_name as name from information_schema.tables
      where table_schema = 'public' and table_type = 'BASE TABLE'`.execute(rig.db);
    let kept = 0;
    for (const { name } of tables) {
      const { rows } = await sql<{
        bytes: number;
      }>`select coalesce(sum(pg_column_size(t.*)), 0)::int as bytes from ${sql.table(name)} t`.execute(rig.db);
      kept += rows[0]!.bytes;
    }
    return kept;
  }

  it('a lone command is five events and one action', async () => {
    const { lane, units } = await issue(3);
    const before = await costOf(lane);
    await lodge(
      rig.db,
      { lane, data: { type: 'receive', unit: units[0]! } as never, source: 'person', actor: 'p' },
      fixedInstant(await rig.clock.nowMs()),
    );
    await rig.relay.settle();
    const after = await costOf(lane);
    expect(after.events - before.events).toBe(LONE.events);
    expect(after.actions - before.actions).toBe(LONE.actions);
  });

  it('a sparse year of a recipient of a plan of 200: receipt, five reports, each alone, with reminders and escalations, in at most 45 events and 9 actions', async () => {
    const recipients = 200;
    const { lane } = await issue(recipients, yearPlan(dayOfMs(await rig.clock.nowMs())));
    // Nobody answers: every reminder and every rung fires, which is the most that time can cost.
    await rig.env.sleep(440 * 86_400_000);
    const time = await costOf(lane);
    const types = await rig.db.selectFrom('events').select('type').where('lane', '=', lane).execute();
    expect(types.filter(({ type }) => type === 'reminded').length).toBeGreaterThanOrEqual(5);
    expect(types.filter(({ type }) => type === 'escalated').length).toBeGreaterThanOrEqual(5);
    const acts = 6;
    expect(acts * LONE.events + time.events / recipients).toBeLessThanOrEqual(45);
    expect(acts * LONE.actions + time.actions / recipients).toBeLessThanOrEqual(9);
  });

  it('1,000 reminders due at once: at most 0.2 events each', async () => {
    const startMs = await rig.clock.nowMs();
    const { lane } = await issue(1000, yearPlan(dayOfMs(startMs)));
    const before = await costOf(lane);
    await rig.env.sleep(40 * 86_400_000);
    const { rows } = {
      rows: await rig.db.selectFrom('events').select('data').where('lane', '=', lane).where('type', '=', 'reminded').execute(),
    };
    const reminders = rows.reduce((sum, { data }) => sum + (data as { units: string[] }).units.length, 0);
    expect(reminders).toBeGreaterThanOrEqual(1000);
    const after = await costOf(lane);
    expect((after.events - before.events) / reminders).toBeLessThanOrEqual(0.2);
  });
});

/** A plan of one year from a day: reports of each quarter and of the year. */
function yearPlan(day: string): string {
  const to = addDays(day, 400);
  return `dondoc: plan/1
symbol: 01-KH/TU
type: plan
issuer: ROOT
subject: a sparse year
date: ${day}
horizon: { from: ${day}, to: ${to} }
recipients: [{ purpose: toImplement, to: [{ depth: direct }] }]
receipt: { due: { within: 10, unit: calendar, after: issue } }
reports:
  - { id: q, title: Quarter, reporters: [{ depth: direct }], period: quarter, until: ${addDays(day, 365)}, due: { within: 15, unit: calendar, after: periodEnd }, form: { figures: [], narrative: [{ id: t, label: Text, required: false }] } }
  - { id: y, title: Year, reporters: [{ depth: direct }], period: once, due: { on: ${addDays(day, 390)} }, form: { figures: [], narrative: [{ id: t, label: Text, required: false }] } }
`;
}
