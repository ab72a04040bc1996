import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { waitUntilEnded } from '../../start/child-process.js';
import { holderOf } from '../../start/data-folder.js';
import { ensureTemporalCli } from '../../start/temporal-binary.js';
import { emptyFolder } from './compiled.js';
import { freePort } from '../../prove/ports.js';
import { MainProcess, temporalOf } from './main-process.js';

/** What the banner ends with. */
const UP = 'Ctrl-C';
const mode = (path: string) => (statSync(path).mode & 0o777).toString(8);

const folders: string[] = [];
const processes: MainProcess[] = [];

function folder(): string {
  const made = emptyFolder();
  folders.push(made);
  return made;
}

function main(args: string[], env: Record<string, string> = {}): MainProcess {
  const started = new MainProcess(args, env);
  processes.push(started);
  return started;
}

beforeAll(async () => {
  await ensureTemporalCli();
}, 300_000);

afterAll(async () => {
  for (const { child } of processes) if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
  await Promise.all(processes.map((started) => started.exit()));
  for (const path of folders) rmSync(path, { recursive: true, force: true });
});

describe('the embedded parts', () => {
  let dataDir: string;
  let port: string;
  let url: string;
  let running: MainProcess;
  const tokenIn = (path: string) => readFileSync(path, 'utf8').trim();
  const administrator = () => tokenIn(join(dataDir, 'administrator.token'));
  const ask = async (path: string, token: string) => {
    const answer = await fetch(`${url}${path}`, { headers: { authorization: `Bearer ${token}` } });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };
  const start = () => main(['--sample', '--data', dataDir, '--port', port]);
  /** Events of the house: what was done to bodies, people and tokens. */
  const acts = async () => {
    const { body } = await ask('/api/v1/audit/verification', administrator());
    return (body.lanes as { lane: string; events: number }[]).find(({ lane }) => lane === 'house')!.events;
  };

  beforeAll(async () => {
    dataDir = join(folder(), 'data');
    port = String(await freePort());
    url = `http://127.0.0.1:${port}`;
    running = start();
    await running.says(UP);
  }, 300_000);

  afterAll(async () => {
    await running.end('SIGKILL');
  });

  it('tell where they are and what to try next', async () => {
    for (const told of [`${url}/api/v1`, `${url}/api/v1/docs`, join(dataDir, 'administrator.token'), join(dataDir, 'tokens')])
      expect(running.out).toContain(told);
    expect(running.out).toContain(`DONDOC_TOKEN_FILE=${join(dataDir, 'tokens', 'issuer-tu')}`);
    expect(running.out).toContain('PGlite never calls fsync');
    expect(running.err).toBe('');
    expect(await (await fetch(`${url}/health/ready`)).json()).toEqual({ status: 'ok', parts: { database: 'ok', temporal: 'ok' } });
    expect((await ask('/api/v1/units?limit=1', tokenIn(join(dataDir, 'tokens', 'issuer-tu')))).status).toBe(200);
  });

  it('keep secrets in files that only their owner reads', () => {
    expect(mode(dataDir)).toBe('700');
    expect(mode(join(dataDir, 'administrator.token'))).toBe('600');
    expect(mode(join(dataDir, 'tokens'))).toBe('700');
    const tokens = readdirSync(join(dataDir, 'tokens'));
    expect(tokens.length).toBeGreaterThan(50);
    expect(new Set(tokens.map((name) => mode(join(dataDir, 'tokens', name))))).toEqual(new Set(['600']));
  });

  it('refuse a second start on their data folder, naming the process', async () => {
    const second = main(['--data', dataDir, '--port', String(await freePort())]);
    expect(await second.exit()).toBe(73);
    expect(second.err).toBe(
      `Thư mục dữ liệu ${dataDir} đang do tiến trình ${running.pid} sử dụng.\nProcess ${running.pid} holds the data folder ${dataDir}.\n`,
    );
    expect((await fetch(`${url}/health/ready`)).status).toBe(200);
  });

  it('stop on Ctrl-C with all that they started', async () => {
    const temporal = temporalOf(dataDir)!;
    expect(await running.end('SIGINT')).toBe(0);
    expect(await waitUntilEnded(temporal, 0)).toBe(true);
    expect(holderOf(dataDir)).toBeUndefined();
    expect(running.err).toBe('');
  });

  it('load the sample once, whatever was made of it since', async () => {
    const token = join(dataDir, 'tokens', 'clerk-hu-kimboi');
    const plan = join(dataDir, 'plans', 'plan-77-kh-tu.yaml');
    const [kept, before] = [tokenIn(token), readFileSync(plan, 'utf8')];
    appendFileSync(plan, '# mine\n');
    running = start();
    await running.says(UP);
    const first = await acts();
    expect([tokenIn(token), readFileSync(plan, 'utf8')]).toEqual([kept, `${before}# mine\n`]);
    expect((await ask('/api/v1/inbox', kept)).status).toBe(200);
    await running.end('SIGTERM');
    running = start();
    await running.says(UP);
    expect(await acts()).toBe(first);
  }, 300_000);

  it('are taken up after kill -9, with a new administrator where the token was lost', async () => {
    const temporal = temporalOf(dataDir)!;
    const kept = tokenIn(join(dataDir, 'tokens', 'issuer-tu'));
    expect(await running.end('SIGKILL')).toBe('SIGKILL');
    unlinkSync(join(dataDir, 'administrator.token'));
    running = start();
    await running.says(UP);
    expect(await waitUntilEnded(temporal, 0)).toBe(true);
    expect((await ask('/api/v1/units?limit=1', kept)).status).toBe(200);
    expect((await ask('/api/v1/people?limit=1', administrator())).status).toBe(200);
    expect((await ask('/api/v1/audit/verification', administrator())).body).toMatchObject({ ok: true });
  }, 300_000);

  it('end with 69 when Temporal ends', async () => {
    process.kill(temporalOf(dataDir)!.pid, 'SIGKILL');
    expect(await running.exit()).toBe(69);
    expect(running.err).toContain('ended: temporal');
    expect(holderOf(dataDir)).toBeUndefined();
  });
});

describe('a start', () => {
  it.each([200, 1_500, 4_000])(
    'that is told to stop after %i ms leaves nothing behind, and the next one comes up',
    async (afterMs) => {
      const dataDir = folder();
      const args = ['--data', dataDir, '--port', String(await freePort())];
      const stopped = main(args);
      await new Promise((wake) => setTimeout(wake, afterMs));
      const code = await stopped.end('SIGINT');
      // Before it listens for signals it just ends; once it is up, it has done what was asked.
      expect(['SIGINT', 130, stopped.out.includes(UP) ? 0 : 130]).toContain(code);
      expect(stopped.err).toBe('');
      expect(temporalOf(dataDir)).toBeUndefined();
      expect(holderOf(dataDir)).toBeUndefined();
    },
    120_000,
  );

  it('takes up what one killed at the very first start left half made', async () => {
    const dataDir = folder();
    // As found after kills at such moments: a database without its tables, a cluster without its files.
    writeFileSync(join(dataDir, 'temporal.db'), '');
    mkdirSync(join(dataDir, 'pglite.making', 'base'), { recursive: true });
    writeFileSync(join(dataDir, 'administrator.token'), '');
    const started = main(['--data', dataDir, '--port', String(await freePort())]);
    await started.says(UP);
    expect(readFileSync(join(dataDir, 'administrator.token'), 'utf8')).toMatch(/^dd_[\w-]{43}\n$/);
    expect(existsSync(join(dataDir, 'pglite.making'))).toBe(false);
    expect(await started.end('SIGTERM')).toBe(0);
  }, 120_000);
});

describe('what cannot be started is told in both languages, with its exit code', () => {
  const refusal = async (args: string[], env: Record<string, string> = {}) => {
    const refused = main(args, env);
    const code = await refused.exit();
    expect(refused.err).not.toMatch(/\n\s+at /);
    return { code, err: refused.err };
  };

  it.each([
    ['PORT', '99999', '1–65535'],
    ['PORT', 'abc', '1–65535'],
    ['DONDOC_HOST', '0.0.0.0', '127.0.0.1'],
    ['TEMPORAL_ADDRESS', 'nowhere', 'host:port'],
    ['DATABASE_URL', 'mysql://u@h/d', 'postgres://user:password@host:port/database'],
  ])('78 for %s=%s', async (variable, value, rule) => {
    const { code, err } = await refusal(['--data', folder()], { [variable]: value });
    expect(code).toBe(78);
    const shown = value.replace('u@', '…@');
    expect(err).toBe(
      `Biến môi trường ${variable} = “${shown}” không hợp lệ; cần: ${rule}.\nEnvironment variable ${variable} = "${shown}" is not valid; it takes ${rule}.\n`,
    );
  });

  it('78 for a deployment without its database or its Temporal server', async () => {
    const [api, worker] = await Promise.all([refusal(['api']), refusal(['worker'], { DATABASE_URL: 'postgres://u:secret@127.0.0.1:1/d' })]);
    expect([api.code, worker.code]).toEqual([78, 78]);
    expect(api.err).toContain('DATABASE_URL');
    expect(worker.err).toContain('TEMPORAL_ADDRESS');
    expect(worker.err).not.toContain('secret');
  });

  it('78 for a deployment whose database has a password of samples, which is not shown', async () => {
    const { code, err } = await refusal(['worker'], {
      DATABASE_URL: 'postgres://u:Change-Me-123@127.0.0.1:1/d',
      TEMPORAL_ADDRESS: '127.0.0.1:1',
    });
    expect(code).toBe(78);
    expect(err).toContain('DATABASE_URL = "postgres://…@127.0.0.1:1/d"');
    expect(err).not.toContain('Change-Me');
  });

  it('2 for what is not an argument, with how it is called; 0 where that was the question', async () => {
    for (const args of [['--prot', '80'], ['serve'], ['api', 'worker'], ['api', '--sample']]) {
      const { code, err } = await refusal(args);
      expect(code).toBe(2);
      expect(err).toMatch(/^\? .*\nnpm start -- \[embedded\|api\|worker\]/);
    }
    const asked = main(['--help']);
    expect(await asked.exit()).toBe(0);
    expect(asked.out).toContain('npm start -- [embedded|api|worker]');
  });

  it('73 for a data folder that is none, or cannot be made', async () => {
    const file = join(folder(), 'file');
    writeFileSync(file, '');
    for (const path of [file, join(file, 'beneath')]) {
      const { code, err } = await refusal(['--data', path]);
      expect({ code, err }).toEqual({ code: 73, err: `${path} không phải là thư mục.\n${path} is not a folder.\n` });
    }
    const { code, err } = await refusal(['--data', '/proc/dondoc']);
    expect(code).toBe(73);
    expect(err).toContain('/proc/dondoc');
  });

  it('69 for a port that is taken, before anything else is started', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((done) => other.once('listening', done));
    const { port } = other.address() as { port: number };
    const dataDir = folder();
    const { code, err } = await refusal(['--data', dataDir, '--port', String(port)]);
    expect({ code, err }).toEqual({
      code: 69,
      err: `Cổng ${port} đã có chương trình khác dùng (biến PORT).\nPort ${port} is taken (variable PORT).\n`,
    });
    expect(existsSync(join(dataDir, 'temporal.db'))).toBe(false);
    other.close();
  });

  it('69 for a database or a Temporal server that does not answer, with its address and never the password', async () => {
    const port = await freePort();
    const began = Date.now();
    const [temporal, database] = await Promise.all([
      refusal(['--data', folder(), '--port', String(await freePort())], { TEMPORAL_ADDRESS: `127.0.0.1:${port}` }).then((told) => ({
        ...told,
        afterMs: Date.now() - began,
      })),
      refusal(['api'], {
        DATABASE_URL: `postgres://dondoc:hunter2-hunter2@127.0.0.1:${port}/dondoc`,
        TEMPORAL_ADDRESS: `127.0.0.1:${port}`,
      }),
    ]);
    expect(temporal.code).toBe(69);
    expect(temporal.err).toContain(`The Temporal server 127.0.0.1:${port} (variable TEMPORAL_ADDRESS) does not answer`);
    expect(temporal.afterMs).toBeLessThan(60_000);
    expect(database.code).toBe(69);
    expect(database.err).toBe(
      `Cơ sở dữ liệu 127.0.0.1:${port} (biến DATABASE_URL) không trả lời: ECONNREFUSED.\nThe database 127.0.0.1:${port} (variable DATABASE_URL) does not answer: ECONNREFUSED.\n`,
    );
  }, 120_000);
});
