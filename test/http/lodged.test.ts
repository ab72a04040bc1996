import type { Lodged, Sending } from '../../client/dondoc.js';
import { COMMAND, decided, type Door, openDoor, PLAN, type Sent } from './door.js';
import { problem } from '../../domain/problem.js';

const receipt: Sent = { method: 'POST', url: `/api/v1/plans/${PLAN}/units/A/receipt`, token: 'clerk-token', key: 'k-1' };
const lodgedAt = (lodged: Lodged) => openDoor({ duties: { receive: async () => lodged } });
const sendingOf = ({ calls }: Door, place: number) => calls[0]!.args[place] as Sending;

describe('a command', () => {
  it('answers 201 with its receipt and address when it is decided', async () => {
    const door = await lodgedAt(decided);
    const answer = await door.send(receipt);
    expect([answer.statusCode, answer.headers['location'], answer.json()]).toEqual([
      201,
      `/api/v1/commands/${COMMAND}`,
      { state: 'decided', receipt: (decided as { receipt: object }).receipt },
    ]);
    expect(door.calls[0]).toMatchObject({ verb: 'duties.receive', args: [{ person: 'p-clerk' }, PLAN, 'A', { key: 'k-1' }] });
  });

  it('answers with the same bytes when it is repeated, and says so in a header', async () => {
    const [first, again] = await Promise.all([lodgedAt(decided), lodgedAt({ ...decided, replayed: true } as Lodged)]);
    const [one, two] = [await first.send(receipt), await again.send(receipt)];
    expect([one.statusCode, one.body]).toEqual([two.statusCode, two.body]);
    expect([one.headers['idempotency-replayed'], two.headers['idempotency-replayed']]).toEqual([undefined, 'true']);
  });

  it('answers 202 with the address that will tell when no decision came in time', async () => {
    const answer = await (await lodgedAt({ state: 'lodged', commandId: COMMAND, lodgedMs: 7 })).send(receipt);
    expect([answer.statusCode, answer.headers['location'], answer.json()]).toEqual([
      202,
      `/api/v1/commands/${COMMAND}`,
      { state: 'lodged', commandId: COMMAND, lodgedMs: 7 },
    ]);
  });

  it('answers with the problem that refused it, the same bytes each time, and names the command', async () => {
    const found = problem('STATE_NOT_ALLOWED', { state: 'draft', allowed: 'issue' });
    const door = await lodgedAt({ state: 'refused', commandId: COMMAND, problem: found });
    const [one, two] = [await door.send(receipt), await door.send(receipt)];
    expect([one.statusCode, one.json()]).toMatchObject([
      409,
      { code: 'STATE_NOT_ALLOWED', data: { allowed: 'issue' }, command: COMMAND, requestId: COMMAND },
    ]);
    expect(one.body).toBe(two.body);
  });

  it('is told apart from others by method, path and bytes', async () => {
    const hashOf = async (request: Sent) => {
      const door = await openDoor({ duties: { urge: async () => decided, urgeOnce: async () => decided } as never });
      await door.send({ ...request, token: 'issuer-token' });
      return Buffer.from(sendingOf(door, 3).bodyHash).toString('hex');
    };
    const url = `/api/v1/plans/${PLAN}/units/A/items/t1/urging`;
    const urging: Sent = { method: 'POST', url, key: 'k', json: { text: 'a' } };
    const hashes = await Promise.all([
      hashOf(urging),
      hashOf({ ...urging, json: { text: 'b' } }),
      hashOf({ ...urging, url: url.replace('t1', 't2') }),
      hashOf({ ...urging, json: undefined, payload: '{"text": "a"}', headers: { 'content-type': 'application/json' } }),
    ]);
    expect(new Set(hashes).size).toBe(4);
    expect(await hashOf(urging)).toBe(hashes[0]);
  });

  it('carries the revision it expects, of a report that of its duty', async () => {
    const door = await openDoor({ duties: { receive: async () => decided }, reports: { accept: async () => decided } });
    await door.send({ ...receipt, headers: { 'if-match': '"12"' } });
    await door.send({ ...receipt, headers: { 'if-match': '*' } });
    const url = `/api/v1/plans/${PLAN}/units/A/items/r1/periods/2026-Q1/acceptance`;
    await door.send({ method: 'POST', url, token: 'approver-token', key: 'k', headers: { 'if-match': '"12+3"' } });
    expect(door.calls.map(({ args }) => (args[3] as Sending).ifMatch)).toEqual(['12', undefined, '12']);
  });

  it('is told again by its address, in every state', async () => {
    const refused: Lodged = { state: 'refused', commandId: COMMAND, problem: problem('PLAN_NOT_ACTIVE', { state: 'revoked' }) };
    for (const lodged of [decided, refused, { state: 'lodged', commandId: COMMAND, lodgedMs: 7 } as Lodged]) {
      const door = await openDoor({ commands: { get: async () => lodged } });
      const answer = await door.send({ method: 'GET', url: `/api/v1/commands/${COMMAND}` });
      expect([answer.statusCode, answer.json()]).toMatchObject([200, { state: lodged.state }]);
    }
  });
});

describe('a bulk request', () => {
  const item = (more: object) => ({ verb: 'receipt', plan: PLAN, unit: 'A', ...more });
  const bulk = (items: object[], token = 'clerk-token'): Sent => ({
    method: 'POST',
    url: '/api/v1/bulk',
    token,
    key: 'b',
    json: { items },
  });

  it('gives each act its own result, whatever becomes of the others', async () => {
    let calls = 0;
    const door = await openDoor({
      duties: {
        receive: async (_actor, _plan, unit) => {
          calls += 1;
          if (unit === 'broken') throw new Error('boom');
          return unit === 'late' ? { state: 'lodged', commandId: COMMAND, lodgedMs: 1 } : decided;
        },
      },
    });
    const answer = await door.send(
      bulk([
        item({}),
        item({ unit: 'late' }),
        item({ unit: 'broken' }),
        item({ verb: 'urging', item: 't1', body: { text: 'a' } }),
        item({ verb: 'progress', item: '../x', body: {} }),
        item({ verb: 'progress', item: 't1', body: { percent: 130 } }),
        item({ verb: 'submission', item: 'r1', period: '2026-Q9' }),
        item({ verb: 'nil', item: 'r1', period: '2026-Q1', body: { reason: '' } }),
        item({ verb: 'nil', item: 'r1', period: '2026-Q1', body: { reason: 'không' } }),
      ]),
    );
    expect(answer.statusCode).toBe(200);
    const results = answer.json().items as { index: number; status: number; problem?: { code: string; path?: string } }[];
    expect(results.map(({ index, status, problem: found }) => [index, status, found?.code])).toEqual([
      [0, 201, undefined],
      [1, 202, undefined],
      [2, 500, 'INTERNAL'],
      [3, 403, 'FORBIDDEN'],
      [4, 400, 'ID_FORMAT'],
      [5, 400, 'FIELD_RANGE'],
      [6, 400, 'ID_FORMAT'],
      [7, 400, 'TEXT_EMPTY'],
      [8, 404, 'NOT_FOUND'],
    ]);
    expect(calls).toBe(3);
    expect(answer.body).not.toContain('boom');
    expect(door.lines.filter(({ level }) => level === 'error')).toHaveLength(1);
  });

  it('gives each act a key of its own, which no single request can have, and hashes what it says', async () => {
    const door = await openDoor({ duties: { receive: async () => decided } });
    await door.send(bulk([item({}), item({ unit: 'B' }), item({})]));
    const sent = door.calls.map(({ args }) => args[3] as Sending);
    expect(sent.map(({ key }) => key)).toEqual(['b 0', 'b 1', 'b 2']);
    expect(Buffer.from(sent[0]!.bodyHash).equals(Buffer.from(sent[2]!.bodyHash))).toBe(true);
    expect(Buffer.from(sent[0]!.bodyHash).equals(Buffer.from(sent[1]!.bodyHash))).toBe(false);
  });

  it('runs its acts side by side', async () => {
    let open = 0;
    const gate = makeGate();
    const door = await openDoor({
      duties: {
        receive: async () => {
          open += 1;
          if (open === 200) gate.resolve(undefined);
          await gate.promise;
          return decided;
        },
      },
    });
    const answer = await door.send(bulk(Array.from({ length: 200 }, (_, n) => item({ unit: `U${n}` }))));
    expect(answer.json().items).toHaveLength(200);
  });
});

function makeGate(): { promise: Promise<unknown>; resolve: (value: unknown) => void } {
  let resolve: (value: unknown) => void = () => {};
  const promise = new Promise((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
