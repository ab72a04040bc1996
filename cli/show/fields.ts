import type { WordKey } from '../../i18n/vi.js';
import type { Cli } from '../cli.js';
import { padded, widthOf } from '../table.js';

/** Names and values in two columns; what has no value is left out, a value of several lines is set beneath itself. */
export function fieldsText(cli: Cli, fields: readonly (readonly [name: WordKey, value: string | undefined])[]): string {
  const told = fields.flatMap(([name, value]) => (value ? [[cli.word(name), value] as const] : []));
  const width = Math.max(0, ...told.map(([name]) => widthOf(name)));
  const lines = told.map(([name, value]) => {
    const [first, ...rest] = value.split('\n').flatMap((line) => wrapped(line, cli.terminal.columns - width - INDENT - GAP));
    const under = ' '.repeat(INDENT + width + GAP);
    return [
      `${' '.repeat(INDENT)}${cli.terminal.dim(padded(name, width))}${' '.repeat(GAP)}${first}`,
      ...rest.map((line) => under + line),
    ].join('\n');
  });
  return lines.join('\n');
}

const INDENT = 2;
const GAP = 2;

/** A text in lines of at most so many columns, broken between words. */
export function wrapped(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && widthOf(`${line} ${word}`) > columns) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

/** A text after a prefix, its further lines beneath its first. */
export function hanging(prefix: string, text: string, columns: number): string {
  const width = widthOf(prefix);
  const [first = '', ...rest] = wrapped(text, Math.max(MOST_NARROW, columns - width));
  return [prefix + first, ...rest.map((line) => ' '.repeat(width) + line)].join('\n').trimEnd();
}

const MOST_NARROW = 30;
