import { readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { createNightlyActivities } from '../../activities/nightly-activities.js';
import { cascadeLane, planLane } from '../../contract/names.js';
import type { FindingCode } from '../../domain/finding.js';
import { nextNightMs } from '../../domain/night.js';
import { keeperOf, startNightly } from '../../start/keeper.js';
import { lodge } from '../../store/commands.js';
import { newestHouseEvent } from '../../store/house.js';
import { type DondocRig, receiptOf, sending, startDondocRig } from '../harness/dondoc-rig.js';
import { proveLanes } from '../harness/lane-proof.js';

const logged: string[] = [];
let rig: DondocRig;
let plan: string;
let cascade: string;
const compared = { compareRecords: async (): Promise<void> => night.compareRecords() };
let night: ReturnType<typeof createNightlyActivities>;
const keeper = () => keeperOf({ relay: rig.relay, client: rig.env.client as never }, rig);

beforeAll(async () => {
  rig = await startDondocRig({ startMs: Date.UTC(2026, 0, 5, 2), activities: compared });
  const write = (message: string, data?: object) => void logged.push(`${message} ${JSON.stringify(data)}`);
  night = createNightlyActivities({ db: rig.db, clock: rig.clock, compare: () => keeper().compare(), log: { info: write, warn: write } });
  const issuer = await rig.as('issuer-tu');
  const draft = await rig.dondoc.plans.draft(issuer, { text: readFileSync('examples/plan-77-kh-tu.yaml', 'utf8') });
  plan = draft.id;
  cascade = cascadeLane(plan, 1);
  receiptOf(await rig.dondoc.plans.issue(issuer, plan, sending()));
  await rig.relay.settle();
}, 240_000);
afterAll(() => rig.stop());

const found = async () => (await keeper().compare()).findings;
const codes = async (): Promise<FindingCode[]> => (await found()).map(({ code }) => code);

/** Does something to the records behind the engine's back, looks, and takes it back. */
async function after(change: ReturnType<typeof sql>, back: ReturnType<typeof sql>): Promise<FindingCode[]> {
  await change.execute(rig.db);
  const seen = await codes();
  await back.execute(rig.db);
  return seen;
}

it('finds nothing where nothing is wrong, and says of how much', async () => {
  expect(await keeper().compare()).toEqual({
    lanes: 3,
    plans: 1,
    findings: [],
    largestState: { lane: expect.stringContaining('plan:'), bytes: expect.any(Number) },
  });
});

it('finds rows that are not what the events say, by table and first row', async () => {
  const duty = sql`plan_id = ${plan} and item = 'receipt' and unit_id = (select min(unit_id) from duties where plan_id = ${plan} and item = 'receipt')`;
  await sql`update duties set percent = 50 where ${duty}`.execute(rig.db);
  expect(await found()).toEqual([
    { code: 'PROJECTION_DRIFT', lane: planLane(plan), data: { table: 'duties', rows: 1, first: expect.stringContaining('receipt') } },
  ]);
  await sql`update duties set percent = null where ${duty}`.execute(rig.db);
  expect(
    await after(sql`update plans set status = 'concluded' where id = ${plan}`, sql`update plans set status = 'issued' where id = ${plan}`),
  ).toEqual(['PROJECTION_DRIFT']);
  expect(await codes()).toEqual([]);
});

it('finds an event that was changed, whose workflow then knows another story', async () => {
  const edit = (from: string, to: string) =>
    sql`update events set type = ${to} where lane = ${cascade} and type = ${from} and seq = (select max(seq) from events where lane = ${cascade} and type = ${from})`;
  expect(await after(edit('opened', 'ticked'), edit('ticked', 'opened'))).toEqual(
    expect.arrayContaining(['CHAIN_BROKEN', 'WORKFLOW_DRIFT', 'PROJECTION_DRIFT']),
  );
  expect(await codes()).toEqual([]);
});

it('finds a duty whose point nobody waits for', async () => {
  const nowMs = await rig.clock.nowMs();
  const rounds = await rig.db.selectFrom('rounds').select('points').where('plan_id', '=', plan).where('item', '=', 'receipt').execute();
  const of = sql`where plan_id = ${plan} and item = 'receipt'`;
  // The rules wait for it later than the table says.
  await sql`update rounds set points = ${JSON.stringify([{ kind: 'remind', n: -1, atMs: nowMs + 3_600_000 }])}::jsonb ${of}`.execute(
    rig.db,
  );
  const seen = await found();
  await sql`update rounds set points = ${JSON.stringify(rounds[0]!.points)}::jsonb ${of}`.execute(rig.db);
  expect(seen.map(({ code }) => code)).toEqual(expect.arrayContaining(['DUTY_NOT_ARMED']));
  expect(await codes()).toEqual([]);
});

it('finds a lane that Temporal does not know, and rebuilds it from its events', async () => {
  await rig.env.client.workflow.getHandle(cascade).terminate('lost');
  expect(await codes()).toEqual(['WORKFLOW_MISSING']);
  expect(await keeper().rebuild(cascade)).toEqual([cascade]);
  expect(await codes()).toEqual([]);
  expect(await keeper().rebuild('plan:nobodyknows1')).toEqual([]);
});

it('sets a command aside on which a rule fails, named in the diagnosis, and its neighbours go on', async () => {
  const [poison, sound] = await Promise.all(
    [{ type: 'urge' }, { type: 'receive', unit: await rig.unitId('HU-KIMBOI') }].map(
      async (data) => (await lodge(rig.db, { lane: cascade, data, source: 'person', actor: 'issuer-tu' }, await rig.clock.instant())).row,
    ),
  );
  await rig.relay.settle();
  const diagnosis = await rig.dondoc.diagnosis.get(rig.administrator);
  const set = await rig.relay.decided(poison!.id, 1000);
  if (set!.problem!.code === 'COMMAND_QUARANTINED')
    expect(diagnosis.quarantined).toEqual([expect.objectContaining({ command: poison!.id, lane: cascade, type: 'urge' })]);
  expect((await rig.relay.decided(sound!.id, 1000))!.problem).toBeNull();
  expect(await codes()).toEqual([]);
});

it('stops a lane whose workflow and record disagree, named, while others go on; rebuilt it goes on too', async () => {
  await sql`insert into batches (lane, no, fingerprint, decided, claimed_ms) select lane, batch_no + 5, 'x', true, 0 from lanes where lane = ${cascade}`.execute(
    rig.db,
  );
  const { row } = await lodge(
    rig.db,
    { lane: cascade, data: { type: 'receive', unit: await rig.unitId('HU-LACSON') } as never, source: 'person', actor: 'c' },
    await rig.clock.instant(),
  );
  await rig.relay.settle();
  const { lanes } = await rig.dondoc.diagnosis.get(rig.administrator);
  expect(lanes.filter(({ state }) => state === 'stopped')).toEqual([
    expect.objectContaining({ lane: cascade, reason: expect.stringMatching(/^DRIFT: batch \d+ after \d+/) }),
  ]);
  expect(await codes()).toEqual(['LANE_STOPPED']);
  // Others run on.
  const issuer = await rig.as('issuer-tu');
  receiptOf(await rig.dondoc.plans.suspend(issuer, plan, 'Rà soát', sending()));
  // What made them disagree is mended, then the lane is taken up again.
  await sql`delete from batches where lane = ${cascade} and no > (select batch_no from lanes where lane = ${cascade})`.execute(rig.db);
  await sql`update commands set batch = null where lane = ${cascade} and decided_ms is null`.execute(rig.db);
  expect(await keeper().rebuild(cascade)).toEqual([cascade]);
  await rig.relay.settle();
  expect((await rig.relay.decided(row.id, 5000))!.problem).toBeNull();
  expect(await codes()).toEqual([]);
});

it('compares each night and keeps what was found on record', async () => {
  const nowMs = await rig.clock.nowMs();
  expect(nextNightMs(nowMs)).toBeGreaterThan(nowMs);
  await startNightly({ client: rig.env.client as never });
  await rig.env.sleep(nextNightMs(nowMs + rig.clockAheadMs) - nowMs - rig.clockAheadMs + 120_000);
  expect(await newestHouseEvent(rig.db, 'compared')).toMatchObject({ data: { lanes: 3, plans: 1, count: 0, findings: [] } });
  expect(logged.at(-1)).toContain('compared');
  expect((await rig.dondoc.diagnosis.get(rig.administrator)).compared).toMatchObject({ lanes: 3, findings: [] });
  await rig.env.client.workflow.getHandle('nightly').terminate();
  await proveLanes(rig);
});
