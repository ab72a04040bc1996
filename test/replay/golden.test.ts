import { temporal } from '@temporalio/proto';
import { Worker } from '@temporalio/worker';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { endOfDayMs } from '../../domain/day.js';
import { cascadeRules, fold, planRules } from '../../domain/lane.js';
import { EVENT_VERSIONS, upcast } from '../../domain/upcast.js';
import { laneKind } from '../../contract/names.js';
import { foldLane } from '../../relay/rebuild.js';
import { deflateCodec } from '../../relay/codec.js';
import { readEvents } from '../../store/events.js';
import { allLanes } from '../../store/lanes.js';
import { exampleText } from '../examples/province.js';
import { testBundle } from '../harness/bundle.js';
import { type DondocRig, receiptOf, sending, startDondocRig } from '../harness/dondoc-rig.js';
import { runsOf } from '../harness/lane-proof.js';
import { at } from '../system/rehearsed.js';

/**
 * Histories and events of each release, made once by a real run on its code and kept: what is under way there must go on here. Before a
 * release: GOLDEN=write npx jest test/replay/golden
 */
const FOLDER = join(__dirname, 'histories');
const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };

const { History } = temporal.api.history.v1;
const bytesOf = (history: temporal.api.history.v1.IHistory) => Buffer.from(History.encode(history).finish()).toString('base64');

interface Golden {
  /** The history of each run, as its protobuf has it, in base64. */
  histories: { workflowId: string; history: string }[];
  lanes: { lane: string; events: { type: string; v: number; atMs: number; data: Record<string, unknown> }[]; state: unknown }[];
}

if (process.env.GOLDEN === 'write') {
  it(`keeps the histories of a run of ${version}`, async () => {
    const rig = await startDondocRig({ startMs: at('2022-02-14', 8) });
    await play(rig);
    const golden: Golden = { histories: [], lanes: [] };
    for (const { lane, kind, seq } of await allLanes(rig.db)) {
      if (kind === 'house' || seq === 0) continue;
      for (const history of await runsOf(rig, lane)) golden.histories.push({ workflowId: lane, history: bytesOf(history) });
      const events = (await readEvents(rig.db, lane)).map(({ type, v, atMs, data }) => ({ type, v, atMs, data }));
      golden.lanes.push({ lane, events, state: await foldLane(rig.db, lane) });
    }
    for (const history of await runsOf(rig, 'notify')) golden.histories.push({ workflowId: 'notify', history: bytesOf(history) });
    await rig.stop();
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(join(FOLDER, `${version}.json.gz`), gzipSync(JSON.stringify(golden), { level: 9 }));
  });
} else provesKept();

function provesKept(): void {
  const kept = existsSync(FOLDER) ? readdirSync(FOLDER).filter((name) => name.endsWith('.json.gz')) : [];

  for (const name of kept)
    describe(`those of ${name}`, () => {
      const golden = JSON.parse(gunzipSync(readFileSync(join(FOLDER, name))).toString('utf8')) as Golden;

      it('replays on the workflows as they stand', async () => {
        const histories = golden.histories.map(({ workflowId, history }) => ({
          workflowId,
          history: History.decode(Buffer.from(history, 'base64')),
        }));
        const options = { workflowBundle: testBundle(), dataConverter: { payloadCodecs: [deflateCodec] } };
        let replayed = 0;
        for await (const { workflowId, error } of Worker.runReplayHistories(options, histories)) {
          expect({ workflowId, error }).toEqual({ workflowId, error: undefined });
          replayed += 1;
        }
        expect(replayed).toBe(histories.length);
      });

      it('is still read event by event, to the state that its lanes had', () => {
        for (const { lane, events, state } of golden.lanes) {
          const read = events.map(({ type, v, atMs, data }) => ({ type, atMs, ...upcast(type, v, data) })) as never[];
          const folded: unknown = laneKind(lane) === 'plan' ? fold(planRules, read) : fold(cascadeRules, read);
          expect(JSON.parse(JSON.stringify(folded))).toEqual(state);
        }
      });
    });

  it('the histories of this version are kept', () => {
    expect(kept).toContain(`${version}.json.gz`);
  });

  it('the runs that are kept hold every kind of event of a lane, but for those that are named', () => {
    const seen = new Set(kept.flatMap((name) => typesIn(name)));
    const ofLanes = Object.keys(EVENT_VERSIONS).slice(0, Object.keys(EVENT_VERSIONS).indexOf('ticked') + 1);
    expect(ofLanes.filter((type) => !seen.has(type))).toEqual(NOT_PLAYED);
  });
}

/** What the run does not bring about; the model test of the domain does. */
const NOT_PLAYED = [
  'guidanceRegistered',
  'differenceNoted',
  'ownPlanLinked',
  'progressed',
  'completed',
  'evidenced',
  'returnUndone',
  'acceptanceUndone',
  'urged',
  'reviewDecided',
  'woken',
];

function typesIn(name: string): string[] {
  const { lanes } = JSON.parse(gunzipSync(readFileSync(join(FOLDER, name))).toString('utf8')) as Golden;
  return lanes.flatMap(({ events }) => events.map(({ type }) => type));
}

/** Half a year of a plan with everything in it that people do, a second one that is revoked. */
async function play({ dondoc, relay, as, unitId, advanceTo }: DondocRig): Promise<void> {
  const issuer = await as('issuer-tu');
  const clerk = await as('clerk-hu-kimboi');
  const { id: plan } = await dondoc.plans.draft(issuer, { text: exampleText('plan-77-kh-tu.yaml') });
  receiptOf(await dondoc.plans.issue(issuer, plan, sending()));
  await relay.settle();
  receiptOf(await dondoc.duties.receive(clerk, plan, 'HU-KIMBOI', sending()));
  const on = { plan, unit: await unitId('HU-KIMBOI'), item: 'so-lieu-thang', period: '2022-M02' };
  const body = (count: number) => ({ figures: { 'ket-nap': count, nguon: 40, 'chinh-thuc': 2, 'dung-han': 2 }, narrative: {} });
  await advanceTo(at('2022-03-07', 9));
  receiptOf(await dondoc.reports.submit(clerk, on, body(9), sending()));
  receiptOf(await dondoc.reports.giveBack(issuer, on, { reason: 'Số kết nạp chưa khớp', pins: [] }, sending()));
  receiptOf(await dondoc.reports.submit(clerk, on, body(8), sending()));
  receiptOf(await dondoc.reports.accept(issuer, on, undefined, sending()));
  receiptOf(await dondoc.plans.suspend(issuer, plan, 'Bão lũ', sending()));
  await advanceTo(at('2022-03-12', 9));
  receiptOf(await dondoc.plans.resume(issuer, plan, { dates: 'same' }, sending()));
  await advanceTo(endOfDayMs('2022-05-20'));
  const { id: other } = await dondoc.plans.draft(issuer, { text: exampleText('plan-77-kh-tu.yaml').replaceAll('77-KH/TU', '78-KH/TU') });
  receiptOf(await dondoc.plans.issue(issuer, other, sending()));
  await relay.settle();
  receiptOf(await dondoc.plans.revoke(issuer, other, 'Nhầm', sending()));
  receiptOf(await dondoc.plans.conclude(issuer, plan, { summary: 'Kết thúc sớm.' }, sending()));
  await relay.settle();
}
