/** `npm run check`: every quick check, two at a time, each also a script of its own. What fails is shown whole; what passes takes a line. */
import { spawn } from 'node:child_process';
import { ensureInstalled, requireNode, root } from '../start/ready.mjs';

requireNode();
ensureInstalled();

// The longest first, so that the short ones fill the other core.
const checks = ['test:domain:coverage', 'types', 'dead-code', 'lint', 'layers', 'format'];
const atOnce = 2;

function run(check) {
  const begunMs = Date.now();
  return new Promise((done) => {
    // A shell, since npm is a script on Windows; the names above are ours.
    const child = spawn(`npm run --silent ${check}`, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], shell: true });
    let output = '';
    child.stdout.on('data', (part) => (output += part));
    child.stderr.on('data', (part) => (output += part));
    child.on('close', (code) => {
      const seconds = ((Date.now() - begunMs) / 1000).toFixed(1);
      console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${check} (${seconds} s)`);
      if (code !== 0) console.log(output.trimEnd());
      done({ check, held: code === 0 });
    });
  });
}

const waiting = [...checks];
const results = [];
async function work() {
  for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) results.push(await run(check));
}
await Promise.all(Array.from({ length: atOnce }, work));

const failed = results.filter((result) => !result.held).map((result) => result.check);
if (failed.length > 0) {
  console.log(`\nDoes not hold: ${failed.join(', ')}. Run one alone with: npm run ${failed[0]}`);
  process.exit(1);
}
console.log('\nAll checks hold.');
