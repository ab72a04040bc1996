/**
 * What must be there before any of our own code can run: a fitting Node, the packages of the lock file, the build.
 * Plain JavaScript without packages, since a fresh clone has none. `npm start`, `npm test` and `npm run check` begin here.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** First version that works and first that is untried: equal to `engines` in package.json (a test holds them so). */
export const nodeFrom = [20, 19];
export const nodeBelow = 27;

/** Whether a Node version such as '20.19.0' fits. */
export function nodeFits(version) {
  const [major, minor] = version.split('.').map(Number);
  if (major === nodeFrom[0]) return minor >= nodeFrom[1];
  return major > nodeFrom[0] && major < nodeBelow;
}

/** What to say to someone whose Node does not fit. */
export function nodeAdvice(version) {
  const range = `${nodeFrom.join('.')} – ${nodeBelow - 1}`;
  return (
    `Node.js ${version} không phù hợp: cần phiên bản ${range}. Hãy cài bản LTS hiện hành rồi chạy lại.\n` +
    `Node.js ${version} does not fit: versions ${range} are needed. Install the current LTS release and run this again.\n`
  );
}

function stop(text, code) {
  process.stderr.write(text);
  process.exit(code);
}

/** Runs a command that speaks on standard error, since standard output is for results; ends this process with exit code `failCode` and the two sentences if it fails. */
function run(command, args, failCode, vi, en) {
  // npm is a script on Windows, and those need a shell.
  const shell = process.platform === 'win32' && command === 'npm';
  const done = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2], shell });
  if (done.signal) process.exit(128 + (constants.signals[done.signal] ?? 0));
  if (done.status !== 0) stop(`${vi}\n${en}\n`, failCode);
}

/** Ends with 78 where this Node does not fit. */
export function requireNode() {
  if (!nodeFits(process.versions.node)) stop(nodeAdvice(process.versions.node), 78);
}

/** Whether the packages are missing, or were installed before the lock file last changed. */
export function needsInstall(folder = root) {
  const installed = join(folder, 'node_modules', '.package-lock.json');
  return !existsSync(installed) || statSync(installed).mtimeMs < statSync(join(folder, 'package-lock.json')).mtimeMs;
}

/** Installs what the lock file says, without running any package's scripts: none of ours needs one. */
export function ensureInstalled() {
  if (!needsInstall()) return;
  process.stderr.write('Đang cài các gói cần thiết… / Installing packages…\n');
  run(
    'npm',
    ['ci', '--ignore-scripts', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'],
    69,
    'Không cài được các gói. Hãy kiểm tra mạng và kho gói npm rồi chạy lại.',
    'The packages could not be installed. Check the network and the npm registry, then run this again.',
  );
}

/** Compiles the rooms named (all when none is) into dist/; quick when nothing changed. */
export function ensureBuilt(...rooms) {
  run(
    process.execPath,
    [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-b', ...rooms],
    70,
    'Không biên dịch được mã nguồn: xem lỗi ở trên.',
    'The sources do not compile: see the errors above.',
  );
}

/** Rooms whose sources end up in the pages. */
const pageRooms = ['web', 'domain', 'i18n'];

/** Whether the pages are missing from dist/web, or older than one of their sources or the packages. */
export function needsPages(folder = root) {
  const built = join(folder, 'dist', 'web', 'index.html');
  if (!existsSync(built)) return true;
  const builtMs = statSync(built).mtimeMs;
  const sources = pageRooms.flatMap((room) =>
    readdirSync(join(folder, room), { recursive: true, encoding: 'utf8' }).map((path) => join(folder, room, path)),
  );
  return [join(folder, 'package-lock.json'), ...sources].some((path) => statSync(path).mtimeMs > builtMs);
}

/** Bundles the pages into dist/web; nothing to do when nothing changed. */
export function ensurePages() {
  if (!needsPages()) return;
  run(
    process.execPath,
    [join(root, 'node_modules', 'vite', 'bin', 'vite.js'), 'build', 'web', '--logLevel', 'error'],
    70,
    'Không dựng được các trang web: xem lỗi ở trên.',
    'The pages could not be built: see the errors above.',
  );
}
