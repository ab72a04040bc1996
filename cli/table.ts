import Table from 'cli-table3';

/** A column of a table: its heading, on which side it stands, and whether it gives way where the table is too wide. */
export interface Column {
  head: string;
  right?: boolean;
  /** Wraps by words; the columns that do share what the others leave. */
  wraps?: boolean;
}

const GAP = 2;
const NARROWEST = 12;

/** Rows as aligned columns with a rule beneath the headings, no wider than `columns`; without rows an empty text. */
export function table(head: readonly Column[], rows: readonly (readonly string[])[], columns: number): string {
  if (rows.length === 0) return '';
  const widths = widthsOf(head, rows, columns);
  const drawn = new Table({
    chars: BARE,
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [], compact: true },
    colWidths: widths,
    colAligns: head.map(({ right }) => (right ? 'right' : 'left')),
    wordWrap: true,
    wrapOnWordBoundary: true,
  });
  drawn.push(
    head.map((column) => column.head),
    widths.map((width) => '─'.repeat(width)),
    ...rows.map((row) => row.map((cell) => cell || '')),
  );
  return drawn
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

const BARE = Object.fromEntries(
  'top top-mid top-left top-right bottom bottom-mid bottom-left bottom-right left left-mid mid mid-mid right right-mid'
    .split(' ')
    .map((name) => [name, '']),
) as Record<string, string>;
BARE.middle = ' '.repeat(GAP);

function widthsOf(head: readonly Column[], rows: readonly (readonly string[])[], columns: number): number[] {
  const widest = head.map((column, place) => Math.max(widthOf(column.head), ...rows.map((row) => widthOf(row[place] ?? ''))));
  const fixed = widest.map((width, place) => (head[place]!.wraps ? 0 : width));
  const flexible = widest.flatMap((width, place) => (head[place]!.wraps ? [{ place, width }] : []));
  let left = columns - GAP * (head.length - 1) - fixed.reduce((sum, width) => sum + width, 0);
  // Narrow ones first: what they do not need goes to the wide ones.
  flexible.sort((a, b) => a.width - b.width);
  const widths = [...fixed];
  flexible.forEach(({ place, width }, index) => {
    const share = Math.floor(left / (flexible.length - index));
    widths[place] = Math.max(Math.min(width, share), Math.min(width, NARROWEST));
    left -= widths[place]!;
  });
  return widths;
}

/** Columns that a text takes: marks that combine and colours take none; of several lines the widest counts. */
export function widthOf(text: string): number {
  const shown = text.replace(COLOUR, '');
  return Math.max(...shown.split('\n').map((line) => [...line.replace(/\p{M}/gu, '')].length));
}

const COLOUR = /\u001B\[\d+m/g;

/** A text padded on its right to so many columns. */
export function padded(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - widthOf(text)));
}
