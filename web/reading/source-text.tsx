import { memo, useEffect, useMemo, useRef } from 'react';
import { useWords } from '../words/words.js';
import type { Evidence, Item, Reading } from './items.js';

export type SpanState = 'proposed' | 'confirmed' | 'rejected';

/** The text as it was handed in, with what was read of it marked: confirmed solid, proposed dashed, current filled, damaged double. */
export function SourceText(props: {
  reading: Reading;
  items: readonly Item[];
  stateOf(id: string): SpanState;
  current: string | undefined;
  /** A place of its own that is lit: of a field or a flag. */
  lit: Evidence | undefined;
  onChoose(id: string): void;
}) {
  const { reading, items, stateOf, current, lit, onChoose } = props;
  const { say } = useWords();
  const frame = useRef<HTMLDivElement>(null);
  const lines = useMemo(() => linesOf(reading, items), [reading, items]);
  const litAt = lit?.start;
  useEffect(() => {
    const place = frame.current?.querySelector<HTMLElement>(
      litAt === undefined ? `[data-item="${current}"]` : `[data-from="${lineAt(lines, litAt)}"]`,
    );
    if (!place || !frame.current) return;
    const top = place.getBoundingClientRect().top - frame.current.getBoundingClientRect().top + frame.current.scrollTop;
    frame.current.scrollTop = Math.max(0, top - frame.current.clientHeight / 3);
  }, [current, litAt, lines]);
  return (
    <div ref={frame} className="source-text" tabIndex={0} role="region" aria-label={say('web.reading.text')}>
      {lines.map((line) => (
        <Line
          key={line.start}
          line={line}
          states={line.cuts
            .map(({ item }) => (item === undefined ? '' : `${stateOf(item.id)}${item.id === current ? ' current' : ''}`))
            .join('|')}
          lit={lit && lit.start < line.end && lit.end > line.start ? `${lit.start}-${lit.end}` : ''}
          onChoose={onChoose}
        />
      ))}
    </div>
  );
}

interface Cut {
  start: number;
  text: string;
  item?: Item;
  /** Whether the item begins here: its number is printed. */
  begins: boolean;
  damaged: boolean;
}
interface LineOf {
  start: number;
  end: number;
  look: string;
  cuts: Cut[];
}

const lineAt = (lines: readonly LineOf[], at: number): number => lines.findLast(({ start }) => start <= at)?.start ?? 0;

const Line = memo(function Line({
  line,
  states,
  lit,
  onChoose,
}: {
  line: LineOf;
  states: string;
  lit: string;
  onChoose(id: string): void;
}) {
  const all = states.split('|');
  const [from = 0, to = 0] = lit.split('-').map(Number);
  return (
    <p className={line.look} data-from={line.start}>
      {line.cuts.map(({ start, text, item, begins, damaged }, at) => {
        const isLit = lit !== '' && start < to && start + text.length > from;
        const look = [item && `span ${all[at]}`, damaged && 'damaged', isLit && 'lit'].filter(Boolean).join(' ');
        return item ? (
          // By keyboard the other side does the same: this is a picture of it that may be clicked.
          <span key={start} className={look} data-item={item.id} onClick={() => onChoose(item.id)}>
            {begins && <sup aria-hidden="true">{item.number}</sup>}
            {text}
          </span>
        ) : (
          <span key={start} className={look || undefined}>
            {text}
          </span>
        );
      })}
    </p>
  );
});

/** The lines of a text, cut where an item or a flag begins and ends; of two items at one place the shorter is meant. */
function linesOf({ plainText, draft }: Reading, items: readonly Item[]): LineOf[] {
  const flags = draft.flags.flatMap(({ at }) => (at ? [at] : []));
  const spans = items.flatMap((item) => (item.at ? [{ item, ...item.at }] : [])).toSorted((a, b) => a.end - a.start - (b.end - b.start));
  let start = 0;
  return plainText.split('\n').map((text) => {
    const line = { start, end: start + text.length };
    start = line.end + 1;
    const over = <S extends { start: number; end: number }>(all: readonly S[]) =>
      all.filter((one) => one.start < line.end && one.end > line.start);
    const [here, hurt] = [over(spans), over(flags)];
    const points = [line.start, line.end, ...[...here, ...hurt].flatMap((one) => [one.start, one.end])];
    const cuts = [...new Set(points.filter((at) => at >= line.start && at <= line.end))].toSorted((a, b) => a - b);
    const seen = new Set<string>();
    return {
      ...line,
      look: lookOf(text),
      cuts: cuts.slice(0, -1).map((at, place) => {
        const end = cuts[place + 1]!;
        const item = here.find((one) => one.start <= at && one.end >= end)?.item;
        const begins = item?.at !== undefined && !seen.has(item.id) && item.at.start >= line.start;
        if (item) seen.add(item.id);
        return {
          start: at,
          text: plainText.slice(at, end),
          ...(item && { item }),
          begins,
          damaged: hurt.some((one) => one.start <= at && one.end >= end),
        };
      }),
    };
  });
}

const SHORT = 90;

/** How a line is set: titles in capitals stand in the middle, headings are bold. */
function lookOf(text: string): string {
  const bare = text.trim();
  if (bare === '') return 'blank';
  if (bare.length < SHORT && bare === bare.toUpperCase() && /\p{Lu}{2}/u.test(bare)) return /^[IVX]+[ .-]/.test(bare) ? 'heading' : 'title';
  return /^(?:[IVX]+|\d+)[.\-–/ )]/u.test(bare) && bare.length < SHORT && !/[.;,]$/u.test(bare) ? 'heading' : 'text';
}
