import { Worker } from '@temporalio/worker';
import { decideBatch, laneState } from '../../contract/messages.js';
import { cascadeLane, planLane } from '../../contract/names.js';
import type { CascadeCommand, RoundSpec } from '../../domain/cascade.js';
import { deflateCodec } from '../../relay/codec.js';
import { Relay } from '../../relay/relay.js';
import { type CommandRow, lodge } from '../../store/commands.js';
import { putContent } from '../../store/content.js';
import { addLanes, findLane } from '../../store/lanes.js';
import { proveLanes } from '../harness/lane-proof.js';
import { type LaneRig, startLaneRig } from '../harness/lane-rig.js';

const DAY = 86_400_000;
const PLAN = 'plan00000001';
const lane = cascadeLane(PLAN, 1);

describe('a lane after a killed process', () => {
  let rig: LaneRig;

  beforeAll(async () => {
    rig = await startLaneRig();
    const file_hash = await putContent(rig.db, Buffer.from('{"reports":[]}'), 0);
    await rig.db
      .insertInto('plans')
      .values({ id: PLAN, issuer_id: 'tu', type: 'plan', subject: 's', status: 'issued', file_hash, created_ms: 0 })
      .execute();
    await rig.db.transaction().execute((trx) =>
      addLanes(trx, [
        { lane: planLane(PLAN), kind: 'plan', planId: PLAN, n: 0 },
        { lane, kind: 'cascade', planId: PLAN, n: 1 },
      ]),
    );
  });
  afterAll(() => rig.stop());

  const lodged = async (data: CascadeCommand): Promise<CommandRow> =>
    (await lodge(rig.db, { lane, data, source: 'person', actor: 'p1' }, await rig.clock.instant())).row;

  const outcome = async ({ id }: CommandRow) => {
    await rig.relay.settle();
    const decided = (await rig.relay.decided(id, 5_000))!;
    return decided.problem?.code ?? 'accepted';
  };

  const opening = async (): Promise<CascadeCommand> => {
    const now = await rig.clock.nowMs();
    const round: RoundSpec = {
      item: 'receipt',
      period: 'once',
      kind: 'receipt',
      opensMs: now,
      dueMs: now + 3 * DAY,
      points: [{ kind: 'remind', n: -1, atMs: now + 2 * DAY }],
    };
    return { type: 'open', plan: PLAN, rounds: [round], classes: [[0]], recipients: { a: 0, b: 0, c: 0 } };
  };

  it('replays though the first batch came to a worker that knew of the first task only from the history', async () => {
    const { env, bundle: workflowBundle } = rig;
    const [taskQueue, dataConverter] = ['forgetful', { payloadCodecs: [deflateCodec] }];
    // Without a cache every task is the first one that the worker sees.
    const worker = await Worker.create({
      connection: env.nativeConnection,
      taskQueue,
      workflowBundle,
      dataConverter,
      maxCachedWorkflows: 0,
    });
    const history = await worker.runUntil(async () => {
      const args = [{ lane: 'lane', state: undefined, lastNo: 0 }];
      const handle = await env.client.workflow.start('cascade', { workflowId: 'forgotten', taskQueue, args });
      // The first task finds nothing to do.
      await handle.query(laneState);
      const batch = { no: 1, fingerprint: 'f', commands: [{ data: await opening(), atMs: await rig.clock.nowMs() }] };
      await handle.executeUpdate(decideBatch, { args: [batch] });
      const told = await handle.fetchHistory();
      await handle.terminate();
      return told;
    });
    await Worker.runReplayHistory({ workflowBundle, dataConverter }, history, 'forgotten');
  });

  it('goes on from its events where Temporal does not know it any more, and time goes on in it', async () => {
    expect(await outcome(await lodged(await opening()))).toBe('accepted');
    expect(await outcome(await lodged({ type: 'receive', unit: 'a' }))).toBe('accepted');
    const known = rig.env.client.workflow.getHandle(lane);
    await known.terminate('its record is lost');
    expect(await rig.relay.adopt()).toBe(1);
    expect(await rig.relay.adopt()).toBe(0);
    await rig.env.sleep(2 * DAY + 60_000);
    await rig.relay.settle();
    const { rows } = { rows: await rig.db.selectFrom('events').select('type').where('lane', '=', lane).orderBy('seq').execute() };
    expect(rows.map(({ type }) => type)).toContain('reminded');
    expect(await outcome(await lodged({ type: 'receive', unit: 'b' }))).toBe('accepted');
  });

  it.each([
    ['goes on trying where its tasks only ran out of time', ['category=WorkflowTaskTimedOut'], 'open'],
    ['is stopped where its code fails', ['category=WorkflowTaskFailed', 'cause=WorkflowTaskFailedCauseNonDeterministicError'], 'stopped'],
  ])('%s', async (_, problems, state) => {
    const away = Object.assign(new Error('unexpected workflow task failure'), { code: 9 });
    const handle = {
      executeUpdate: () => Promise.reject(away),
      describe: async () => ({ searchAttributes: { TemporalReportedProblems: problems } }),
    };
    const { db, clock } = rig;
    const workflows = { getHandle: () => handle, signalWithStart: async () => {} } as never;
    const relay = new Relay({ db, clock, workflows, log: { info: () => {}, warn: () => {} } });
    const { id } = await lodged({ type: 'receive', unit: 'c' });
    await relay.sweep();
    expect((await findLane(db, lane))?.state).toBe(state);
    await relay.close();
    await db.updateTable('lanes').set({ state: 'open' }).where('lane', '=', lane).execute();
    await rig.relay.settle();
    expect(await rig.relay.decided(id, 5_000)).toBeDefined();
  });

  it('refuses what was lodged before it closed and came too late for it', async () => {
    expect(await outcome(await lodged({ type: 'conclude' }))).toBe('accepted');
    expect((await findLane(rig.db, lane))?.state).toBe('closed');
    // As if lodged by another process that had seen the lane open.
    expect(await outcome(await lodged({ type: 'receive', unit: 'c' }))).toBe('PLAN_NOT_ACTIVE');
    expect((await proveLanes(rig)).events).toBe((await findLane(rig.db, lane))!.seq);
  });
});
