/**
 * `npm test`: all suites from a fresh clone. Arguments go to jest (`npm test -- test/domain`).
 * The last line is always `N passed, N failed`, counted from jest's own result; a suite that could not run counts as one failure.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuilt, ensureInstalled, ensurePages, requireNode, root } from '../start/ready.mjs';

requireNode();
ensureInstalled();
ensureBuilt();
ensurePages();

const { ensureTemporalCli, ensureTestServer } = await import(pathToFileURL(join(root, 'dist', 'start', 'temporal-binary.js')).href);
const say = (text) => process.stderr.write(`${text}\n`);
await ensureTemporalCli({ say });
await ensureTestServer({ say });

const folder = mkdtempSync(join(tmpdir(), 'dondoc-test-'));
const resultFile = join(folder, 'result.json');
const jest = spawnSync(
  process.execPath,
  [join(root, 'node_modules', 'jest', 'bin', 'jest.js'), '--json', `--outputFile=${resultFile}`, ...process.argv.slice(2)],
  // --json also prints the whole result: only the file is wanted.
  { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] },
);

let counts = { passed: 0, failed: 1, skipped: 0 };
try {
  const result = JSON.parse(readFileSync(resultFile, 'utf8'));
  counts = {
    passed: result.numPassedTests,
    failed: result.numFailedTests + result.numRuntimeErrorTestSuites,
    skipped: result.numPendingTests + result.numTodoTests,
  };
} catch {
  say('jest left no result.');
}
rmSync(folder, { recursive: true, force: true });

const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : '';
console.log(`${counts.passed} passed, ${counts.failed} failed${skipped}`);
if (jest.signal) process.exit(128 + (constants.signals[jest.signal] ?? 0));
process.exit(jest.status !== 0 ? jest.status : counts.failed > 0 || counts.passed === 0 ? 1 : 0);
