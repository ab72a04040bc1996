import type { Actor } from '../../domain/access.js';
import { cascadeLane, planLane } from '../../contract/names.js';
import { type DondocRig, startDondocRig } from '../harness/dondoc-rig.js';
import { allRolesAt, at, ISSUED, issueKimBoi } from './kim-boi.js';

describe('a lane is armed', () => {
  let rig: DondocRig;
  let owner: Actor;
  let plan: string;
  beforeAll(async () => {
    rig = await startDondocRig({ startMs: at(ISSUED) });
    owner = await allRolesAt(rig, 'HU-KIMBOI');
    plan = await issueKimBoi(rig, owner);
  }, 120_000);
  afterAll(() => rig?.stop());

  const lanes = async () => {
    const due = (await rig.dondoc.diagnosis.get(rig.administrator)).lanes.filter(({ nextDueMs }) => nextDueMs !== undefined);
    return new Map(due.map(({ lane, armed, timer }) => [lane, { armed, timer }]));
  };

  it('while Temporal holds a timer for its next point, at its issue and after points have fired', async () => {
    const set = { armed: true, timer: 'set' };
    const all = new Map([
      [cascadeLane(plan, 1), set],
      [planLane(plan), set],
    ]);
    expect(await lanes()).toEqual(all);
    await rig.advanceTo(at('2022-03-20'));
    expect(await lanes()).toEqual(all);
  });

  it('no longer when its timer is gone: the records say that something is due, and nothing would fire it', async () => {
    await rig.env.client.workflow.getHandle(cascadeLane(plan, 1)).terminate('lost');
    expect(await lanes()).toEqual(
      new Map([
        [cascadeLane(plan, 1), { armed: false, timer: 'noWorkflow' }],
        [planLane(plan), { armed: true, timer: 'set' }],
      ]),
    );
  });

  it('no longer when the timer is set for another point than the records have next', async () => {
    await rig.db.deleteFrom('events').where('lane', '=', planLane(plan)).where('type', '=', 'collectionDue').execute();
    expect((await lanes()).get(planLane(plan))).toMatchObject({ armed: false });
  });
});
