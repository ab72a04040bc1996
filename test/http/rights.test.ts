import { sql } from 'kysely';
import type { FastifyInstance } from 'fastify';
import { readFileSync } from 'node:fs';
import { API, type Operation, operations } from '../../contract/http-api.js';
import type { Role } from '../../domain/access.js';
import { startOfDayMs } from '../../domain/day.js';
import { openSession } from '../../client/open-session.js';
import { createHttp } from '../../http/http.js';
import { readDocument } from '../../reading/read.js';
import { endSessions } from '../../store/sessions.js';
import { type DondocRig, receiptOf, sending, startDondocRig } from '../harness/dondoc-rig.js';

type Params = Record<
  'plan' | 'unit' | 'item' | 'period' | 'command' | 'token' | 'session' | 'person' | 'delegation' | 'reading' | 'file',
  string
>;

const all = Object.entries(operations).flatMap(([noun, of]) =>
  Object.entries(of as Record<string, Operation>).map(([name, operation]) => ({ name: `${noun}.${name}`, operation })),
);
/** What who signs in is asked before anybody knows who it is. */
const known = all.filter(({ operation }) => operation.permission !== 'public');
const withParams = known.filter(({ operation }) => operation.path.includes(':'));
const reading = withParams.filter(({ operation }) => operation.method === 'GET');
/** What an administrator does, by its own reach. */
const HOUSE = new Set(['tokens.create', 'units.import', 'units.change', 'house.keep', 'audit.verify']);
const ofHouse = withParams.filter(({ operation }) => HOUSE.has(operation.permission));
const changing = known.filter(
  ({ operation }) => operation.method !== 'GET' && operation.path !== '/plans/check' && !operation.path.endsWith('/rehearsal'),
);

/** A paper handed in and read. */
const paperRead = {
  name: 'a.txt',
  kind: 'txt' as const,
  bytes: Buffer.from('Kế hoạch'),
  plainText: 'Kế hoạch',
  draft: readDocument('Kế hoạch'),
  warnings: [],
};

/** A plan file of another subtree's committee. */
const LACDUONG = `dondoc: plan/1\nissuer: HU-LACDUONG\nsubject: Kế hoạch mẫu\nhorizon: { from: 2022-01-01, to: 2022-12-31 }\n`;

/** A body that each operation takes. */
const BODIES: Record<string, object> = {
  'plans.redraft': { text: LACDUONG },
  'plans.draftOwn': { text: 'dondoc: plan/1' },
  'plans.suspend': { reason: 'x' },
  'plans.revoke': { reason: 'x' },
  'plans.conclude': { summary: 'x' },
  'duties.urge': { text: 'x' },
  'duties.urgeOnce': { text: 'x' },
  'duties.decideReview': { decision: 'dismiss', reason: 'x' },
  'reports.nil': { reason: 'x' },
  'reports.giveBack': { reason: 'x' },
  'reports.undo': { reason: 'x' },
  'duties.progress': { percent: 5 },
  'duties.progressOnce': { percent: 5 },
  'reports.saveDraft': { figures: {} },
  'delegations.create': { to: 'owner', role: 'clerk', unit: 'HU-KIMBOI', from: '2022-02-24', until: '2022-03-24', reason: 'x' },
  'people.linkIdentity': { provider: 'x', subject: 'x' },
  'preferences.set': { muted: [] },
  'people.setDisabled': { disabled: true },
  'readings.planFile': {},
  'people.giveGrant': { role: 'clerk', unit: 'HU-KIMBOI' },
  'people.endGrant': { role: 'clerk', unit: 'HU-KIMBOI', from: '2022-02-24', lastDay: '2022-02-24' },
  'units.add': { from: '2022-02-24', code: 'NEW', name: 'x', kind: 'cell', parent: 'HU-KIMBOI' },
  'units.change': { from: '2022-02-24', name: 'x' },
  'units.close': { on: '2022-02-24' },
  'session.change': { language: 'en' },
  'session.changePassword': { old: 'x', new: 'y' },
  'session.beginSecondFactor': { password: 'x' },
  'session.confirmSecondFactor': { code: '000000' },
};

describe('what a person may not see', () => {
  let rig: DondocRig;
  let app: FastifyInstance;
  let own: Params;
  const tokens: Record<string, string> = { anonymous: '', forged: 'dd_forged' };
  /** Cookies of those who ask in a session. */
  const cookies: Record<string, string> = { forgedSession: `dondoc=${'A'.repeat(43)}` };
  const errors: object[] = [];
  let before: string;

  beforeAll(async () => {
    rig = await startDondocRig({ startMs: startOfDayMs('2022-02-24') + 9 * 3_600_000 });
    const { dondoc, administrator } = rig;
    const health = { ready: async () => ({ ok: true, parts: {} }) };
    const log = { info: () => {}, warn: () => {}, error: (data: object) => void errors.push(data) };
    app = await createHttp({ dondoc, log, health, config: { ratePerMinute: 0 } });
    const roles: Role[] = ['issuer', 'clerk', 'approver', 'leader', 'inspector'];
    for (const [id, unit] of [
      ['owner', 'HU-KIMBOI'],
      ['elsewhere', 'HU-LACDUONG'],
      ['above', 'TU'],
      ['beneath', 'KB-BO'],
    ]) {
      const grants = roles.map((role) => ({ role, unit: unit! }));
      await dondoc.people.importPeople(administrator, [{ id: id!, name: id!, grants }]);
      tokens[id!] = (await dondoc.people.createToken(administrator, { person: id!, label: 'test' })).token;
    }
    await dondoc.people.importPeople(administrator, [
      { id: 'keeper', name: 'keeper', grants: [{ role: 'administrator', unit: 'HU-LACDUONG' }] },
    ]);
    tokens.keeper = (await dondoc.people.createToken(administrator, { person: 'keeper', label: 'test' })).token;
    const owner = (await dondoc.people.actorOf(tokens.owner!))!;
    const { id: plan } = await dondoc.plans.draft(owner, { text: readFileSync('examples/plan-kim-boi.yaml', 'utf8') });
    const issued = receiptOf(await dondoc.plans.issue(owner, plan, sending()));
    await rig.relay.settle();
    const token = (await dondoc.people.createToken(administrator, { person: 'owner', label: 'other' })).id;
    const handed = { to: 'above', role: 'clerk' as const, unit: 'HU-KIMBOI', from: '2023-01-01', until: '2023-02-01', reason: 'x' };
    const { id: delegation } = await dondoc.delegations.create(owner, handed);
    own = {
      plan,
      unit: 'KB-BO',
      item: 'so-lieu-thang',
      period: '2022-M02',
      command: issued.commandId,
      token,
      session: 'held00000001',
      person: 'owner',
      delegation,
      reading: (await dondoc.readings.keep(owner, paperRead)).id,
      file: (await dondoc.attachments.add(owner, { plan }, { name: 'a.txt', kind: 'txt', bytes: Buffer.from('x') })).id,
    };
    const hour = 3_600_000;
    const nowMs = await rig.clock.nowMs();
    await dondoc.people.importPeople(administrator, [{ id: 'gone', name: 'gone', grants: [{ role: 'issuer', unit: 'HU-KIMBOI' }] }]);
    for (const [who, person, atMs] of [
      ['expiredSession', 'owner', nowMs - 13 * hour],
      ['idleSession', 'owner', nowMs - hour],
      ['endedSession', 'owner', nowMs],
      ['disabledSession', 'gone', nowMs],
      ['elsewhereSession', 'elsewhere', nowMs],
    ] as const) {
      const { secret } = await rig.db.transaction().execute((trx) => openSession(trx, person, 'password', '', atMs));
      cookies[who] = `dondoc=${secret}`;
    }
    await rig.db.transaction().execute((trx) => endSessions(trx, 'owner', {}, nowMs));
    await rig.db.updateTable('persons').set({ disabled: true }).where('id', '=', 'gone').execute();
    before = await digest();
  }, 180_000);
  afterAll(async () => {
    await app?.close();
    await rig?.stop();
  });

  let keys = 0;
  async function ask(who: string, { name, operation }: (typeof all)[number], params: Params, query = '') {
    const path = operation.path.replace(/:(\w+)/g, (_, param: keyof Params) => encodeURIComponent(params[param]));
    const body = BODIES[name];
    const answer = await app.inject({
      method: operation.method,
      url: API + path + query,
      headers: {
        ...(tokens[who] && { authorization: `Bearer ${tokens[who]}` }),
        ...(cookies[who] && { cookie: cookies[who], origin: 'http://localhost:80', 'sec-fetch-site': 'same-origin' }),
        'idempotency-key': `key-${(keys += 1)}`,
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { payload: JSON.stringify(body) }),
    });
    const { 'x-request-id': requestId, date: _date, ...headers } = answer.headers;
    return {
      status: answer.statusCode,
      told: JSON.stringify([answer.statusCode, headers, answer.body.replaceAll(String(requestId), '')]),
      body: answer.body,
    };
  }

  /** Addresses of what is not there, each with one part that names nothing. */
  const absent = (named: string[]): Params[] =>
    (
      [
        ['plan', 'zzzzzzzzzzzz'],
        ['unit', 'KB-NONE'],
        ['item', 'none'],
        ['command', '01890000-0000-7000-8000-00000000ffff'],
        ['token', 'zzzzzzzzzzzz'],
        ['session', 'zzzzzzzzzzzz'],
        ['person', 'nobody'],
        ['delegation', 'zzzzzzzzzzzz'],
        ['reading', 'zzzzzzzzzzzz'],
        ['file', 'zzzzzzzzzzzz'],
      ] as const
    )
      .filter(([part]) => named.includes(part))
      .map(([part, id]) => ({ ...own, [part]: id }));
  const partsOf = ({ path }: Operation) => [...path.matchAll(/:(\w+)/g)].map(([, part]) => part!);

  /** A digest of every table. */
  async function digest(): Promise<string> {
    const { rows } = await sql<{ name: string }>`select tablename as name from pg_tables where schemaname = 'public' order by 1`.execute(
      rig.db,
    );
    const parts: string[] = [];
    for (const { name } of rows) {
      const found = await sql<{
        sum: string | null;
      }>`select md5(string_agg(t::text, '|' order by t::text)) as sum from ${sql.table(name)} t`.execute(rig.db);
      parts.push(`${name} ${found.rows[0]?.sum}`);
    }
    return parts.join('\n');
  }

  test.each(reading.filter((one) => !ofHouse.includes(one)))('is there for its owner: $name', async (one) => {
    const item = one.name === 'duties.getOnce' ? 'receipt' : own.item;
    const unit = one.name === 'delegations.colleagues' ? 'HU-KIMBOI' : own.unit;
    const { status } = await ask('owner', one, { ...own, item, unit });
    // Nobody owes an own plan under this one, nobody is late, nothing is handed in, and it is not concluded.
    const nothingYet: Record<string, number> = {
      'duties.ownPlan': 404,
      'papers.urging': 422,
      'papers.report': 404,
      'papers.closing': 404,
      'attachments.file': 404,
    };
    expect(status).toBe(nothingYet[one.name] ?? 200);
  });

  test.each(withParams)('is to a person of another subtree as if it were not: $name', async (one) => {
    const foreign = await ask('elsewhere', one, own);
    expect([403, 404]).toContain(foreign.status);
    for (const params of absent(partsOf(one.operation))) expect((await ask('elsewhere', one, params)).told).toBe(foreign.told);
  });

  test.each(reading.filter(({ name }) => name !== 'session.get'))(
    'is the same to a person in a session as with a token: $name',
    async (one) => {
      const params = { ...own, item: one.name === 'duties.getOnce' ? 'receipt' : own.item };
      expect((await ask('elsewhereSession', one, params)).told).toBe((await ask('elsewhere', one, params)).told);
    },
  );

  test.each(ofHouse)('is to who keeps house of another subtree as if it were not: $name', async (one) => {
    const foreign = await ask('keeper', one, own);
    expect([403, 404]).toContain(foreign.status);
    for (const params of absent(partsOf(one.operation))) expect((await ask('keeper', one, params)).told).toBe(foreign.told);
  });

  test.each(withParams.filter((one) => one.operation.path.includes(':unit') && !ofHouse.includes(one)))(
    'is to a recipient, of another recipient, as if it were not: $name',
    async (one) => {
      const sibling = await ask('beneath', one, { ...own, unit: 'KB-BINHSON' });
      expect(sibling.status).toBe(404);
      expect((await ask('beneath', one, { ...own, unit: 'KB-NONE' })).told).toBe(sibling.told);
    },
  );

  test.each(known)(
    'is the same to who has no token or session, or one that is forged, ended, or of a disabled person, wherever it stands: $name',
    async (one) => {
      const answers = [];
      for (const who of ['anonymous', 'forged', 'forgedSession', 'expiredSession', 'idleSession', 'endedSession', 'disabledSession'])
        for (const params of [own, ...absent(partsOf(one.operation))]) answers.push(await ask(who, one, params));
      expect([new Set(answers.map(({ told }) => told)).size, answers[0]!.status]).toEqual([1, 401]);
    },
  );

  test.each(changing.filter(({ name }) => !/urge|draft|bulk|read|guidance|check|session|delegations.end|diagnosis|preferences/.test(name)))(
    'and may see, but not act on, stays as it was: $name',
    async (one) => {
      for (const [who, params] of [
        ['above', own],
        ['beneath', { ...own, unit: 'HU-KIMBOI' }],
      ] as const) {
        const { status } = await ask(who, one, params);
        expect([400, 403, 404, 409, 422]).toContain(status);
      }
    },
  );

  test.each(all.filter(({ name }) => name.startsWith('diagnosis')))('is the house to who only works in it: $name', async (one) => {
    for (const who of ['owner', 'beneath', 'elsewhere']) expect((await ask(who, one, own)).status).toBe(403);
  });

  const queries: [string, (known: string) => string, string, string][] = [
    ['duties.list', (plan) => `?plan=${plan}`, 'plan', 'zzzzzzzzzzzz'],
    ['duties.list', (unit) => `?unit=${unit}`, 'unit', 'KB-NONE'],
    ['units.list', (unit) => `?under=${unit}`, 'unit', 'KB-NONE'],
    ['units.list', (unit) => `?q=${unit}`, 'unit', 'KB-NONE'],
    ['inbox.get', (unit) => `?unit=${unit}`, 'unit', 'KB-NONE'],
  ];
  test.each(queries)('is not told by a query: %s %p', async (name, query, part, nothing) => {
    const one = all.find((found) => found.name === name)!;
    const foreign = await ask('elsewhere', one, own, query(own[part as keyof Params]));
    expect((await ask('elsewhere', one, own, query(nothing))).told).toBe(foreign.told);
  });

  const inside: [string, (unit: string) => string][] = [
    ['plans.timeline', (unit) => `?unit=${unit}`],
    ['plans.cascade', (unit) => `?under=${unit}`],
  ];
  test.each(inside)('is not told by a query within what may be seen: %s', async (name, query) => {
    const one = all.find((found) => found.name === name)!;
    const sibling = await ask('beneath', one, own, query('KB-BINHSON'));
    expect((await ask('beneath', one, own, query('KB-NONE'))).told).toBe(sibling.told);
  });

  it('is in no list, count or search', async () => {
    for (const path of [
      '/plans',
      '/plans?q=kim%20boi',
      '/duties?limit=200',
      '/units?limit=200',
      '/units?q=bo',
      '/inbox',
      '/inbox/notices',
      '/guidance',
    ]) {
      const answer = await app.inject({ url: API + path, headers: { authorization: `Bearer ${tokens.elsewhere}` } });
      expect([path, answer.statusCode, /KB-|KIMBOI/.test(answer.body), answer.body.includes(own.plan)]).toEqual([path, 200, false, false]);
    }
    const status = await ask(
      'beneath',
      all.find(({ name }) => name === 'plans.status')!,
      own,
    );
    const total = Object.values(JSON.parse(status.body).counts as Record<string, number>).reduce((sum, n) => sum + n, 0);
    const mine = await app.inject({
      url: `${API}/duties?plan=${own.plan}&limit=200`,
      headers: { authorization: `Bearer ${tokens.beneath}` },
    });
    expect(mine.json().items.map(({ unit }: { unit: { code: string } }) => unit.code)).toEqual(
      Array.from({ length: total }, () => 'KB-BO'),
    );
  });

  it('has changed nothing, and broken nothing', async () => {
    expect(await digest()).toBe(before);
    expect(errors).toEqual([]);
  });
});
