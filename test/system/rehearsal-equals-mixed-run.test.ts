import { play, type Played } from '../../start/play.js';
import { PLAN_FILES } from '../examples/province.js';
import { type DondocRig, startDondocRig } from '../harness/dondoc-rig.js';
import { proveConsolidations } from '../harness/consolidation-proof.js';
import { proveLanes } from '../harness/lane-proof.js';
import { mixed } from './mixed-behaviours.js';
import { at, bothTimelines, endOf, exampleParts } from './rehearsed.js';

describe('with bodies punctual, late, silent and wrong, a plan runs as it was rehearsed', () => {
  let rig: DondocRig;
  let played: Map<string, Played>;
  beforeAll(async () => {
    rig = await startDondocRig({ startMs: at('2022-02-14', 7) });
    const all = await play(rig, exampleParts(mixed), { untilMs: Math.max(...PLAN_FILES.map(endOf)) });
    played = new Map(PLAN_FILES.map((name, index) => [name, all[index]!]));
  }, 900_000);
  afterAll(() => rig.stop());

  it.each(PLAN_FILES)('%s: every act, reminder, rung, return and collection, event by event', async (name) => {
    const { ran, rehearsed, refusedRunning, refusedRehearsing } = await bothTimelines(rig, played.get(name)!, mixed(name), endOf(name));
    expect(rehearsed.length).toBeGreaterThan(100);
    expect(ran).toEqual(rehearsed);
    expect(refusedRunning).toEqual(refusedRehearsing);
  });

  it('consolidated figures are what the accepted reports add up to, each unit once, and the missing are named', async () => {
    expect(await proveConsolidations(rig.db)).toBeGreaterThan(100);
  });

  it('every lane is the fold of its events, its chain stands, its histories replay', async () => {
    await proveLanes(rig);
    expect((await rig.dondoc.audit.verify(rig.administrator)).ok).toBe(true);
  }, 900_000);
});
