import { defaultPayloadConverter, type Payload } from '@temporalio/common';
import { temporal } from '@temporalio/proto';
import { Worker } from '@temporalio/worker';
import fc from 'fast-check';
import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { laneState } from '../../contract/messages.js';
import { cascadeLane, planLane } from '../../contract/names.js';
import type { CascadeCommand } from '../../domain/cascade.js';
import { createCipherCodec, type PayloadKey } from '../../relay/cipher.js';
import { payloadCodecs } from '../../relay/codec.js';
import { lodge } from '../../store/commands.js';
import { putContent } from '../../store/content.js';
import { addLanes } from '../../store/lanes.js';
import { failureConverter } from '../../workflows/failure-converter.js';
import { startLaneRig } from '../harness/lane-rig.js';

const DAY = 86_400_000;
const key = (id: string): PayloadKey => ({ id, key: randomBytes(32) });
const bytes = (text: string) => Buffer.from(text, 'utf8');
const plain = (text: string): Payload => ({ metadata: { encoding: bytes('json/plain') }, data: bytes(text) });
const seal = async (keys: PayloadKey[], payload: Payload) => (await createCipherCodec(keys).encode([payload]))[0]!;
const open = async (keys: PayloadKey[], payload: Payload) => (await createCipherCodec(keys).decode([payload]))[0]!;
const said = ({ metadata, data }: Payload) => ({
  encoding: Buffer.from(metadata!.encoding!).toString(),
  data: Buffer.from(data!).toString(),
});

describe('a ring of payload keys', () => {
  const [first, second, third] = [key('2026-01'), key('2026-07'), key('2027-01')];

  it('gives back any payload as it was, and shows nothing of it sealed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ minLength: 8, unit: 'grapheme' }), async (text) => {
        const sealed = await seal([first], plain(text));
        expect(Buffer.from(sealed.data!).includes(bytes(text))).toBe(false);
        expect(said(await open([first], sealed))).toEqual({ encoding: 'json/plain', data: text });
      }),
      { numRuns: 50 },
    );
  });

  it('opens what three keys sealed one after the other, and names the key that was destroyed', async () => {
    const rings = [[first], [second, first], [third, second, first]];
    const sealed = await Promise.all(rings.map((ring) => seal(ring, plain('"đã nhận"'))));
    for (const payload of sealed) expect(said(await open([third, second, first], payload)).data).toBe('"đã nhận"');
    await expect(open([third, second], sealed[0]!)).rejects.toMatchObject({ name: 'PayloadKeyError', keyId: '2026-01' });
    await expect(open([{ ...first, key: randomBytes(32) }], sealed[0]!)).rejects.toThrow('authenticate');
  });

  it('leaves what it did not seal as it is', async () => {
    const old = plain('"trước khi có khóa"');
    expect(await open([first], old)).toBe(old);
  });

  it('refuses what was changed: any byte, the encoding, the id of the key', async () => {
    const sealed = await seal([first], plain('"1600"'));
    await fc.assert(
      fc.asyncProperty(fc.nat(sealed.data!.length - 1), fc.integer({ min: 1, max: 255 }), async (at, by) => {
        const bent = Buffer.from(sealed.data!);
        bent[at]! ^= by;
        await expect(open([first], { ...sealed, data: bent })).rejects.toThrow('authenticate');
      }),
      { numRuns: 40 },
    );
    const renamed = { ...sealed.metadata, 'dondoc-key': bytes('2026-07') };
    await expect(open([{ ...second, key: first.key }], { ...sealed, metadata: renamed })).rejects.toThrow('authenticate');
    const retyped = { ...sealed.metadata, 'dondoc-sealed': bytes('[["encoding","YmluYXJ5L3BsYWlu"]]') };
    await expect(open([first], { ...sealed, metadata: retyped })).rejects.toThrow('authenticate');
  });
});

it('writes failures so that message and stack are sealed with the rest', async () => {
  const failure = failureConverter.errorToFailure(new Error('550 <thu@bacninh.example> refused'), defaultPayloadConverter);
  const bare = { ...failure, encodedAttributes: undefined };
  expect(JSON.stringify(bare)).not.toMatch(/bacninh|cipher\.test/);
  const ring = [key('k')];
  const sealed = await seal(ring, failure.encodedAttributes!);
  expect(Buffer.from(sealed.data!).includes('bacninh')).toBe(false);
  const opened = { ...failure, encodedAttributes: await open(ring, sealed) };
  expect(failureConverter.failureToError(opened, defaultPayloadConverter).message).toBe('550 <thu@bacninh.example> refused');
});

describe('the history of a lane', () => {
  const CANARY = 'chimhoangyen';
  const PLAN = CANARY;
  const lane = cascadeLane('plan00000001', 1);
  const [old, current] = [key('old'), key('current')];
  const failureConverterPath = resolve('workflows/failure-converter.ts');
  const dataConverter = { payloadCodecs: payloadCodecs([old]), failureConverterPath };

  it('shows nothing of commands and answers; it replays with a rotated ring, and not at all without its key', async () => {
    const rig = await startLaneRig({ dataConverter });
    try {
      const file_hash = await putContent(rig.db, bytes('{"reports":[]}'), 0);
      const row = { id: 'plan00000001', issuer_id: 'tu', type: 'plan', subject: 's', status: 'issued', file_hash, created_ms: 0 };
      await rig.db.insertInto('plans').values(row).execute();
      await rig.db.transaction().execute((trx) =>
        addLanes(trx, [
          { lane: planLane('plan00000001'), kind: 'plan', planId: 'plan00000001', n: 0 },
          { lane, kind: 'cascade', planId: 'plan00000001', n: 1 },
        ]),
      );
      const nowMs = await rig.clock.nowMs();
      const round = { item: 'receipt', period: 'once', kind: 'receipt' as const, opensMs: nowMs, dueMs: nowMs + DAY };
      const points = [{ kind: 'remind' as const, n: -1, atMs: nowMs + DAY / 2 }];
      const opening: CascadeCommand = {
        type: 'open',
        plan: PLAN,
        rounds: [{ ...round, points }],
        classes: [[0]],
        recipients: { [CANARY]: 0, other: 0 },
      };
      for (const data of [opening, { type: 'receive', unit: CANARY } as CascadeCommand])
        await lodge(rig.db, { lane, data, source: 'person', actor: 'p1' }, await rig.clock.instant());
      await rig.relay.settle();
      await rig.env.sleep(DAY);
      const handle = rig.env.client.workflow.getHandle(lane);
      expect(JSON.stringify(await handle.query(laneState))).toContain(CANARY);
      const history = await handle.fetchHistory();
      expect(history.events!.some(({ activityTaskCompletedEventAttributes: done }) => done)).toBe(true);
      expect(Buffer.from(temporal.api.history.v1.History.encode(history).finish()).includes(CANARY)).toBe(false);

      const replay = (keys: PayloadKey[]) =>
        Worker.runReplayHistory(
          { workflowBundle: rig.bundle, dataConverter: { payloadCodecs: payloadCodecs(keys), failureConverterPath } },
          history,
          lane,
        );
      await replay([current, old]);
      await expect(replay([current])).rejects.toThrow('workflow task failure');
    } finally {
      await rig.stop();
    }
  });
});
