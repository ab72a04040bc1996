import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EXIT } from '../../cli/exit.js';
import { parse, programOf } from '../../cli/program.js';
import { Terminal } from '../../cli/terminal.js';
import type { Options } from '../../cli/verb.js';
import { verbs } from '../../cli/verbs/verbs.js';
import { root } from './run.js';

const silent = { write: () => true };
const pages = ['README.md', 'examples/README.md', ...readdirSync(join(root, 'docs')).map((name) => `docs/${name}`)].filter((name) =>
  name.endsWith('.md'),
);

/** Commands that a page tells its reader to type. */
const typed = pages.flatMap((page) =>
  [...readFileSync(join(root, page), 'utf8').matchAll(/npx dondoc ([^`\n]+)/g)].map(([, line]) => ({ page, line: line!.trim() })),
);

/** The words of a shell line, as far as our pages write them: quotes, and `<…>` for what the reader fills in. */
function wordsOf(line: string): string[] {
  return [...line.replace(/<[^>]+>/g, 'abcdefghijkl').matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain!);
}

describe('what the pages tell to type', () => {
  it.each(typed)('$page: $line', async ({ line }) => {
    const called: { call: string; options: Options }[] = [];
    const program = programOf(
      verbs,
      new Terminal(false, silent, silent, {}),
      'en',
      '0',
      async ({ call }, _args, options) => void called.push({ call, options }),
    );
    await parse(program, wordsOf(line)).catch((error: { code?: string }) => {
      if (error.code !== 'commander.helpDisplayed') throw error;
      called.push({ call: 'help', options: {} });
    });
    expect(called).toHaveLength(1);
  });

  it('are the whole main job', () => {
    const said = typed.filter(({ page }) => page === 'docs/cli.md').map(({ line }) => line);
    for (const step of [
      'plan check',
      'plan rehearse',
      'plan issue',
      'receipt',
      'report submit',
      'report return',
      'report accept',
      'consolidated',
      'timeline',
      'audit verify',
    ])
      expect(said.some((line) => line.startsWith(step))).toBe(true);
  });

  it('name every command and every exit code on the page of the command line', () => {
    const page = readFileSync(join(root, 'docs', 'cli.md'), 'utf8');
    for (const { call } of verbs) {
      const name = call.replace(/ [<[].*$/, '');
      expect([name, page.includes(name) || page.includes(name.split(' ').at(-1)!)]).toEqual([name, true]);
    }
    for (const code of Object.values(EXIT)) expect(page).toMatch(new RegExp(`^\\| ${code} +\\|`, 'm'));
  });
});
