import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { emptyFolder, root } from './compiled.js';

/** What an expression over start/ready.mjs gives, in a process of plain Node, as `npm start` runs it. */
function inNode(expression: string): unknown {
  const script = `import * as ready from './start/ready.mjs'; console.log(JSON.stringify(${expression}));`;
  return JSON.parse(execFileSync(process.execPath, ['--input-type=module', '--eval', script], { cwd: root, encoding: 'utf8' }));
}

test.each([
  ['18.20.8', false],
  ['20.18.3', false],
  ['20.19.0', true],
  ['21.0.0', true],
  ['22.14.0', true],
  ['26.9.1', true],
  ['27.0.0', false],
])('Node %s fits: %s', (version, fits) => {
  expect(inNode(`ready.nodeFits('${version}')`)).toBe(fits);
});

test('the Node versions are those that package.json asks for', () => {
  const { engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { engines: { node: string } };
  expect(engines.node).toBe(`>=${inNode("ready.nodeFrom.join('.')")} <${inNode('ready.nodeBelow')}`);
});

test('a Node that does not fit is told in Vietnamese and English', () => {
  expect(inNode("ready.nodeAdvice('18.0.0').trim().split('\\n')")).toEqual([
    expect.stringMatching(/^Node\.js 18\.0\.0 không phù hợp: cần phiên bản 20\.19 – 26\./),
    expect.stringMatching(/^Node\.js 18\.0\.0 does not fit: versions 20\.19 – 26 are needed\./),
  ]);
});

test('the lock file names the package of every platform, else npm ci refuses it, and no address', () => {
  interface Locked {
    optionalDependencies?: Record<string, string>;
    resolved?: string;
  }
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as { packages: Record<string, Locked> };
  const isLocked = (from: string, name: string): boolean => {
    const inside = from === '' ? '' : `${from}/`;
    return (
      `${inside}node_modules/${name}` in packages ||
      (from !== '' && isLocked(from.replace(/(^|\/)node_modules\/(?!.*node_modules\/).*$/, ''), name))
    );
  };
  const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter((name) => !isLocked(path, name)),
  );
  expect(missing).toEqual([]);
  expect(Object.values(packages).filter(({ resolved }) => resolved !== undefined)).toEqual([]);
});

describe('packages', () => {
  let folder: string;
  beforeEach(() => {
    folder = emptyFolder();
    writeFileSync(join(folder, 'package-lock.json'), '{}');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const needsInstall = () => inNode(`ready.needsInstall(${JSON.stringify(folder)})`);

  test('are installed where none are', () => {
    expect(needsInstall()).toBe(true);
  });

  test('are installed again only when the lock file is newer', () => {
    mkdirSync(join(folder, 'node_modules'));
    writeFileSync(join(folder, 'node_modules', '.package-lock.json'), '{}');
    utimesSync(join(folder, 'package-lock.json'), 1000, 1000);
    expect(needsInstall()).toBe(false);
    utimesSync(join(folder, 'package-lock.json'), Date.now() / 1000 + 60, Date.now() / 1000 + 60);
    expect(needsInstall()).toBe(true);
  });
});

describe('the pages', () => {
  let folder: string;
  beforeEach(() => {
    folder = emptyFolder();
    for (const room of ['web/pages', 'domain', 'i18n']) mkdirSync(join(folder, room), { recursive: true });
    writeFileSync(join(folder, 'package-lock.json'), '{}');
    writeFileSync(join(folder, 'web', 'pages', 'inbox.tsx'), '');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const needsPages = () => inNode(`ready.needsPages(${JSON.stringify(folder)})`);

  test('are built where none are, and again only when a source or the lock file is newer', () => {
    expect(needsPages()).toBe(true);
    mkdirSync(join(folder, 'dist', 'web'), { recursive: true });
    writeFileSync(join(folder, 'dist', 'web', 'index.html'), '');
    const soon = Date.now() / 1000 + 60;
    utimesSync(join(folder, 'dist', 'web', 'index.html'), soon, soon);
    expect(needsPages()).toBe(false);
    utimesSync(join(folder, 'web', 'pages', 'inbox.tsx'), soon + 60, soon + 60);
    expect(needsPages()).toBe(true);
  });
});

describe('npm start', () => {
  let folder: string;

  /** A house of one file: start/main.ts, with a compiler that copies it. */
  beforeEach(() => {
    folder = emptyFolder();
    for (const file of ['start/ready.mjs', 'start/bootstrap.mjs']) cpSync(join(root, file), join(folder, file));
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
    writeFileSync(join(folder, 'package-lock.json'), '{}');
    utimesSync(join(folder, 'package-lock.json'), 1000, 1000);
    for (const room of ['web', 'domain', 'i18n', 'dist/web']) mkdirSync(join(folder, room), { recursive: true });
    writeFileSync(join(folder, 'dist', 'web', 'index.html'), '<!doctype html>');
    const compiler = join(folder, 'node_modules', 'typescript', 'bin');
    mkdirSync(compiler, { recursive: true });
    writeFileSync(join(folder, 'node_modules', '.package-lock.json'), '{}');
    writeFileSync(join(compiler, 'tsc'), "require('fs').cpSync('start/main.js', 'dist/start/main.js');");
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function start(main: string, ...args: string[]) {
    writeFileSync(join(folder, 'start', 'main.js'), main);
    return spawnSync(process.execPath, [join(folder, 'start', 'bootstrap.mjs'), ...args], { encoding: 'utf8' });
  }

  test('hands over its arguments, signals and exit code', () => {
    const ended = start('console.log(process.argv.slice(1).join(" ")); process.exitCode = 73;', '--sample', '--port', '1');
    expect(ended.stdout.trim()).toBe(`${join(folder, 'dist', 'start', 'main.js')} --sample --port 1`);
    expect(ended.status).toBe(73);
  });

  test('lets the main program answer a signal', () => {
    const ended = start('process.on("SIGTERM", () => process.exit(5)); setInterval(() => {}, 1000); process.kill(process.pid, "SIGTERM");');
    expect(ended.status).toBe(5);
  });

  test('ends with 70 and both languages when the sources do not compile', () => {
    rmSync(join(folder, 'node_modules', 'typescript', 'bin', 'tsc'));
    const ended = start('');
    expect(ended.status).toBe(70);
    expect(ended.stderr).toMatch(/Không biên dịch được[^]*do not compile/);
  });
});
