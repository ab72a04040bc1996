import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const root = join(__dirname, '..');
let folder: string;

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

/** A house of its own with a jest that tells `result` and ends with `status`. */
function house(result: object | undefined, status: number): void {
  folder = mkdtempSync(join(tmpdir(), 'dondoc-'));
  for (const file of ['start/ready.mjs', 'test/run.mjs', 'test/check.mjs', '.ci/run']) cpSync(join(root, file), join(folder, file));
  write('package-lock.json', '{}');
  utimesSync(join(folder, 'package-lock.json'), 1000, 1000);
  write('node_modules/.package-lock.json', '{}');
  write('node_modules/typescript/bin/tsc', '');
  write('node_modules/vite/bin/vite.js', '');
  write('dist/start/temporal-binary.js', 'export const ensureTemporalCli = async () => {}, ensureTestServer = ensureTemporalCli;');
  write(
    'node_modules/jest/bin/jest.js',
    `const file = process.argv.find((arg) => arg.startsWith('--outputFile=')).slice('--outputFile='.length);
    console.error('arguments: ' + process.argv.slice(4).join(' '));
    ${result === undefined ? '' : `require('fs').writeFileSync(file, ${JSON.stringify(JSON.stringify(result))});`}
    process.exitCode = ${status};`,
  );
}

const scripts = (checks: string) =>
  JSON.stringify({
    type: 'module',
    scripts: {
      test: 'node test/run.mjs',
      ...Object.fromEntries(['test:domain:coverage', 'types', 'dead-code', 'lint', 'layers', 'format'].map((name) => [name, 'true'])),
      lint: checks,
    },
  });

const counts = { numPassedTests: 7, numFailedTests: 0, numRuntimeErrorTestSuites: 0, numPendingTests: 0, numTodoTests: 0 };

function run(...command: string[]): { status: number | null; last: string; said: string } {
  const done = spawnSync(command[0]!, command.slice(1), { cwd: folder, encoding: 'utf8' });
  return { status: done.status, last: done.stdout.trim().split('\n').at(-1)!, said: done.stdout + done.stderr };
}

afterEach(() => rmSync(folder, { recursive: true, force: true }));

test.each([
  ['all pass', counts, 0, '7 passed, 0 failed', 0],
  ['one fails', { ...counts, numFailedTests: 1 }, 1, '7 passed, 1 failed', 1],
  ['a suite can not run', { ...counts, numRuntimeErrorTestSuites: 1 }, 1, '7 passed, 1 failed', 1],
  ['some are skipped', { ...counts, numPendingTests: 2, numTodoTests: 1 }, 0, '7 passed, 0 failed, 3 skipped', 0],
  ['none runs', { ...counts, numPassedTests: 0 }, 0, '0 passed, 0 failed', 1],
  ['jest leaves no result', undefined, 0, '0 passed, 1 failed', 1],
  ['a bound is missed though all pass', counts, 1, '7 passed, 0 failed', 1],
])('when %s, the last line and the exit code tell', (_, result, jestStatus, last, status) => {
  house(result, jestStatus);
  write('package.json', scripts('true'));
  expect(run(process.execPath, 'test/run.mjs')).toMatchObject({ last, status });
});

test('arguments go to jest', () => {
  house(counts, 0);
  write('package.json', scripts('true'));
  expect(run(process.execPath, 'test/run.mjs', 'test/domain', '-t', 'day').said).toMatch(/arguments: .*test\/domain -t day/);
});

describe('what must hold before a change lands', () => {
  test('holds when checks and tests do, and closes with the tests', () => {
    house(counts, 0);
    write('package.json', scripts('true'));
    expect(run('bash', '.ci/run')).toMatchObject({ last: '7 passed, 0 failed', status: 0 });
  });

  test('does not hold when one check does not, though the tests still run; its output is shown', () => {
    house(counts, 0);
    write('package.json', scripts('echo why it failed && exit 3'));
    const done = run('bash', '.ci/run');
    expect(done).toMatchObject({ last: '7 passed, 0 failed', status: 1 });
    expect(done.said).toMatch(/FAILED lint[^]*why it failed[^]*Does not hold: lint\./);
  });

  test('does not hold when a test fails', () => {
    house({ ...counts, numFailedTests: 2 }, 1);
    write('package.json', scripts('true'));
    expect(run('bash', '.ci/run')).toMatchObject({ last: '7 passed, 2 failed', status: 1 });
  });
});
