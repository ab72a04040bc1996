import { execFile, execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { findBinaries, type Postgres, startPostgres } from '../../bench/postgres.js';
import { smtpSink, type SmtpSink } from '../notify/smtp-sink.js';
import { root } from '../start/compiled.js';
import { freePort } from '../../prove/ports.js';
import { MainProcess } from '../start/main-process.js';
import { filled, servicesOf } from './compose.js';
import { findTemporalServer } from '../../prove/temporal.js';
import { adminTools, runScript, startServer } from './temporal-1-32.js';

const run = promisify(execFile);
const programs = findTemporalServer();
const missing = findBinaries() === undefined ? "PostgreSQL's server" : programs === undefined ? "Temporal's server 1.32" : undefined;
const described = missing === undefined ? describe : describe.skip;

/** Bodies, people and a plan of a small office; the day is one on which all may be sent. */
const UNITS = `code,name,kind,level,parent,validFrom
TU,Tỉnh ủy,partyCommittee,1,,2015-01-01
HU-A,Huyện ủy A,partyCommittee,2,TU,2015-01-01
HU-B,Huyện ủy B,partyCommittee,2,TU,2015-01-01`;
const PEOPLE = [
  { id: 'issuer', name: 'Văn phòng', email: 'issuer@tu.example', grants: ['issuer', 'approver'].map((role) => ({ role, unit: 'TU' })) },
  ...['a', 'b'].map((one) => ({
    id: `clerk-${one}`,
    name: `Văn thư ${one}`,
    email: `${one}@tu.example`,
    grants: [{ role: 'clerk', unit: `HU-${one.toUpperCase()}` }],
  })),
];
const planOf = (year: number) => `
dondoc: plan/1
symbol: 01-KH/TU
issuer: TU
date: ${year}-01-05
subject: Phát triển đảng viên
horizon: { from: ${year}-01-01, to: ${year + 1}-12-31 }
recipients: [{ to: [{ depth: direct }] }]
receipt: { due: { within: 400, unit: calendar, after: issue } }
reports:
  - { id: nam, title: Báo cáo năm, reporters: [{ depth: direct }], period: year, due: { endOf: period }, form: { figures: [{ id: so, label: Kết nạp, unit: người }] } }
`;

described(`the parts of docker-compose.yml as processes${missing === undefined ? '' : ` (skipped: ${missing} is not installed)`}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'dondoc-topology-'));
  const services = servicesOf();
  const secrets = {
    POSTGRES_PASSWORD: randomBytes(24).toString('hex'),
    DONDOC_DB_PASSWORD: randomBytes(24).toString('hex'),
    TEMPORAL_DB_PASSWORD: randomBytes(24).toString('hex'),
    DONDOC_PAYLOAD_KEYS: `k1:${randomBytes(32).toString('base64')}`,
    DONDOC_PUBLIC_URL: 'https://dondoc.example',
    DONDOC_MAIL_FROM: 'dondoc@dondoc.example',
    DONDOC_SMTP_URL: 'smtp://mail:1025?tls=off',
  };
  const processes: MainProcess[] = [];
  const doors: string[] = [];
  const watched: { service: string; url: string }[] = [];
  let postgres: Postgres;
  let temporal: Awaited<ReturnType<typeof startServer>>;
  let sink: SmtpSink;
  const tokens = new Map<string, string>();
  let asked = 0;
  const ask = async (door: number, who: string, path: string, body?: unknown, type = 'application/json', tries = 200): Promise<any> => {
    const answer = await fetch(`${doors[door]}/api/v1${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        authorization: `Bearer ${tokens.get(who)}`,
        'idempotency-key': `k${(asked += 1)}`,
        ...(body !== undefined && { 'content-type': type }),
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const told = await answer.text();
    // A plan just issued opens to its recipients a moment later.
    if (answer.status === 404 && tries > 0) return sleep(50).then(() => ask(door, who, path, body, type, tries - 1));
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${told}`);
    return JSON.parse(told);
  };
  /** The environment of a service, where its neighbours are on loopback. */
  let environmentOf: (service: string) => Record<string, string>;

  beforeAll(async () => {
    postgres = (await startPostgres())!;
    sink = await smtpSink();
    const { port } = new URL(postgres.url('postgres'));
    const bin = await adminTools(folder, programs!);
    const path = { PATH: [bin, findBinaries(), process.env.PATH].join(':'), HOME: folder, PGHOST: '127.0.0.1', PGPORT: port };
    environmentOf = (service) => ({
      ...path,
      ...Object.fromEntries(
        Object.entries(filled(services[service]!.environment!, secrets)).map(([name, value]) => [
          name,
          value
            .replace('postgres:5432', `127.0.0.1:${port}`)
            .replace('mail:1025', `localhost:${sink.port}`)
            .replace('temporal:7233', temporal?.address ?? 'temporal:7233'),
        ]),
      ),
    });
    // PostgreSQL's image makes its superuser `postgres`.
    const psql = (user: string, ...statements: string[]) =>
      execFileSync(
        join(findBinaries()!, 'psql'),
        ['-U', user, '-d', 'postgres', ...statements.flatMap((statement) => ['-qc', statement])],
        { env: path },
      );
    psql('dondoc', 'create role postgres superuser login');
    psql('postgres', 'alter role dondoc rename to first');
    await runScript('databases.sh', { ...environmentOf('postgres'), POSTGRES_USER: 'postgres' });
    const store = { DB_PORT: port, POSTGRES_SEEDS: '127.0.0.1' };
    for (const _twice of [1, 2]) await runScript('temporal-schema.sh', { ...environmentOf('temporal-schema'), ...store });
    const [dynamic] = services.temporal!.volumes![0]!.split(':');
    temporal = await startServer(programs!, folder, {
      ...environmentOf('temporal'),
      ...store,
      DYNAMIC_CONFIG_FILE_PATH: join(root, dynamic!),
    });
    for (const _twice of [1, 2]) await runScript('temporal-namespace.sh', environmentOf('temporal-namespace'));
    await run(process.execPath, services.migrate!.command!, { cwd: root, env: environmentOf('migrate') });
    for (const service of ['api', 'worker']) {
      const [, role] = services[service]!.command!;
      for (let n = 0; n < services[service]!.deploy!.replicas; n += 1) {
        const metrics = `127.0.0.1:${await freePort()}`;
        const env = { ...environmentOf(service), DONDOC_HOST: '127.0.0.1', PORT: String(await freePort()), DONDOC_METRICS: metrics };
        watched.push({ service, url: `http://${metrics}/metrics` });
        processes.push(new MainProcess([role!], env));
        if (service === 'api') doors.push(`http://127.0.0.1:${env.PORT}`);
      }
    }
    for (const door of doors) expect(await soon(() => isReady(door))).toBe(true);
  }, 240_000);

  afterAll(async () => {
    await Promise.all(processes.map((one) => one.end('SIGKILL')));
    await temporal?.stop();
    await sink?.close();
    await postgres?.stop();
    rmSync(folder, { recursive: true, force: true });
  }, 60_000);

  it('run the main job: issued at one API, received and reported at the other, accepted, and added up', async () => {
    const { stdout } = await run(process.execPath, ['dist/cli/main.js', 'administrator', '--json'], {
      cwd: root,
      env: environmentOf('migrate'),
    });
    tokens.set('administrator', (JSON.parse(stdout) as { token: string }).token);
    await ask(0, 'administrator', '/units/import', UNITS, 'text/csv');
    await ask(1, 'administrator', '/people/import', { people: PEOPLE });
    for (const { id } of PEOPLE) tokens.set(id, (await ask(0, 'administrator', '/tokens', { person: id, label: 'test' })).token);
    const year = new Date().getFullYear();
    const { id: plan } = await ask(0, 'issuer', '/plans', planOf(year), 'application/yaml');
    expect(await ask(0, 'issuer', `/plans/${plan}/issue`, {})).toMatchObject({ receipt: { event: { seq: 1, hash: expect.any(String) } } });
    const to = (one: string) => `/plans/${plan}/units/HU-${one.toUpperCase()}`;
    await ask(1, 'issuer', `${to('b')}/items/nam/periods/${year}/urging`, { text: 'Đề nghị gửi báo cáo.' });
    for (const [one, so] of Object.entries({ a: 7, b: 5 })) {
      await ask(1, `clerk-${one}`, `${to(one)}/receipt`, {});
      await ask(1, `clerk-${one}`, `${to(one)}/items/nam/periods/${year}/submission`, { figures: { so }, narrative: {} });
      await ask(0, 'issuer', `${to(one)}/items/nam/periods/${year}/acceptance`, {});
    }
    const { consolidated } = await ask(1, 'issuer', `/plans/${plan}/consolidated/nam/${year}`);
    expect(consolidated).toMatchObject({ figures: { so: { value: 12 } }, coverage: { expected: 2, delivered: 2 } });
    expect(await ask(1, 'administrator', '/audit/verification')).toMatchObject({ ok: true });
  }, 120_000);

  it('look well to the doctor, who compares all that is kept', async () => {
    const { stdout } = await run(process.execPath, ['dist/cli/main.js', 'doctor', '--deep', '--json'], {
      cwd: root,
      env: environmentOf('migrate'),
    });
    expect(JSON.parse(stdout)).toMatchObject({ temporal: { ok: true }, comparison: { lanes: 3, findings: [] } });
  }, 60_000);

  it('send a letter by the mail server that they name', async () => {
    expect(await soon(() => sink.received.length > 0)).toBe(true);
    expect(sink.received[0]!.to.join()).toContain('b@tu.example');
  }, 90_000);

  it('tell their figures: batches of those who carried them, Temporal’s own of the workers', async () => {
    const texts = await Promise.all(watched.map(async ({ service, url }) => ({ service, text: await (await fetch(url)).text() })));
    const carried = texts.map(({ text }) => /^dondoc_batch_commands_count\{kind="cascade"\} (\d+)$/m.exec(text)?.[1] ?? '0');
    expect(carried.reduce((sum, count) => sum + Number(count), 0)).toBeGreaterThan(3);
    for (const { service, text } of texts) {
      expect(text).toContain('\ndondoc_records_up 1\n');
      expect(/^temporal_worker_task_slots_available\{/m.test(text)).toBe(service === 'worker');
    }
  });

  it('end their workers with nothing left undone, take commands in while there is neither a worker nor Temporal, and say that they are degraded', async () => {
    const workers = processes.slice(2);
    expect(await Promise.all(workers.map((one) => one.end('SIGTERM')))).toEqual([0, 0]);
    for (const { err } of workers) expect(err).not.toContain('part not stopped');
    await temporal.stop();
    for (const door of doors) {
      const answer = await fetch(`${door}/health/ready`);
      expect([answer.status, await answer.json()]).toEqual([200, { status: 'degraded', parts: { database: 'ok', temporal: 'down' } }]);
    }
    const file = planOf(new Date().getFullYear()).replace('01-KH/TU', '02-KH/TU');
    const { id } = await ask(0, 'issuer', '/plans', file, 'application/yaml');
    // Lodged, and decided when they are back: 202.
    expect(await ask(1, 'issuer', `/plans/${id}/issue`, {})).toMatchObject({ state: 'lodged' });
  }, 60_000);

  it('log requests with the ids of plan and unit, and no secret and no text of papers', () => {
    const said = processes.map(({ out, err }) => out + err).join('');
    expect(said).toMatch(/"route":"[^"]*\/receipt"[^}]*"plan":"[a-z0-9]{12}","unit":"HU-A"/);
    const { POSTGRES_PASSWORD, DONDOC_DB_PASSWORD, TEMPORAL_DB_PASSWORD, DONDOC_PAYLOAD_KEYS } = secrets;
    const hidden = [POSTGRES_PASSWORD, DONDOC_DB_PASSWORD, TEMPORAL_DB_PASSWORD, DONDOC_PAYLOAD_KEYS.slice(3), ...tokens.values()];
    for (const text of [...hidden, 'Phát triển đảng viên', 'Đề nghị gửi báo cáo', 'Văn thư', '@tu.example'])
      expect(said).not.toContain(text);
  });

  it('end within their grace when they are asked to, though a batch waits for Temporal', async () => {
    const began = performance.now();
    expect(await Promise.all(processes.slice(0, 2).map((one) => one.end('SIGTERM')))).toEqual([0, 0]);
    expect(performance.now() - began).toBeLessThan(Number.parseInt(services.api!.stop_grace_period!, 10) * 1000);
  }, 60_000);
});

async function isReady(door: string): Promise<boolean> {
  return fetch(`${door}/health/ready`).then(
    ({ ok }) => ok,
    () => false,
  );
}

const SOON_MS = 60_000;

/** Whether something comes to be within a minute. */
async function soon(isSo: () => boolean | Promise<boolean>): Promise<boolean> {
  for (const untilMs = Date.now() + SOON_MS; Date.now() < untilMs; await sleep(100)) if (await isSo()) return true;
  return false;
}
