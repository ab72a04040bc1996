import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { endProcess, isRunning, markOf, ownMark, parseMark, waitUntilEnded } from '../../start/child-process.js';

test('a process is known by its number and when it began', () => {
  expect(ownMark()).toEqual({ pid: process.pid, began: expect.stringMatching(/./) });
  expect(isRunning(ownMark())).toBe(true);
  expect(isRunning({ ...ownMark(), began: 'another time' })).toBe(false);
});

test('a number that no process has gives no mark', () => {
  expect(markOf(2 ** 30)).toBeUndefined();
});

test('a mark survives being written and read, and anything else is none', () => {
  expect(parseMark(JSON.stringify(ownMark()))).toEqual(ownMark());
  for (const text of ['', 'null', '7', '{"pid":1}', '{"began":"x"}']) expect(parseMark(text)).toBeUndefined();
});

test('a process that its parent has not yet buried counts as ended', async () => {
  // The shell starts a child, says its number, and sleeps on without waiting for it: the child stays a zombie.
  const shell = spawn('sh', ['-c', 'sh -c "exit 0" & echo $!; exec sleep 30'], { stdio: ['ignore', 'pipe', 'ignore'] });
  const [said] = (await once(shell.stdout, 'data')) as [Buffer];
  const pid = Number(said.toString());
  await new Promise((wake) => setTimeout(wake, 300));
  expect(markOf(pid)).toBeUndefined();
  shell.kill('SIGKILL');
});

test('a process that will not end when asked is made to', async () => {
  const child = spawn(process.execPath, ['-e', 'process.on("SIGTERM", () => {}); console.log(1); setInterval(() => {}, 1000)'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  await once(child.stdout, 'data');
  const mark = markOf(child.pid!)!;
  expect(await waitUntilEnded(mark, 50)).toBe(false);
  const ended = once(child, 'exit');
  await endProcess(mark, 200);
  expect((await ended)[1]).toBe('SIGKILL');
});

test('a process that only shares the number is left alone', async () => {
  await endProcess({ pid: process.pid, began: 'another time' }, 200);
  expect(isRunning(ownMark())).toBe(true);
});
