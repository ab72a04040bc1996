import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createDondoc } from '../../client/create.js';
import { vietnamCalendar } from '../../domain/calendar-vn.js';
import { createHttp } from '../../http/http.js';
import { databaseClock } from '../../store/clock.js';
import type { Db } from '../../store/database.js';
import { testDatabase } from '../harness/database.js';

const ORIGIN = 'http://127.0.0.1:7080';
const CALLBACK = `${ORIGIN}/api/v1/session/oidc/main/callback`;
const START = '/api/v1/session/oidc/main/start';

describe('signing in at an identity provider', () => {
  let server: ChildProcess;
  let db: Db;
  let app: Awaited<ReturnType<typeof createHttp>>;
  const administrator = {
    person: 'a',
    name: 'a',
    language: 'vi' as const,
    grants: [{ id: 'g', role: 'administrator' as const, unit: '*' }],
  };

  beforeAll(async () => {
    server = spawn(process.execPath, [join(__dirname, 'oidc-server.mjs'), CALLBACK], { stdio: ['pipe', 'pipe', 'ignore'] });
    const issuer = await new Promise<string>((done) => server.stdout!.once('data', (chunk: Buffer) => done(chunk.toString().trim())));
    ({ db } = await testDatabase());
    const relay = { kick: () => {}, decided: async () => undefined };
    const provider = { id: 'main', name: 'Danh tính', issuer, clientId: 'dondoc', clientSecret: 'a secret of the test alone' };
    const away = { ...provider, id: 'away', issuer: 'http://127.0.0.1:9' };
    const dondoc = createDondoc({ db, clock: databaseClock(db), relay, calendar: vietnamCalendar, oidc: [provider, away] });
    await dondoc.people.importPeople(administrator, [{ id: 'ha', name: 'Tạ Thu Hà', grants: [] }]);
    await dondoc.people.linkIdentity(administrator, 'ha', { provider: 'main', subject: 'sub-of-ha' });
    const log = { info: () => {}, warn: () => {}, error: () => {} };
    const health = { ready: async () => ({ ok: true, parts: {} }) };
    app = await createHttp({ dondoc, log, health, config: { ratePerMinute: 0, origin: ORIGIN } });
  });
  afterAll(async () => {
    server.stdin!.end();
    await app?.close();
    await db?.destroy();
  });

  const get = (url: string, cookie = '', accept = 'application/json') =>
    app.inject({ method: 'GET', url, headers: { accept, ...(cookie && { cookie }) } });
  const cookieOf = (set: unknown, name: string) =>
    [set]
      .flat()
      .map(String)
      .find((one) => one.startsWith(`${name}=`) && !one.startsWith(`${name}=;`))
      ?.split(';')[0];

  /** Begins here, signs in at the provider's own pages under a name, and comes to where it sends the browser back. */
  async function atProvider(login: string, returnTo = '/plans') {
    const start = await get(`${START}?returnTo=${encodeURIComponent(returnTo)}`);
    expect(start.statusCode).toBe(302);
    const held = cookieOf(start.headers['set-cookie'], 'dondoc-oidc')!;
    const jar = new Map<string, string>();
    let url = String(start.headers.location);
    let form: URLSearchParams | undefined;
    for (let step = 0; step < 20 && !url.startsWith(ORIGIN); step += 1) {
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
      const answer = await fetch(url, { redirect: 'manual', headers: { cookie }, ...(form && { method: 'POST', body: form }) });
      for (const set of answer.headers.getSetCookie()) {
        const [, name, value] = /^([^=]+)=([^;]*)/.exec(set)!;
        jar.set(name!, value!);
      }
      form = undefined;
      const location = answer.headers.get('location');
      if (location) url = new URL(location, url).href;
      else {
        const page = await answer.text();
        const action = /<form[^>]* action="([^"]+)"/.exec(page)![1]!;
        const prompt = /name="prompt" value="(\w+)"/.exec(page)![1]!;
        form = new URLSearchParams({ prompt, login, password: 'any' });
        url = new URL(action, url).href;
      }
    }
    return { held, back: url.slice(ORIGIN.length) };
  }

  it('is one of the ways', async () => {
    expect((await get('/api/v1/session/ways')).json().oidc).toEqual([
      { id: 'main', name: 'Danh tính' },
      { id: 'away', name: 'Danh tính' },
    ]);
  });

  it('leads back with a session to the page one came from; what came back counts once', async () => {
    const { held, back } = await atProvider('sub-of-ha');
    const answer = await get(back, held);
    expect([answer.statusCode, answer.headers.location]).toEqual([302, '/plans']);
    const session = cookieOf(answer.headers['set-cookie'], 'dondoc')!;
    expect((await get('/api/v1/session', session)).json()).toMatchObject({ person: 'ha', factor: 'oidc' });
    const again = await get(back, held);
    expect([again.statusCode, again.json().code]).toEqual([400, 'OIDC_REFUSED']);
    expect(cookieOf(again.headers['set-cookie'], 'dondoc')).toBeUndefined();
  });

  it('refuses an answer that this browser did not ask for, or that was bent on the way', async () => {
    const { held, back } = await atProvider('sub-of-ha');
    const other = (await atProvider('sub-of-ha')).held;
    const bent = [
      [back, ''],
      [back, other],
      [back, 'dondoc-oidc=bm90aGluZw'],
      [back.replace(/state=[^&]+/, 'state=other'), held],
      [back.replace(/code=[^&]+/, 'code=other'), held],
      [back.replace(/iss=[^&]+/, 'iss=http%3A%2F%2Fevil.example'), held],
      [back.replace('/main/', '/away/'), held],
    ] as const;
    for (const [url, cookie] of bent) {
      const answer = await get(url, cookie);
      expect([answer.statusCode, answer.json().code]).toEqual([400, 'OIDC_REFUSED']);
    }
    const page = await get(back, '', 'text/html');
    expect([page.statusCode, page.headers.location]).toEqual([302, '/?refused=OIDC_REFUSED']);
  });

  it('does not know an identity that nobody linked, whatever it calls itself', async () => {
    const { held, back } = await atProvider('ha');
    const answer = await get(back, held);
    expect([answer.statusCode, answer.json().code, answer.json().data]).toEqual([403, 'OIDC_NOT_LINKED', { subject: 'ha' }]);
  });

  it('sends one back to our own pages alone', async () => {
    for (const returnTo of ['//evil.example', 'https://evil.example', 'javascript:alert(1)', '/\\evil.example', 'plans'])
      expect((await get(`${START}?returnTo=${encodeURIComponent(returnTo)}`)).json().code).toBe('REDIRECT_REFUSED');
  });

  it('says so where there is no such provider, or it does not answer', async () => {
    expect((await get(START.replace('main', 'none'))).statusCode).toBe(404);
    expect((await get(START.replace('main', 'away'))).statusCode).toBe(503);
  });

  it('is not guessed: an address that comes back wrong too often waits', async () => {
    const codes: string[] = [];
    for (let n = 0; n < 60 && codes.at(-1) !== 'SIGN_IN_WAIT'; n += 1) {
      const start = await get(START);
      const held = cookieOf(start.headers['set-cookie'], 'dondoc-oidc')!;
      codes.push((await get(`${CALLBACK.slice(ORIGIN.length)}?code=guess${n}&state=guess`, held)).json().code as string);
    }
    expect([codes[0], codes.at(-1)]).toEqual(['OIDC_REFUSED', 'SIGN_IN_WAIT']);
  });

  it('links one identity to one person', async () => {
    const dondoc = createDondoc({
      db,
      clock: databaseClock(db),
      relay: { kick: () => {}, decided: async () => undefined },
      calendar: vietnamCalendar,
      oidc: [
        {
          id: 'main',
          name: '',
          issuer: (await db.selectFrom('identities').select('issuer').executeTakeFirstOrThrow()).issuer,
          clientId: '',
        },
      ],
    });
    await dondoc.people.importPeople(administrator, [{ id: 'son', name: 'Sơn', grants: [] }]);
    await expect(dondoc.people.linkIdentity(administrator, 'son', { provider: 'main', subject: 'sub-of-ha' })).rejects.toThrow(
      'IDENTITY_TAKEN',
    );
  });
});
