import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { markOf } from '../../start/child-process.js';
import { holderOf, openDataFolder } from '../../start/data-folder.js';
import { StartProblem } from '../../start/start-problem.js';
import { compile, emptyFolder } from './compiled.js';

let parent: string;
let folder: string;
const compiled = compile('start/data-folder.ts', 'start/child-process.ts', 'start/start-problem.ts');
const children: ChildProcess[] = [];

beforeEach(() => {
  parent = emptyFolder();
  folder = join(parent, 'data');
});

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  rmSync(parent, { recursive: true, force: true });
});

afterAll(() => rmSync(compiled, { recursive: true, force: true }));

/** A process that opens the folder at the instant given, says `held` or the problem's code, and waits to be killed. */
function contender(path: string, options: { startAtMs?: number; uid?: number } = {}): { child: ChildProcess; said: Promise<string> } {
  const script = `
    import { openDataFolder } from ${JSON.stringify(join(compiled, 'start/data-folder.js'))};
    while (Date.now() < ${options.startAtMs ?? 0});
    try {
      openDataFolder(${JSON.stringify(path)});
      console.log('held');
      setInterval(() => undefined, 1000);
    } catch (error) {
      console.log([error.code, error.data?.pid, error.exitCode].join(' '));
    }`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: compiled,
    stdio: ['ignore', 'pipe', 'inherit'],
    ...(options.uid === undefined ? {} : { uid: options.uid, gid: options.uid }),
  });
  children.push(child);
  const said = once(child.stdout!, 'data').then(([text]) => String(text).trim());
  return { child, said };
}

async function kill(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

function codeOf(open: () => unknown): string {
  try {
    open();
    return 'opened';
  } catch (error) {
    if (error instanceof StartProblem) return error.code;
    throw error;
  }
}

describe('opening', () => {
  test('makes the folder, and what leads to it, for its owner alone', () => {
    const opened = openDataFolder(join(folder, 'deep'));
    expect(opened.path).toBe(join(folder, 'deep'));
    expect(statSync(opened.path).mode & 0o777).toBe(0o700);
  });

  test('leaves one lock file behind, however often the folder was opened', () => {
    for (let turn = 0; turn < 5; turn++) openDataFolder(folder).release();
    expect(readdirSync(folder)).toEqual(['lock.5']);
  });

  test('refuses a second holder in the same process until the first lets go', () => {
    const first = openDataFolder(folder);
    expect(codeOf(() => openDataFolder(folder))).toBe('FOLDER_LOCKED');
    first.release();
    expect(codeOf(() => openDataFolder(folder))).toBe('opened');
  });

  test('tells who holds it without opening it', () => {
    expect(holderOf(folder)).toBeUndefined();
    const opened = openDataFolder(folder);
    expect(holderOf(folder)).toEqual(markOf(process.pid));
    opened.release();
    expect(holderOf(folder)).toBeUndefined();
  });
});

describe('a folder held by another process', () => {
  test('is refused with its path, that pid and exit code 73', async () => {
    const { child, said } = contender(folder);
    expect(await said).toBe('held');
    expect.assertions(3);
    try {
      openDataFolder(folder);
    } catch (error) {
      expect(error).toMatchObject({ code: 'FOLDER_LOCKED', exitCode: 73, data: { path: folder, pid: child.pid } });
    }
    expect(holderOf(folder)?.pid).toBe(child.pid);
  });

  test('is taken over once that process was killed', async () => {
    const { child, said } = contender(folder);
    await said;
    await kill(child);
    const opened = openDataFolder(folder);
    expect(holderOf(folder)?.pid).toBe(process.pid);
    opened.release();
  });

  test('is taken over when a later process has the same number', () => {
    mkdirSync(folder);
    writeFileSync(join(folder, 'lock.7'), JSON.stringify({ ...markOf(process.pid), began: 'another time' }));
    openDataFolder(folder);
    expect(readdirSync(folder)).toEqual(['lock.8']);
  });

  test.each(['', '{', '[]', '{"pid":"x"}'])('is taken over when its lock holds %j', (text) => {
    mkdirSync(folder);
    writeFileSync(join(folder, 'lock.1'), text);
    expect(codeOf(() => openDataFolder(folder))).toBe('opened');
  });
});

/** Of many processes that open at one instant, one holds the folder and every other one names it. */
async function expectOneWinner(count: number): Promise<ChildProcess> {
  const startAtMs = Date.now() + 100 * count;
  const all = Array.from({ length: count }, () => contender(folder, { startAtMs }));
  const answers = await Promise.all(all.map(({ said }) => said));
  const winners = all.filter((_, index) => answers[index] === 'held');
  expect(winners).toHaveLength(1);
  const winner = winners[0]!.child;
  expect(answers.filter((answer) => answer === `FOLDER_LOCKED ${winner.pid} 73`)).toHaveLength(count - 1);
  return winner;
}

test('of 50 simultaneous starts exactly one wins, on a new folder and again after the winner was killed', async () => {
  await kill(await expectOneWinner(50));
  await expectOneWinner(50);
});

describe('a folder that can not serve', () => {
  test('is named when a file stands there, or on the way to it', () => {
    writeFileSync(folder, '');
    expect(codeOf(() => openDataFolder(folder))).toBe('FOLDER_NOT_A_FOLDER');
    expect(codeOf(() => openDataFolder(join(folder, 'deep')))).toBe('FOLDER_NOT_A_FOLDER');
  });

  const asRoot = process.getuid?.() === 0 ? test : test.skip;
  const nobody = 65_534;

  asRoot('is named when it is read-only, or is to be made where nothing may be written', async () => {
    mkdirSync(folder, { mode: 0o555 });
    chownSync(folder, nobody, nobody);
    chmodSync(parent, 0o755);
    chmodSync(compiled, 0o755);
    expect(await contender(folder, { uid: nobody }).said).toBe('FOLDER_READ_ONLY  73');
    expect(await contender(join(parent, 'new'), { uid: nobody }).said).toBe('FOLDER_READ_ONLY  73');
    expect(existsSync(join(parent, 'new'))).toBe(false);
  });

  asRoot('is named when another user owns it', () => {
    mkdirSync(folder, { mode: 0o777 });
    chownSync(folder, nobody, nobody);
    expect(codeOf(() => openDataFolder(folder))).toBe('FOLDER_OTHER_OWNER');
    expect(readdirSync(folder)).toEqual([]);
  });
});
