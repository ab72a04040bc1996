import { generate } from 'otplib';
import type { InjectOptions } from 'fastify';
import { createDondoc } from '../../client/create.js';
import { hashPassword } from '../../client/passwords.js';
import { vietnamCalendar } from '../../domain/calendar-vn.js';
import { startOfDayMs } from '../../domain/day.js';
import { createHttp } from '../../http/http.js';
import { outerClock } from '../../store/clock.js';
import type { Db } from '../../store/database.js';
import { setPassword } from '../../store/sign-in.js';
import { testDatabase } from '../harness/database.js';

const ORIGIN = 'http://localhost:80';
const PASSWORD = 'bốn chiếc thuyền giấy xanh';
const HOUR = 3_600_000;
const MINUTE = 60_000;

const administrator = {
  person: 'first',
  name: 'first',
  language: 'vi' as const,
  grants: [{ id: 'g', role: 'administrator' as const, unit: '*' }],
};
const UNITS =
  'code,name,kind,level,parent,validFrom\nTU,Tỉnh ủy mẫu,partyCommittee,1,,2015-01-01\nHU,Huyện ủy mẫu,partyCommittee,2,TU,2015-01-01\n';
const PEOPLE = [
  {
    id: 'ha',
    name: 'Tạ Thu Hà',
    language: 'vi' as const,
    grants: [
      { role: 'issuer' as const, unit: 'TU' },
      { role: 'clerk' as const, unit: 'HU' },
    ],
  },
  { id: 'son', name: 'Đinh Công Sơn', sample: true, grants: [{ role: 'clerk' as const, unit: 'HU' }] },
];

let db: Db;
let hash: string;
beforeAll(async () => {
  ({ db } = await testDatabase());
  hash = await hashPassword(PASSWORD);
});
afterAll(() => db.destroy());

/** A door over the one database of this file, with its two people as they were at first and nobody signed in. */
async function openRig(signIn: { secondFactor?: boolean; sampleSignIn?: boolean } = {}, origin = ORIGIN) {
  for (const table of ['sessions', 'sign_in_failures', 'second_factors', 'grants'] as const) await db.deleteFrom(table).execute();
  await db.updateTable('persons').set({ disabled: false }).execute();
  const time = { ms: startOfDayMs('2026-11-24') + 9 * HOUR };
  const clock = outerClock(async () => time.ms);
  const relay = { kick: () => {}, decided: async () => undefined };
  const dondoc = createDondoc({ db, clock, relay, calendar: vietnamCalendar, signIn });
  await dondoc.units.importFile(administrator, { bytes: Buffer.from(UNITS), name: 'units.csv' });
  await dondoc.people.importPeople(administrator, PEOPLE);
  for (const { id } of PEOPLE) await db.transaction().execute((trx) => setPassword(trx, id, hash, false, time.ms));
  const lines: object[] = [];
  const log = { info: (data: object) => void lines.push(data), warn: () => {}, error: (data: object) => void lines.push(data) };
  const app = await createHttp({
    dondoc,
    log,
    health: { ready: async () => ({ ok: true, parts: {} }) },
    config: { ratePerMinute: 0, origin },
  });
  const jar = { cookie: '' };
  async function send(
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    path: string,
    body?: object,
    headers: Record<string, string | undefined> = {},
  ) {
    const sent = {
      origin,
      host: 'localhost:80',
      'sec-fetch-site': 'same-origin',
      ...(jar.cookie !== '' && { cookie: jar.cookie }),
      ...(body && { 'content-type': 'application/json' }),
      ...headers,
    };
    const given = Object.fromEntries(Object.entries(sent).filter(([, value]) => value !== undefined)) as Record<string, string>;
    const request: InjectOptions = { method, url: `/api/v1${path}`, headers: given, ...(body && { payload: JSON.stringify(body) }) };
    const answer = await app.inject(request);
    const set = answer.headers['set-cookie'];
    return {
      status: answer.statusCode,
      json: answer.body === '' ? undefined : answer.json(),
      headers: answer.headers,
      set: [set].flat().join(),
    };
  }
  async function signIn_(person = 'ha', password = PASSWORD, code?: string) {
    const answer = await send('POST', '/session', { person, password, ...(code && { code }) });
    if (answer.status === 201) jar.cookie = answer.set.split(';')[0]!;
    return answer;
  }
  return { time, send, jar, lines, signIn: signIn_, close: () => app.close() };
}

type Rig = Awaited<ReturnType<typeof openRig>>;
let rig: Rig;
afterEach(() => rig?.close());

describe('signing in with a password', () => {
  beforeEach(async () => {
    rig = await openRig();
  });

  it('opens a session in a cookie that scripts cannot read, and says what one may do', async () => {
    const { status, set, json } = await rig.signIn();
    expect(status).toBe(201);
    expect(set).toMatch(/^dondoc=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
    expect(json).toMatchObject({ person: 'ha', name: 'Tạ Thu Hà', factor: 'password', hasSecondFactor: false });
    expect(json.grants.map(({ role, unitName }: any) => `${role} ${unitName}`)).toEqual(['clerk Huyện ủy mẫu', 'issuer Tỉnh ủy mẫu']);
    expect((await rig.send('GET', '/session')).json).toEqual(json);
  });

  it('takes a password typed in parts (NFD) as the same', async () => {
    expect((await rig.signIn('ha', PASSWORD.normalize('NFD'))).status).toBe(201);
  });

  it('never takes up a secret that came along: a new one each time', async () => {
    const planted = 'A'.repeat(43);
    rig.jar.cookie = `dondoc=${planted}`;
    expect((await rig.send('GET', '/session')).status).toBe(401);
    const first = (await rig.signIn()).set;
    const second = (await rig.signIn()).set;
    expect(first).not.toContain(planted);
    expect(second.split(';')[0]).not.toBe(first.split(';')[0]);
    rig.jar.cookie = `dondoc=${planted}`;
    expect((await rig.send('GET', '/session')).status).toBe(401);
  });

  it('says the same of an unknown person and of a wrong password', async () => {
    const told = async (person: string, password: string) => {
      const { status, json } = await rig.send('POST', '/session', { person, password });
      return JSON.stringify([status, { ...json, requestId: '' }]);
    };
    const wrong = await told('ha', 'sai mật khẩu rồi');
    expect(wrong).toContain('SIGN_IN_REFUSED');
    expect(await told('nobody', 'sai mật khẩu rồi')).toBe(wrong);
  });

  it('has who is wrong too often wait longer each time, known or not, and forgets it once it was right', async () => {
    for (const person of ['ha', 'nobody']) {
      for (let n = 0; n < 5; n += 1) expect((await rig.signIn(person, `wrong ${n}`)).json.code).toBe('SIGN_IN_REFUSED');
      const { status, json, headers } = await rig.signIn(person);
      expect([status, json.code, json.data.seconds, headers['retry-after']]).toEqual([429, 'SIGN_IN_WAIT', 1, '1']);
      rig.time.ms += 1000;
      await rig.signIn(person, 'wrong again');
      expect((await rig.signIn(person)).json.data).toEqual({ seconds: 2 });
      rig.time.ms += 2000;
    }
    expect((await rig.signIn('ha')).status).toBe(201);
    expect((await rig.signIn('ha', 'wrong')).json.code).toBe('SIGN_IN_REFUSED');
    expect((await rig.signIn('ha')).status).toBe(201);
  });

  it('has an address wait that tries many accounts', async () => {
    for (let n = 0; n < 51; n += 1) await rig.send('POST', '/session', { person: `p${n}`, password: 'wrong' });
    expect((await rig.signIn()).json.code).toBe('SIGN_IN_WAIT');
  });

  it.each([
    ['a foreign page', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
    ['a page that hides where it is', { origin: 'null' }],
    ['a sender that says nothing', { origin: undefined, 'sec-fetch-site': undefined }],
    ['another host of the same site', { 'sec-fetch-site': 'same-site' }],
    ['a foreign page in an old browser', { origin: 'https://evil.example', 'sec-fetch-site': undefined }],
  ])('is refused from %s, and so is every change in a session', async (_from, headers) => {
    const signIn = await rig.send('POST', '/session', { person: 'ha', password: PASSWORD }, headers);
    expect([signIn.status, signIn.json.code]).toEqual([403, 'ORIGIN_REFUSED']);
    await rig.signIn();
    const change = await rig.send('PUT', '/session', { language: 'en' }, headers);
    expect([change.status, change.json.code]).toEqual([403, 'ORIGIN_REFUSED']);
    expect((await rig.send('GET', '/session', undefined, headers)).json.language).toBe('vi');
  });

  it('is taken from fifty at once, each with a session of its own', async () => {
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => rig.send('POST', '/session', { person: 'ha', password: PASSWORD }, { cookie: undefined })),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map(({ set }) => set.split(';')[0])).size).toBe(50);
  });

  it('takes JSON alone', async () => {
    await rig.signIn();
    const form = await rig.send('PUT', '/session', { language: 'en' }, { 'content-type': 'text/plain' });
    expect([form.status, form.json.code]).toEqual([415, 'TYPE_UNSUPPORTED']);
  });

  it('leaves no secret in the log', async () => {
    await rig.signIn();
    await rig.signIn('ha', 'một mật khẩu sai');
    expect(JSON.stringify(rig.lines)).not.toMatch(/thuyền|mật khẩu/);
  });
});

describe('a session', () => {
  beforeEach(async () => {
    rig = await openRig();
    await rig.signIn();
  });
  const status = async () => (await rig.send('GET', '/session')).status;

  it('ends when nobody used it for half an hour, not while it is used, and after twelve hours anyway', async () => {
    for (let n = 0; n < 23; n += 1) {
      rig.time.ms += 29 * MINUTE;
      expect(await status()).toBe(200);
    }
    rig.time.ms += 31 * MINUTE;
    expect(await status()).toBe(401);
    await rig.signIn();
    for (let n = 0; n < 24; n += 1) {
      rig.time.ms += 29 * MINUTE;
      await status();
    }
    rig.time.ms += 25 * MINUTE;
    expect(await status()).toBe(401);
  });

  it('ends when one signs out, and the browser forgets it', async () => {
    const out = await rig.send('DELETE', '/session');
    expect([out.status, out.headers['clear-site-data']]).toEqual([204, '"cache", "cookies", "storage"']);
    expect(out.set).toMatch(/^dondoc=; .*Expires=Thu, 01 Jan 1970/);
    expect(await status()).toBe(401);
  });

  it('ends at once for a disabled person', async () => {
    await db.updateTable('persons').set({ disabled: true }).where('id', '=', 'ha').execute();
    expect(await status()).toBe(401);
    expect((await rig.signIn()).json.code).toBe('SIGN_IN_REFUSED');
  });

  it('has rights as they are at each request', async () => {
    expect((await rig.send('POST', '/plans/check', { text: 'x' })).status).toBe(200);
    await db.deleteFrom('grants').where('person_id', '=', 'ha').execute();
    expect((await rig.send('POST', '/plans/check', { text: 'x' })).status).toBe(403);
  });

  it('acts for one body when one is chosen', async () => {
    expect((await rig.send('PUT', '/session', { actingFor: 'HU' })).json.actingFor).toBeDefined();
    expect((await rig.send('GET', '/session')).json.grants).toHaveLength(2);
    expect((await rig.send('GET', '/units')).json.items.map(({ code }: any) => code)).toEqual(['HU']);
    expect((await rig.send('PUT', '/session', { actingFor: null })).json.actingFor).toBeUndefined();
    expect((await rig.send('GET', '/units')).json.items.map(({ code }: any) => code)).toEqual(['HU', 'TU']);
    expect((await rig.send('PUT', '/session', { actingFor: 'XX' })).status).toBe(404);
  });

  it('speaks the language that is chosen', async () => {
    expect((await rig.send('PUT', '/session', { language: 'en' })).json.language).toBe('en');
    expect((await rig.send('GET', '/plans/none', undefined)).json.title).toBe('Bad request');
  });

  it('is listed with the others of its person, who may end them', async () => {
    const first = rig.jar.cookie;
    await rig.signIn();
    await rig.signIn('son');
    const foreign = (await rig.send('GET', '/sessions')).json.items;
    expect(foreign).toHaveLength(1);
    await rig.signIn();
    const { items } = (await rig.send('GET', '/sessions')).json;
    expect(items.map(({ current }: any) => current).filter(Boolean)).toHaveLength(1);
    expect(items).toHaveLength(3);
    expect((await rig.send('DELETE', `/sessions/${foreign[0].id}`)).status).toBe(404);
    expect((await rig.send('DELETE', '/sessions')).status).toBe(204);
    expect((await rig.send('GET', '/sessions')).json.items).toHaveLength(1);
    rig.jar.cookie = first;
    expect(await status()).toBe(401);
  });

  it('all but the new one end when the password is changed', async () => {
    const other = rig.jar.cookie;
    await rig.signIn();
    const bad = async (old: string, next: string) => (await rig.send('PUT', '/session/password', { old, new: next })).json.code;
    expect(await bad('sai rồi', 'một con voi trong tủ áo')).toBe('PASSWORD_WRONG');
    expect(await bad(PASSWORD, 'ngắn quá')).toBe('PASSWORD_LENGTH');
    expect(await bad(PASSWORD, 'password1234')).toBe('PASSWORD_WEAK');
    expect(await bad(PASSWORD, 'tạ thu hà 2026')).toBe('PASSWORD_WEAK');
    expect(await bad(PASSWORD, 'tinhuytinhuy1')).toBe('PASSWORD_WEAK');
    expect(await bad(PASSWORD, PASSWORD)).toBe('PASSWORD_SAME');
    const before = rig.jar.cookie;
    const changed = await rig.send('PUT', '/session/password', { old: PASSWORD, new: 'một con voi trong tủ áo' });
    expect(changed.status).toBe(200);
    for (const cookie of [other, before]) {
      rig.jar.cookie = cookie;
      expect(await status()).toBe(401);
    }
    rig.jar.cookie = changed.set.split(';')[0]!;
    expect(await status()).toBe(200);
    expect((await rig.signIn()).json.code).toBe('SIGN_IN_REFUSED');
    expect((await rig.signIn('ha', 'một con voi trong tủ áo')).status).toBe(201);
  });
});

describe('a second factor', () => {
  const code = async (secret: string) => generate({ secret, epoch: Math.floor(rig.time.ms / 1000) });

  it('is asked for once it is set, and each code counts once', async () => {
    rig = await openRig();
    await rig.signIn();
    const { secret, uri } = (await rig.send('POST', '/session/second-factor', { password: PASSWORD })).json;
    expect(uri).toContain('otpauth://totp/Dondoc:ha');
    expect((await rig.send('POST', '/session/second-factor/confirmation', { code: '000000' })).json.code).toBe('SECOND_FACTOR_CODE');
    const confirmed = await rig.send('POST', '/session/second-factor/confirmation', { code: await code(secret) });
    expect([confirmed.status, confirmed.json.factor, confirmed.json.hasSecondFactor]).toEqual([200, 'totp', true]);
    rig.jar.cookie = '';
    expect((await rig.signIn()).json.code).toBe('SECOND_FACTOR_REQUIRED');
    expect((await rig.signIn('ha', PASSWORD, await code(secret))).json.code).toBe('SIGN_IN_REFUSED');
    rig.time.ms += 30_000;
    const fresh = await code(secret);
    expect((await rig.signIn('ha', PASSWORD, fresh)).json.factor).toBe('totp');
    expect((await rig.signIn('ha', PASSWORD, fresh)).json.code).toBe('SIGN_IN_REFUSED');
  });

  it('is not guessed: wrong codes count like wrong passwords, and so do wrong passwords in a session', async () => {
    rig = await openRig();
    await rig.signIn();
    const { secret } = (await rig.send('POST', '/session/second-factor', { password: PASSWORD })).json;
    await rig.send('POST', '/session/second-factor/confirmation', { code: await code(secret) });
    rig.jar.cookie = '';
    for (let n = 0; n < 5; n += 1) expect((await rig.signIn('ha', PASSWORD, '000000')).json.code).toBe('SIGN_IN_REFUSED');
    rig.time.ms += 500;
    expect((await rig.signIn('ha', PASSWORD, '000000')).json.code).toBe('SIGN_IN_WAIT');
    await rig.signIn('son');
    for (let n = 0; n < 5; n += 1)
      expect((await rig.send('PUT', '/session/password', { old: `wrong ${n}`, new: 'một mật khẩu mới rất dài' })).json.code).toBe(
        'PASSWORD_WRONG',
      );
    expect((await rig.send('PUT', '/session/password', { old: PASSWORD, new: 'một mật khẩu mới rất dài' })).json.code).toBe('SIGN_IN_WAIT');
  });

  it('is needed, where so set, before the role of an issuer counts; other roles do', async () => {
    rig = await openRig({ secondFactor: true });
    expect((await rig.signIn()).json.lacks).toBe('secondFactor');
    expect((await rig.send('GET', '/units')).json.items.map(({ code: unit }: any) => unit)).toEqual(['HU']);
    const { secret } = (await rig.send('POST', '/session/second-factor', { password: PASSWORD })).json;
    const confirmed = await rig.send('POST', '/session/second-factor/confirmation', { code: await code(secret) });
    rig.jar.cookie = confirmed.set.split(';')[0]!;
    expect(confirmed.json.lacks).toBeUndefined();
    expect((await rig.send('GET', '/units')).json.items).toHaveLength(2);
  });
});

describe('sample people', () => {
  it('are taken up by a click where the process was started so, and nowhere else', async () => {
    rig = await openRig({ sampleSignIn: true });
    const { json } = await rig.send('GET', '/session/ways');
    expect(json).toMatchObject({
      local: true,
      oidc: [],
      sample: [{ person: 'son', title: 'Chuyên viên · Huyện ủy mẫu', unit: 'HU', roles: ['clerk'] }],
    });
    const { status, json: session } = await rig.send('POST', '/session/sample', { person: 'son' });
    expect([status, session.factor]).toEqual([201, 'sample']);
    expect((await rig.send('POST', '/session/sample', { person: 'ha' })).status).toBe(404);
    await rig.close();
    rig = await openRig();
    expect((await rig.send('GET', '/session/ways')).json.sample).toEqual([]);
    expect((await rig.send('POST', '/session/sample', { person: 'son' })).status).toBe(404);
  });
});

describe('an administrator', () => {
  beforeEach(async () => {
    rig = await openRig();
    await db
      .insertInto('grants')
      .values({ id: 'a1', person_id: 'son', role: 'administrator', unit_id: '*', valid_from: '2020-01-01', valid_to: null })
      .execute();
  });

  it('gives a password for one use, with which nothing can be done before it is changed', async () => {
    await rig.signIn();
    const before = rig.jar.cookie;
    await rig.signIn('son');
    const { password } = (await rig.send('POST', '/people/ha/password-reset')).json;
    expect(password).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/);
    rig.jar.cookie = before;
    expect((await rig.send('GET', '/session')).status).toBe(401);
    expect((await rig.signIn('ha', password)).json.lacks).toBe('newPassword');
    expect((await rig.send('GET', '/units')).json.items).toEqual([]);
    const changed = await rig.send('PUT', '/session/password', { old: password, new: 'một con voi trong tủ áo' });
    expect([changed.status, changed.json.lacks]).toEqual([200, undefined]);
    rig.jar.cookie = changed.set.split(';')[0]!;
    expect((await rig.send('GET', '/units')).json.items).toHaveLength(2);
  });

  it('keeps a person out at once and lets it in again', async () => {
    await rig.signIn();
    const ha = rig.jar.cookie;
    await rig.signIn('son');
    expect((await rig.send('PUT', '/people/ha/disabled', { disabled: true })).status).toBe(204);
    const { items } = (await rig.send('GET', '/people')).json;
    expect(items.find(({ id }: any) => id === 'ha')).toMatchObject({ disabled: true, hasPassword: true, hasSecondFactor: false });
    const son = rig.jar.cookie;
    rig.jar.cookie = ha;
    expect((await rig.send('GET', '/session')).status).toBe(401);
    rig.jar.cookie = son;
    await rig.send('PUT', '/people/ha/disabled', { disabled: false });
    expect((await rig.signIn()).status).toBe(201);
  });

  it('alone may do so', async () => {
    await rig.signIn();
    for (const [method, path, body] of [
      ['POST', '/people/son/password-reset', undefined],
      ['PUT', '/people/son/disabled', { disabled: true }],
      ['DELETE', '/people/son/sessions', undefined],
      ['DELETE', '/people/son/second-factor', undefined],
    ] as const)
      expect((await rig.send(method, path, body)).json.code).toBe('FORBIDDEN');
  });
});

describe('on https', () => {
  it('the cookie is bound to the host and never goes out in the clear', async () => {
    rig = await openRig({}, 'https://dondoc.example');
    expect((await rig.signIn()).set).toMatch(/^__Host-dondoc=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    const elsewhere = await rig.send('POST', '/session', { person: 'ha', password: PASSWORD }, { origin: 'http://localhost:80' });
    expect(elsewhere.json.code).toBe('ORIGIN_REFUSED');
  });
});
