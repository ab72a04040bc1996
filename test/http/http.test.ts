import { z } from 'zod';
import type { DutyView, PlanView } from '../../client/dondoc.js';
import { type Operation, operations } from '../../contract/http-api.js';
import { problem } from '../../domain/problem.js';
import { actorWith, type Door, openDoor, PLAN, type Sent } from './door.js';

const plans: Sent = { method: 'GET', url: '/api/v1/plans' };
const all = Object.entries(operations).flatMap(([noun, of]) =>
  Object.entries(of as Record<string, Operation>).map(([name, operation]) => ({ name: `${noun}.${name}`, operation })),
);

/** An address of an operation whose parameters are well formed. */
const addressed = (path: string) =>
  `/api/v1${path.replace(/:(\w+)/g, (_, name: string) => ({ plan: PLAN, token: PLAN, unit: 'A', item: 't1', period: 'once', command: '01890000-0000-7000-8000-000000000001' })[name]!)}`;

describe('who asks', () => {
  let door: Door;
  beforeAll(async () => {
    door = await openDoor();
  });

  const known = all.filter(({ operation }) => operation.permission !== 'public');

  test.each(known)('of $name is asked for a token, and every bad one gets the same answer', async ({ operation }) => {
    const request = { method: operation.method, url: addressed(operation.path), key: 'k' };
    const bad = ['', 'forged', 'x'.repeat(5000), 'issuer-token2'];
    const answers = await Promise.all(bad.map((token) => door.send({ ...request, token })));
    const basic = await door.send({ ...request, token: '', headers: { authorization: 'Basic issuer-token' } });
    const bodies = new Set([...answers, basic].map(({ body, headers }) => body.replaceAll(String(headers['x-request-id']), '')));
    expect([bodies.size, answers.map(({ statusCode }) => statusCode)]).toEqual([1, [401, 401, 401, 401]]);
    expect(answers[0]!.headers['www-authenticate']).toBe('Bearer');
    expect(door.calls).toEqual([]);
  });

  test.each(known.filter(({ operation }) => operation.permission !== 'known'))(
    'without a role that may do it is refused $name before anything is looked at',
    async ({ operation }) => {
      const token = /audit|house/.test(operation.permission) ? 'clerk-token' : 'operator-token';
      const answer = await door.send({ method: operation.method, url: addressed(operation.path), key: 'k', token });
      expect([answer.statusCode, answer.json().code, door.calls]).toEqual([403, 'FORBIDDEN', []]);
    },
  );

  it('is looked up anew for each request, so that a right that ended has ended', async () => {
    let valid = true;
    const actorOf = async () => (valid ? actorWith('issuer') : undefined);
    const { send } = await openDoor({ people: { actorOf }, plans: { list: async () => ({ items: [] }) } });
    const before = (await send(plans)).statusCode;
    valid = false;
    expect([before, (await send(plans)).statusCode]).toEqual([200, 401]);
  });
});

describe('a route', () => {
  it('that declares no permission, or no answer, keeps the application from being built', async () => {
    const { app } = await openDoor();
    const schema = { response: { 200: z.object({}) } } as never;
    const late = await openUnready();
    expect(() => late.get('/api/v1/bare', { schema }, async () => ({}))).toThrow(/declares no permission/);
    expect(() => late.get('/api/v1/bare', { config: { permission: 'known' } }, async () => ({}))).toThrow(/no answer/);
    await app.close();
  });

  it('stands in the description of the API, with its permission, parameters and answers', async () => {
    const { send } = await openDoor();
    const { openapi, paths, components } = (await send({ method: 'GET', url: '/api/v1/openapi.json', token: '' })).json();
    expect(openapi).toBe('3.1.0');
    for (const { operation } of all) {
      const found = paths[`/api/v1${operation.path.replace(/:(\w+)/g, '{$1}')}`][operation.method.toLowerCase()];
      const security = operation.permission === 'public' ? [] : [{ token: [] }, { session: [] }];
      expect(found).toMatchObject({ summary: operation.summary, security });
      expect(Object.keys(found.responses)).toEqual(expect.arrayContaining([String(operation.status), '4XX', '5XX']));
    }
    const [ours, told] = [all.length, Object.values(paths as Record<string, object>).flatMap((path) => Object.keys(path)).length];
    // Besides the operations: two checks of health, the stream of what changes, and the two ends of a provider's sign-in.
    expect(told).toBe(ours + 5);
    expect(Object.keys(components.schemas)).toEqual(expect.arrayContaining(['Problem', 'Duty', 'Receipt']));
    expect(JSON.stringify(paths)).not.toContain('"$ref":"#/definitions');
  });

  it('has a page of documentation that loads nothing from another host', async () => {
    const { send } = await openDoor();
    const page = await send({ method: 'GET', url: '/api/v1/docs/', token: '' });
    expect(page.statusCode).toBe(200);
    expect(page.body).not.toMatch(/(src|href)="https?:/);
    const files = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, file]) => new URL(file!, 'http://x/api/v1/docs/').pathname);
    for (const url of files) {
      const file = await send({ method: 'GET', url, token: '' });
      expect([url, file.statusCode]).toEqual([url, 200]);
      expect(file.headers['content-security-policy']).toMatch(/default-src 'none'/);
    }
    expect(files.length).toBeGreaterThan(3);
  });
});

async function openUnready() {
  const fastify = (await import('../../http/http.js')).createHttp;
  return fastify({
    dondoc: {} as never,
    log: { info() {}, warn() {}, error() {} },
    health: { ready: async () => ({ ok: true, parts: {} }) },
  });
}

describe('an answer', () => {
  const view: PlanView = {
    id: PLAN,
    type: 'plan',
    issuer: { id: 'u', code: 'TU', name: 'Tỉnh ủy' },
    subject: 's',
    status: 'issued',
    revision: '7',
    sample: true,
  };

  it('has only the fields of its shape', async () => {
    const { send } = await openDoor({ plans: { list: async () => ({ items: [{ ...view, secret: 1 } as never], next: 'n' }) } });
    expect((await send(plans)).json()).toEqual({ items: [view], next: 'n' });
  });

  it('carries its revision as ETag, and is not sent again to who has it', async () => {
    const { send } = await openDoor({ plans: { get: async () => ({ ...view, plan: {}, parents: [], children: [], decisions: [] }) } });
    const get = (tag?: string) => send({ method: 'GET', url: `/api/v1/plans/${PLAN}`, ...(tag && { headers: { 'if-none-match': tag } }) });
    expect((await get()).headers['etag']).toBe('"7"');
    expect([(await get('"7"')).statusCode, (await get('"7"')).body, (await get('W/"6", W/"7"')).statusCode]).toEqual([304, '', 304]);
    expect((await get('"6"')).statusCode).toBe(200);
  });

  it('of a report changes with its duty and its draft', async () => {
    const duty = {
      plan: PLAN,
      unit: view.issuer,
      item: 'r1',
      period: '2026',
      title: 't',
      kind: 'report',
      opensMs: 1,
      why: [],
      urged: 0,
      proposed: false,
      revision: '4',
      standing: { state: 'openInTime', stale: false, suspended: false, overdueMs: 0 },
    } as DutyView;
    const draft = { body: { figures: { a: null }, narrative: {} }, revision: '9', unmapped: ['a'] };
    const { send } = await openDoor({ reports: { get: async () => ({ duty, form: {}, draft, versions: [] }) } });
    const url = `/api/v1/plans/${PLAN}/units/A/items/r1/periods/2026`;
    expect((await send({ method: 'GET', url })).headers['etag']).toBe('"4+9"');
    const { headers, body } = await send({ method: 'GET', url: `${url}/draft` });
    expect([headers['etag'], JSON.parse(body)]).toEqual(['"9"', { form: {}, ...draft }]);
  });

  it('carries the headers that keep browsers and caches out', async () => {
    const { send } = await openDoor();
    for (const url of ['/api/v1/plans', '/api/v1/none', '/api/v1/plans?x=1', '/health/live']) {
      expect((await send({ method: 'GET', url })).headers).toMatchObject({
        'cache-control': 'no-store',
        'content-security-policy': "default-src 'none';frame-ancestors 'none';base-uri 'none';form-action 'none'",
        'cross-origin-opener-policy': 'same-origin',
        'referrer-policy': 'no-referrer',
        'strict-transport-security': 'max-age=31536000; includeSubDomains',
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
      });
    }
  });

  it('is logged by route, status, person and the plan it is about, and never with a token or a text', async () => {
    const { send, lines } = await openDoor();
    await send({ method: 'GET', url: `/api/v1/plans/${PLAN}?secret=1` });
    await send({ ...plans, url: '/api/v1/plans?q=secret' });
    expect(lines.map(({ data }) => data)).toMatchObject([
      { route: '/api/v1/plans/:plan', status: 400, person: 'p-issuer', plan: PLAN },
      { route: '/api/v1/plans', status: 404 },
    ]);
    expect(JSON.stringify(lines)).not.toMatch(/issuer-token|secret/);
  });
});

describe('files', () => {
  it('come as they are under their own type, or as the text of a JSON body', async () => {
    const result = { added: 1, changed: 0, warnings: [problem('NAME_SIMILAR', { name: 'a', other: 'b', otherCode: 'B' })], dryRun: true };
    const door = await openDoor({ units: { importFile: async () => result } });
    const bytes = Buffer.from([0xff, 0xfe, 0x61, 0x00]);
    const upload = (type: string): Sent => ({
      method: 'POST',
      url: '/api/v1/units/import?dryRun=true',
      token: 'administrator-token',
      payload: bytes,
      headers: { 'content-type': type },
    });
    const csv = await door.send(upload('text/csv; charset=utf-16'));
    await door.send(upload('application/yaml'));
    await door.send({ method: 'POST', url: '/api/v1/units/import', token: 'administrator-token', json: { text: 'đ', format: 'csv' } });
    expect(csv.json()).toMatchObject({ added: 1, dryRun: true, warnings: [{ code: 'NAME_SIMILAR' }] });
    expect(door.calls.map(({ args }) => args.slice(1))).toEqual([
      [{ bytes, name: 'units.csv' }, true],
      [{ bytes, name: 'units.yaml' }, true],
      [{ bytes: Buffer.from('đ'), name: 'units.csv' }, false],
    ]);
  });

  it('of plans come as YAML or in JSON', async () => {
    const door = await openDoor({ plans: { check: async () => ({ problems: [], warnings: [] }) } });
    await door.send({
      method: 'POST',
      url: '/api/v1/plans/check',
      payload: 'a: đ',
      headers: { 'content-type': 'application/yaml; charset=utf-8' },
    });
    await door.send({ method: 'POST', url: '/api/v1/plans/check', json: { text: '{}', format: 'json' } });
    expect(door.calls.map(({ args }) => args[1])).toEqual([
      { text: 'a: đ', format: 'yaml' },
      { text: '{}', format: 'json' },
    ]);
  });
});

describe('too many requests', () => {
  it('are refused by token, each with its own count, and say when to come again', async () => {
    const { send } = await openDoor({}, { ratePerMinute: 3 });
    const statuses = async (token: string) => {
      const found = [];
      for (let n = 0; n < 4; n += 1) found.push(await send({ ...plans, token }));
      return found;
    };
    const mine = await statuses('issuer-token');
    expect(mine.map(({ statusCode }) => statusCode)).toEqual([404, 404, 404, 429]);
    expect([mine[3]!.json(), Number(mine[3]!.headers['retry-after'])]).toEqual([
      expect.objectContaining({ code: 'TOO_MANY_REQUESTS' }),
      expect.closeTo(60, -1),
    ]);
    expect((await statuses('clerk-token')).map(({ statusCode }) => statusCode)).toEqual([404, 404, 404, 429]);
  });

  it('with tokens that are guessed are counted together, by address', async () => {
    const { send } = await openDoor({}, { ratePerMinute: 3 });
    const codes = [];
    for (let n = 0; n < 5; n += 1)
      codes.push((await send({ ...plans, token: `guess-${n}`, headers: { 'x-forwarded-for': `10.0.0.${n}` } })).statusCode);
    expect(codes).toEqual([401, 401, 401, 429, 429]);
  });

  it('come from the address that a proxy names only where that proxy is believed', async () => {
    const codesOf = async (trustProxy: string[]) => {
      const { send } = await openDoor({}, { ratePerMinute: 1, trustProxy });
      const codes = [];
      for (const address of ['10.0.0.1', '10.0.0.2, 127.0.0.1'])
        codes.push((await send({ ...plans, token: '', headers: { 'x-forwarded-for': address } })).statusCode);
      return codes;
    };
    expect([await codesOf([]), await codesOf(['127.0.0.1/32']), await codesOf(['192.168.0.0/16'])]).toEqual([
      [401, 429],
      [401, 401],
      [401, 429],
    ]);
  });
});

describe('health', () => {
  it('is asked without a token', async () => {
    const { send } = await openDoor();
    expect((await send({ method: 'GET', url: '/health/live', token: '' })).json()).toEqual({ status: 'ok' });
    expect((await send({ method: 'GET', url: '/health/ready', token: '' })).json()).toEqual({ status: 'ok', parts: { database: 'ok' } });
  });
});
