import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { existsSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { isRunning, markOf, ownMark, parseMark, waitUntilEnded } from '../../start/child-process.js';
import { ensureTemporalCli } from '../../start/temporal-binary.js';
import { startTemporalServer, type TemporalServer } from '../../start/temporal-server.js';
import { compile, emptyFolder, root } from './compiled.js';

let dataDir: string;
let binary: string;
const running: TemporalServer[] = [];

beforeAll(async () => {
  binary = await ensureTemporalCli();
}, 300_000);

beforeEach(() => {
  dataDir = emptyFolder();
});

afterEach(async () => {
  for (const server of running.splice(0)) await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

async function start(options: Partial<Parameters<typeof startTemporalServer>[0]> = {}): Promise<TemporalServer> {
  const server = await startTemporalServer({ dataDir, binary, ...options });
  running.push(server);
  return server;
}

async function withClient<T>(server: TemporalServer, use: (client: Client) => Promise<T>): Promise<T> {
  const connection = await Connection.connect({ address: server.address });
  try {
    return await use(new Client({ connection }));
  } finally {
    await connection.close();
  }
}

const record = () => join(dataDir, 'temporal.pid');

test('what a server was told survives its end and the next start, with the same search attributes', async () => {
  const searchAttributes = { PlanStatus: 'Keyword' } as const;
  const first = await start({ searchAttributes });
  await withClient(first, (client) =>
    client.workflow.start('plan', {
      taskQueue: 'nobody',
      workflowId: 'plan:kept',
      args: [],
      searchAttributes: { PlanStatus: ['inForce'] },
    }),
  );
  expect(parseMark(readFileSync(record(), 'utf8'))).toEqual(markOf(first.pid));
  await first.stop();
  expect(existsSync(record())).toBe(false);
  expect(await first.ended).toEqual({ code: 0, signal: null });

  const second = await start({ searchAttributes });
  const found = await withClient(second, (client) => client.workflow.getHandle('plan:kept').describe());
  expect(found.status.name).toBe('RUNNING');
  expect(found.searchAttributes).toMatchObject({ PlanStatus: ['inForce'] });
});

test('a server that a killed parent left running is ended before the next one starts', async () => {
  const left = await start();
  const mark = markOf(left.pid)!;
  const log: string[] = [];
  const next = await start({ log: (text) => log.push(text) });
  expect(isRunning(mark)).toBe(false);
  expect(next.pid).not.toBe(left.pid);
  expect(log[0]).toContain(String(left.pid));
});

test('a server ends with the process that started it, however that ends', async () => {
  const compiled = compile('start/temporal-server.ts', 'start/child-process.ts', 'start/start-problem.ts');
  symlinkSync(join(root, 'node_modules'), join(compiled, 'node_modules'));
  const script = `
    import { startTemporalServer } from './start/temporal-server.js';
    const server = await startTemporalServer(${JSON.stringify({ dataDir, binary })});
    console.log(server.pid);
    setInterval(() => undefined, 1000);`;
  for (const signal of ['SIGINT', 'SIGKILL'] as const) {
    const parent = spawn(process.execPath, ['--input-type=module', '--eval', script], {
      cwd: compiled,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [said] = (await once(parent.stdout, 'data')) as [Buffer];
    const mark = markOf(Number(said.toString()))!;
    expect(isRunning(mark)).toBe(true);
    parent.kill(signal);
    expect(await waitUntilEnded(mark, 10_000)).toBe(true);
  }
  rmSync(compiled, { recursive: true, force: true });
});

test('a process that has the number of a server long gone is left alone', async () => {
  writeFileSync(record(), JSON.stringify({ ...ownMark(), began: 'another time' }));
  const server = await start();
  expect(isRunning(ownMark())).toBe(true);
  expect(parseMark(readFileSync(record(), 'utf8'))?.pid).toBe(server.pid);
});

test('the end of a server that nobody asked for can be seen', async () => {
  const server = await start();
  process.kill(server.pid, 'SIGKILL');
  expect(await server.ended).toEqual({ code: null, signal: 'SIGKILL' });
});

test('a port that is taken is named', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  await expect(start({ port })).rejects.toMatchObject({ code: 'TEMPORAL_PORT_TAKEN', exitCode: 69, data: { port } });
  other.close();
});

test('a server that does not come up is told with its log', async () => {
  await expect(start({ dynamicConfig: { 'not a key': 'x' }, binary: '/bin/false' })).rejects.toMatchObject({
    code: 'TEMPORAL_NOT_UP',
    data: { log: join(dataDir, 'logs', 'temporal.log'), reason: 'it ended with 1' },
  });
  expect(existsSync(record())).toBe(false);
});

test('a log grown large gives way to a new one', async () => {
  const log = join(dataDir, 'logs', 'temporal.log');
  const first = await start();
  await first.stop();
  writeFileSync(log, 'x'.repeat(10 * 1024 * 1024 + 1));
  await start();
  expect(statSync(log).size).toBeLessThan(1024 * 1024);
  expect(statSync(`${log}.1`).size).toBe(10 * 1024 * 1024 + 1);
});
