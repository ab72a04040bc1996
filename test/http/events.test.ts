import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { startOfDayMs } from '../../domain/day.js';
import { createHttp } from '../../http/http.js';
import { type DondocRig, receiptOf, sending, startDondocRig } from '../harness/dondoc-rig.js';

interface Told {
  id: string;
  plan: string;
  kind: string;
  seq: number;
}

describe('what changes, as it happens', () => {
  let rig: DondocRig;
  let app: Awaited<ReturnType<typeof createHttp>>;
  let url: string;
  const tokens: Record<string, string> = {};

  beforeAll(async () => {
    rig = await startDondocRig({ startMs: startOfDayMs('2022-02-24') + 9 * 3_600_000 });
    const log = { info: () => {}, warn: () => {}, error: () => {} };
    const health = { ready: async () => ({ ok: true, parts: {} }) };
    // No answer takes longer than this but a stream.
    app = await createHttp({ dondoc: rig.dondoc, log, health, config: { ratePerMinute: 0, requestTimeoutMs: 1500 } });
    await app.listen({ host: '127.0.0.1', port: 0 });
    url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}/api/v1/events`;
    for (const [id, unit] of Object.entries({ owner: 'HU-KIMBOI', elsewhere: 'HU-LACDUONG', beneath: 'KB-BO' })) {
      const roles = ['issuer', 'clerk', 'approver'] as const;
      await rig.dondoc.people.importPeople(rig.administrator, [{ id, name: id, grants: roles.map((role) => ({ role, unit })) }]);
      tokens[id] = (await rig.dondoc.people.createToken(rig.administrator, { person: id, label: 'test' })).token;
    }
  }, 180_000);
  afterAll(async () => {
    await app?.close();
    await rig?.stop();
  });

  /** A stream of a person with all it was told; `until` waits for so much. */
  async function listen(who: string, lastId?: string) {
    const abort = new AbortController();
    const headers = { authorization: `Bearer ${tokens[who]}`, ...(lastId !== undefined && { 'last-event-id': lastId }) };
    const answer = await fetch(url, { headers, signal: abort.signal });
    const told: Told[] = [];
    let over = false;
    const reading = (async () => {
      let text = '';
      for await (const chunk of answer.body!.pipeThrough(new TextDecoderStream())) {
        text += chunk;
        const parts = text.split('\n\n');
        text = parts.pop()!;
        for (const part of parts) {
          const found = /^id: (.+)\ndata: (.+)$/.exec(part);
          if (found) told.push({ id: found[1]!, ...JSON.parse(found[2]!) });
        }
      }
    })()
      .catch(() => {})
      .finally(() => (over = true));
    const until = async (done: () => boolean) => {
      for (let n = 0; n < 100 && !done(); n += 1) await new Promise((next) => setTimeout(next, 100));
      return done();
    };
    return { answer, told, until, isOver: () => over, stop: () => (abort.abort(), reading) };
  }

  let plan: string;
  it('is told to whoever sees the plan, each what it sees, and to nobody else', async () => {
    const [owner, beneath, elsewhere] = await Promise.all(['owner', 'beneath', 'elsewhere'].map((who) => listen(who)));
    expect(owner!.answer.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(owner!.answer.headers.get('cache-control')).toBe('no-store');
    const actor = (await rig.dondoc.people.actorOf(tokens.owner!))!;
    ({ id: plan } = await rig.dondoc.plans.draft(actor, { text: readFileSync('examples/plan-kim-boi.yaml', 'utf8') }));
    receiptOf(await rig.dondoc.plans.issue(actor, plan, sending()));
    await rig.relay.settle();
    expect(await owner!.until(() => owner!.told.some(({ kind }) => kind === 'opened'))).toBe(true);
    expect(await beneath!.until(() => beneath!.told.some(({ kind }) => kind === 'opened'))).toBe(true);
    expect(owner!.told.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['planDrafted', 'issued', 'opened']));
    expect(beneath!.told.map(({ kind }) => kind)).not.toContain('planDrafted');

    const sibling =
      (await rig.dondoc.people.importPeople(rig.administrator, [
        { id: 'sibling', name: 'sibling', grants: [{ role: 'clerk', unit: 'KB-BINHSON' }] },
      ])) && (await rig.as('sibling'));
    await rig.env.sleep(60_000);
    receiptOf(await rig.dondoc.duties.receive(sibling, plan, 'KB-BINHSON', sending()));
    expect(await owner!.until(() => owner!.told.some(({ kind }) => kind === 'received'))).toBe(true);
    expect(beneath!.told.map(({ kind }) => kind)).not.toContain('received');
    expect(elsewhere!.told).toEqual([]);
    expect(new Set(owner!.told.map((one) => one.plan))).toEqual(new Set([plan]));
    await Promise.all([owner!, beneath!, elsewhere!].map((one) => one.stop()));
  });

  it('goes on where a broken stream ended', async () => {
    const first = await listen('owner', '0.x.0');
    await first.until(() => first.told.some(({ kind }) => kind === 'received'));
    const last = first.told.at(-1)!.id;
    await first.stop();
    const beneath = (await rig.dondoc.people.actorOf(tokens.beneath!))!;
    receiptOf(await rig.dondoc.duties.receive(beneath, plan, 'KB-BO', sending()));
    const again = await listen('owner', last);
    expect(await again.until(() => again.told.some(({ kind }) => kind === 'received'))).toBe(true);
    expect(again.told.map(({ kind }) => kind)).not.toContain('opened');
    await again.stop();
  });

  it('outlives the time an answer may take, and ends for who may no longer read', async () => {
    const stream = await listen('beneath');
    await new Promise((done) => setTimeout(done, 2000));
    expect(stream.isOver()).toBe(false);
    await rig.db.updateTable('persons').set({ disabled: true }).where('id', '=', 'beneath').execute();
    const owner = (await rig.dondoc.people.actorOf(tokens.owner!))!;
    await rig.dondoc.plans.suspend(owner, plan, 'thử', sending());
    expect(await stream.until(stream.isOver)).toBe(true);
    expect(stream.told).toEqual([]);
  });

  it('is refused without a token, and past so many streams of one person', async () => {
    expect((await fetch(url)).status).toBe(401);
    const streams = await Promise.all(Array.from({ length: 12 }, () => listen('owner')));
    expect((await listen('owner')).answer.status).toBe(429);
    await Promise.all(streams.map((stream) => stream.stop()));
  });
});
