import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const root = join(__dirname, '..');

interface Room {
  imports: string[];
  only?: Record<string, string[]>;
  node: boolean;
  browser?: boolean;
  typesOnly?: string[];
  why: string;
}

const { rooms } = require(join(root, 'layers.cjs')) as { rooms: Record<string, Room> };

interface Config {
  extends?: string;
  files?: string[];
  compilerOptions: {
    types?: string[];
    lib?: string[];
    outDir: string;
    rootDir: string;
    composite?: boolean;
    jsx?: string;
    emitDeclarationOnly?: boolean;
  };
  references?: { path: string }[];
}

const readConfig = (path: string) => JSON.parse(readFileSync(join(root, path), 'utf8')) as Config;
const referenced = (config: Config) => (config.references ?? []).map(({ path }) => path.replace(/^\.\.?\//, ''));

describe('the table of rooms and the compiler', () => {
  test.each(Object.entries(rooms))('agree about %s', (name, room) => {
    const config = readConfig(`${name}/tsconfig.json`);
    const types = name === 'test' ? ['node', 'jest'] : room.node ? ['node'] : undefined;
    expect(referenced(config).toSorted()).toEqual(room.imports.toSorted());
    expect(config.extends).toBe('../tsconfig.base.json');
    // What runs in a browser is bundled by Vite: the compiler only checks it.
    const out = room.browser ? `../dist/${name}-types` : `../dist/${name}`;
    expect(config.compilerOptions).toEqual({
      rootDir: '.',
      outDir: out,
      tsBuildInfoFile: `${out}/.tsbuildinfo`,
      ...(types && { types }),
      ...(room.browser && { lib: ['ES2023', 'DOM', 'DOM.Iterable'], jsx: 'react-jsx', emitDeclarationOnly: true }),
    });
  });

  test('agree that rooms begin with neither Node nor a browser', () => {
    expect(readConfig('tsconfig.base.json').compilerOptions).toMatchObject({ types: [], lib: ['ES2023'], composite: true });
  });

  test('agree about which rooms there are', () => {
    expect(referenced(readConfig('tsconfig.json')).toSorted()).toEqual(Object.keys(rooms).toSorted());
  });

  test('leave no room out: each folder with sources is in the table', () => {
    const folders = readdirSync(root, { withFileTypes: true })
      .filter(
        (entry) =>
          entry.isDirectory() && !entry.name.startsWith('.') && !['node_modules', 'dist', 'coverage', 'reports'].includes(entry.name),
      )
      .filter((entry) => readdirSync(join(root, entry.name), { recursive: true }).some((file) => String(file).endsWith('.ts')))
      .map((entry) => entry.name);
    expect(folders.filter((folder) => !(folder in rooms))).toEqual([]);
  });

  test('let nothing import the tests, and no room import itself', () => {
    for (const [name, room] of Object.entries(rooms)) {
      expect(room.imports).not.toContain(name);
      expect(room.imports).not.toContain('test');
    }
  });

  test('let a room know types alone of the rooms it names so', () => {
    const values: string[] = [];
    for (const [name, { typesOnly = [] }] of Object.entries(rooms))
      for (const target of typesOnly)
        for (const file of readdirSync(join(root, name), { recursive: true, encoding: 'utf8' }).filter((path) => /\.tsx?$/.test(path)))
          for (const [statement] of readFileSync(join(root, name, file), 'utf8').matchAll(/^(import|export) [^;]*from '[^']*';/gm))
            if (statement.includes(`../${target}/`) && !/^(import|export) type /.test(statement))
              values.push(`${name}/${file}: ${statement}`);
    expect(values).toEqual([]);
  });

  test('are all cruised by `npm run layers`', () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: { layers: string } };
    expect(scripts.layers.split(' ')).toEqual(expect.arrayContaining(Object.keys(rooms)));
  });
});

describe('a checker that', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'dondoc-'));
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    for (const file of ['layers.cjs', '.dependency-cruiser.cjs', '.oxlintrc.json', 'lint-rules.mjs', 'package.json']) {
      cpSync(join(root, file), join(folder, file));
    }
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function write(files: Record<string, string>): void {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
  }

  /** What a tool prints, whether it holds or not. */
  function output(tool: string, ...args: string[]): string {
    try {
      return execFileSync(process.execPath, [join(root, 'node_modules', tool), ...args], { cwd: folder, encoding: 'utf8' });
    } catch (error) {
      return (error as { stdout: string }).stdout;
    }
  }

  test('reads imports catches every arrow that the table does not draw', () => {
    write({
      'domain/day.ts': "export const day = 1;\nexport type { X } from '../store/rows.js';",
      'domain/plan.ts': "import { v7 } from 'uuid';\nexport const plan = v7;",
      'domain/term.ts': "import { unit } from './unit.js';\nexport const term = unit;",
      'domain/unit.ts': "import { term } from './term.js';\nexport const unit = term;",
      'i18n/vi.ts': "import { readFileSync } from 'node:fs';\nexport const vi = readFileSync;",
      'contract/messages.ts': "import { defineUpdate } from '@temporalio/workflow';\nexport const message = defineUpdate('x');",
      'contract/activities.ts': "import { form } from './plan-file.js';\nexport const activities = form;",
      'contract/plan-file.ts': "import { z } from 'zod';\nexport const form = z.string();",
      'workflows/plan.ts':
        "import { message } from '../contract/messages.js';\nimport { activities } from '../contract/activities.js';\nimport { form } from '../contract/plan-file.js';\nexport const plan = [message, activities, form];",
      'store/rows.ts':
        "import { sql } from 'kysely';\nimport { transform } from '@swc/core';\nexport type X = 1;\nexport const rows = [sql, transform];",
      'client/plans.ts':
        "import { rows } from '../store/rows.js';\nimport { Client } from '@temporalio/client';\nexport const plans = [rows, Client];",
      'http/plans.ts':
        "import { rows } from '../store/rows.js';\nimport { plans } from '../client/plans.js';\nimport pg from 'pg';\nimport { gone } from './gone.js';\nexport const route = [rows, plans, pg, gone];",
      'cli/utils/text.ts': "export const text = 'x';",
      'cli/main.ts': "import { text } from './utils/text.js';\nimport { z } from 'zod';\nexport const main = [text, z];",
    });
    const all = readdirSync(folder).filter((name) => name in rooms);
    const result = JSON.parse(
      output('dependency-cruiser/bin/dependency-cruise.mjs', '--config', '.dependency-cruiser.cjs', '-T', 'json', ...all),
    ) as {
      summary: { violations: { from: string; to: string; rule: { name: string } }[] };
    };
    const found = result.summary.violations.map(({ from, rule }) => `${from} ${rule.name}`);
    expect(found.toSorted()).toEqual(
      [
        'cli/main.ts no-vague-folder',
        'cli/main.ts zod-only-in-its-room',
        'domain/day.ts domain-imports',
        'domain/plan.ts domain-imports-no-package',
        'domain/term.ts no-circle',
        'http/plans.ts http-imports',
        'http/plans.ts kysely-only-in-its-room',
        'http/plans.ts not-found',
        'i18n/vi.ts no-node-where-workflows-run',
        'store/rows.ts tools-stay-out',
        'workflows/plan.ts bundle-stays-small',
        'workflows/plan.ts workflows-imports-of-contract',
      ].toSorted(),
    );
  });

  /** The lines of a file that oxlint finds fault with, with the rule of each. */
  function faults(path: string): string[] {
    const text = output('oxlint/bin/oxlint', '-c', '.oxlintrc.json', '-f', 'unix', path);
    return [...text.matchAll(/^[^:\n]+:(\d+):\d+: .*\[Error\/(.+)\]$/gm)].map(([, line, rule]) => `${line} ${rule}`).toSorted();
  }

  const clocks = [
    'export const a = (date: Date): number => date.getMonth();',
    "export const b = (date: Date): string => date['toLocaleDateString']();",
    'export const c = new Date();',
    'export const d = new Date(2027, 0, 1);',
    "export const e = Date.parse('2027-01-01');",
    'export const f = Date.now();',
    'export const g = Math.random();',
    "export const h = new Intl.NumberFormat('vi');",
    'export const i = new Date(1).getUTCMonth() + Date.UTC(2027, 0, 1);',
  ].join('\n');
  const local = ['1', '2', '3', '4', '5'].map((line) => `${line} house(no-local-time)`);
  const chance = ['7 eslint(no-restricted-properties)', '8 eslint(no-restricted-globals)'];

  test.each([
    ['domain/clock.ts', [...local, '6 house(no-clock)', ...chance]],
    ['workflows/clock.ts', [...local, ...chance]],
    ['i18n/clock.ts', local],
    ['store/clock.ts', []],
  ])('reads code keeps local time, the clock and chance out of %s', (path, expected) => {
    write({ [path]: clocks });
    expect(faults(path)).toEqual(expected);
  });

  test('reads code refuses SQL joined from text under any name of the tag', () => {
    write({
      'store/raw.ts': "import { sql as q } from 'kysely';\nexport const raw = q.raw('select 1');\nexport const good = q`select ${1}`;\n",
    });
    expect(faults('store/raw.ts')).toEqual(['2 house(no-raw-sql)']);
  });

  test('reads code lets only a terminal print', () => {
    write({ 'store/print.ts': "console.log('x');\n", 'cli/print.ts': "console.log('x');\n" });
    expect([faults('store/print.ts'), faults('cli/print.ts')]).toEqual([['1 eslint(no-console)'], []]);
  });

  test('reads code stops a file at 300 lines', () => {
    write({ 'store/long.ts': 'export {};\n'.repeat(301), 'store/short.ts': 'export {};\n'.repeat(300) });
    expect([faults('store/long.ts').includes('301 eslint(max-lines)'), faults('store/short.ts')]).toEqual([true, []]);
  });
});
