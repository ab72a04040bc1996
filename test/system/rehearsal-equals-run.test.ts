import type { Behaviours } from '../../domain/rehearsal.js';
import { play, type Played } from '../../start/play.js';
import { PLAN_FILES, type PlanName } from '../examples/province.js';
import { type DondocRig, startDondocRig } from '../harness/dondoc-rig.js';
import { proveLanes } from '../harness/lane-proof.js';
import { at, bothTimelines, endOf, exampleParts } from './rehearsed.js';

/** Nobody answers; but Kim Bôi has its own plan for 77-KH/TU, which runs here too. */
const nobody = (name: PlanName): Behaviours => (name === 'plan-77-kh-tu' ? { units: { 'HU-KIMBOI': { ownPlan: 10 } } } : {});

describe('when nobody answers, a plan runs as it was rehearsed', () => {
  let rig: DondocRig;
  let played: Map<string, Played>;
  beforeAll(async () => {
    rig = await startDondocRig({ startMs: at('2022-02-14', 7) });
    const all = await play(rig, exampleParts(nobody), { untilMs: Math.max(...PLAN_FILES.map(endOf)) });
    played = new Map(PLAN_FILES.map((name, index) => [name, all[index]!]));
  }, 900_000);
  afterAll(() => rig.stop());

  it.each(PLAN_FILES)('%s: every reminder, due instant, rung, check and collection, event by event', async (name) => {
    const { ran, rehearsed, refusedRunning } = await bothTimelines(rig, played.get(name)!, nobody(name), endOf(name));
    expect(rehearsed.length).toBeGreaterThan(100);
    expect(ran).toEqual(rehearsed);
    expect(refusedRunning).toEqual([]);
  });

  it('every lane is the fold of its events, its chain stands, its histories replay', async () => {
    const { lanes, events, runs } = await proveLanes(rig);
    expect(lanes).toBe(1 + 2 * PLAN_FILES.length);
    expect(events).toBeGreaterThan(3000);
    expect(runs).toBeGreaterThanOrEqual(2 * PLAN_FILES.length);
    expect((await rig.dondoc.audit.verify(rig.administrator)).ok).toBe(true);
  }, 900_000);
});
