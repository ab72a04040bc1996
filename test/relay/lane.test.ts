import { cascadeLane } from '../../contract/names.js';
import type { CascadeCommand } from '../../domain/cascade.js';
import { lodge } from '../../store/commands.js';
import { putContent } from '../../store/content.js';
import { readEvents, verifyChain } from '../../store/events.js';
import { addLanes, findLane } from '../../store/lanes.js';
import { foldLane } from '../../relay/rebuild.js';
import { laneState } from '../../contract/messages.js';
import { type LaneRig, startLaneRig } from '../harness/lane-rig.js';

const DAY = 86_400_000;
const PLAN = 'plan00000001';
const lane = cascadeLane(PLAN, 1);

describe('a cascade lane on a time-skipping server', () => {
  let rig: LaneRig;
  beforeAll(async () => {
    rig = await startLaneRig();
    const file_hash = await putContent(rig.db, Buffer.from('{"reports":[]}'), 0);
    await rig.db
      .insertInto('plans')
      .values({ id: PLAN, issuer_id: 'tu', type: 'plan', subject: 's', status: 'issued', file_hash, created_ms: 0 })
      .execute();
    await rig.db.transaction().execute((trx) => addLanes(trx, [{ lane, kind: 'cascade', planId: PLAN, n: 1 }]));
  });
  afterAll(() => rig.stop());

  async function send(data: CascadeCommand) {
    const { row } = await lodge(rig.db, { lane, data, source: 'person', actor: 'p1' }, await rig.clock.instant());
    await rig.relay.settle();
    return (await rig.relay.decided(row.id, 5000))!;
  }

  it('opens, fires what is due in order while days pass, and keeps one chain that folds to the workflow state', async () => {
    const now = await rig.clock.nowMs();
    const opening: CascadeCommand = {
      type: 'open',
      plan: PLAN,
      rounds: [
        {
          item: 'receipt',
          period: 'once',
          kind: 'receipt',
          opensMs: now,
          dueMs: now + 3 * DAY,
          points: [
            { kind: 'remind', n: -1, atMs: now + 2 * DAY },
            { kind: 'due', n: 0, atMs: now + 3 * DAY },
            { kind: 'reminded', n: 1, atMs: now + 4 * DAY },
          ],
        },
      ],
      classes: [[0]],
      recipients: { a: 0, b: 0 },
    };
    expect((await send(opening)).problem).toBeNull();
    expect((await send({ type: 'receive', unit: 'a' })).problem).toBeNull();
    expect((await send({ type: 'receive', unit: 'a' })).problem).toMatchObject({ code: 'ALREADY_DECIDED' });
    await rig.env.sleep(10 * DAY);
    const events = await readEvents(rig.db, lane);
    expect(events.map(({ type, atMs }) => [type, Math.round((atMs - now) / DAY)])).toEqual([
      ['opened', 0],
      ['received', 0],
      ['reminded', 2],
      ['ticked', 2],
      ['fellDue', 3],
      ['ticked', 3],
      ['escalated', 4],
      ['ticked', 4],
    ]);
    expect((await send({ type: 'receive', unit: 'b' })).problem).toBeNull();
    const head = (await findLane(rig.db, lane))!;
    expect(await verifyChain(rig.db, head)).toEqual({ events: head.seq });
    const { state } = (await rig.env.client.workflow.getHandle(lane).query(laneState)) as { state: unknown };
    expect(await foldLane(rig.db, lane)).toEqual(state);
  });
});
