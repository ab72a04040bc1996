import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useRef } from 'react';
import { Glyph } from '../parts/glyph.js';
import { MatrixCell } from '../parts/matrix-cell.js';
import { useWords } from '../words/words.js';
import { type Column, type MatrixRow, periodHead, rowSums } from './late-data.js';

const ROW = 34;
const ROW_ROOMY = 44;
const BEYOND = 8;
/** Columns up to which all share the width; more have a width of their own, and only those in sight are in the page. */
const ABREAST = 12;
const COLUMN = 106;
const COLUMNS_BEYOND = 2;

/** Bodies × periods: each cell a report, totals both ways, rows to select. Only rows and columns in sight are in the page; arrows walk the cells, x selects a row. */
export function MatrixGrid(props: {
  plan: string;
  columns: Column[];
  rows: MatrixRow[];
  selected: ReadonlySet<string>;
  onSelect?: ((unit: string) => void) | undefined;
}) {
  const { plan, columns, rows, selected, onSelect } = props;
  const words = useWords();
  const { say, shortOf, number } = words;
  const box = useRef<HTMLDivElement>(null);
  const isRoomy = document.documentElement.dataset['roomy'] === 'on' || matchMedia('(pointer: coarse)').matches;
  const lines = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => (isRoomy ? ROW_ROOMY : ROW),
    overscan: BEYOND,
  });
  const isWide = columns.length > ABREAST;
  const across = useVirtualizer({
    horizontal: true,
    count: columns.length,
    getScrollElement: () => box.current,
    estimateSize: () => COLUMN,
    overscan: COLUMNS_BEYOND,
    enabled: isWide,
  });
  const shown = isWide ? across.getVirtualItems().map(({ index }) => index) : columns.map((_, index) => index);
  const width = isWide ? `${COLUMN}px` : 'minmax(102px, 1fr)';
  const template = { gridTemplateColumns: `minmax(200px, 260px) repeat(${columns.length}, ${width}) 66px 60px` };
  const at = (index: number) => ({ style: { gridColumn: index + 2 }, 'aria-colindex': index + 2 });
  const asked = columns.filter(({ ahead, actual }) => !ahead || actual > 0);
  const sum = (of: (column: Column) => number) => asked.reduce((all, column) => all + of(column), 0);

  const walk = (event: KeyboardEvent<HTMLDivElement>) => {
    const from = (event.target as HTMLElement).closest<HTMLElement>('[data-column]');
    const row = from?.closest<HTMLElement>('[data-row]');
    if (!from || !row) return;
    const [line, column] = [Number(row.dataset['row']), Number(from.dataset['column'])];
    const to = (nextLine: number, nextColumn: number) => {
      const [y, x] = [Math.max(0, Math.min(rows.length - 1, nextLine)), Math.max(-1, Math.min(columns.length - 1, nextColumn))];
      lines.scrollToIndex(y, { align: 'auto' });
      if (isWide && x >= 0) across.scrollToIndex(x, { align: 'auto' });
      // The cell may only now come into the page.
      requestAnimationFrame(() =>
        requestAnimationFrame(() => box.current?.querySelector<HTMLElement>(`[data-row="${y}"] [data-column="${x}"]`)?.focus()),
      );
    };
    if (event.key === 'ArrowRight') to(line, column + 1);
    else if (event.key === 'ArrowLeft') to(line, column - 1);
    else if (event.key === 'ArrowDown') to(line + 1, column);
    else if (event.key === 'ArrowUp') to(line - 1, column);
    else if (event.key === 'x') onSelect?.(rows[line]!.unit.id);
    else return;
    event.preventDefault();
  };

  return (
    <div className="card matrix">
      <div
        ref={box}
        className="matrix-box"
        role="table"
        aria-label={say('web.late.matrix')}
        aria-rowcount={rows.length + 2}
        aria-colcount={columns.length + 3}
        onKeyDown={walk}
      >
        <div role="rowgroup" className="grid-sticky">
          <div role="row" className="matrix-row matrix-head" style={template}>
            <span role="columnheader">{say('web.unit')}</span>
            {shown.map((index) => {
              const column = columns[index]!;
              return (
                <span key={`${column.item}|${column.period}`} role="columnheader" {...at(index)}>
                  <b>{periodHead(column.period, columns, words)}</b>
                  {column.dueMs !== undefined && <small>{shortOf(column.dueMs)}</small>}
                  <span className="hidden-words">{column.title}</span>
                </span>
              );
            })}
            <span role="columnheader" className="number" {...at(columns.length)}>
              {say('web.late.sent')}
              <small>{say('web.late.asked')}</small>
            </span>
            <span role="columnheader" className="number" {...at(columns.length + 1)}>
              {say('web.late.onTimeShort')}
            </span>
          </div>
        </div>
        <div role="rowgroup" style={{ height: lines.getTotalSize(), position: 'relative' }}>
          {lines.getVirtualItems().map(({ index: line, start }) => {
            const { unit, cells } = rows[line]!;
            const { byKey, ...sums } = rowSums(cells, columns);
            const isChosen = selected.has(unit.id);
            return (
              <div
                key={unit.id}
                role="row"
                data-row={line}
                aria-rowindex={line + 2}
                className={`matrix-row body-row${isChosen ? ' chosen' : ''}`}
                style={{ ...template, transform: `translateY(${start}px)` }}
              >
                <span role="rowheader">
                  {onSelect ? (
                    <label className="matrix-name">
                      <input type="checkbox" data-column={-1} checked={isChosen} onChange={() => onSelect(unit.id)} />
                      <span>{unit.name}</span>
                    </label>
                  ) : (
                    <span className="matrix-name">
                      <span>{unit.name}</span>
                    </span>
                  )}
                </span>
                {shown.map((index) => {
                  const { item, period } = columns[index]!;
                  return (
                    <span key={`${item}|${period}`} role="cell" {...at(index)}>
                      <MatrixCell
                        cell={byKey.get(`${item}|${period}`)}
                        plan={plan}
                        unit={unit.id}
                        column={index}
                        first={line === 0 && index === 0}
                      />
                    </span>
                  );
                })}
                <span role="cell" className="number" {...at(columns.length)}>
                  {sums.actual}/{sums.expected}
                </span>
                <span role="cell" className="number" {...at(columns.length + 1)}>
                  <b>{sums.expected === 0 ? '–' : `${number((sums.onTime / sums.expected) * 100, 0)}%`}</b>
                </span>
              </div>
            );
          })}
        </div>
        <div role="rowgroup" className="matrix-foot">
          <div role="row" className="matrix-row" style={template}>
            <span role="rowheader">
              <b>{say('web.late.periodTotal')}</b>
            </span>
            {shown.map((index) => {
              const { item, period, actual, expected, onTime, ahead } = columns[index]!;
              return (
                <span key={`${item}|${period}`} role="cell" {...at(index)}>
                  {ahead && actual === 0 ? (
                    <span>{say('web.late.toCome', { count: expected })}</span>
                  ) : (
                    <>
                      <span>{say('web.late.in', { actual, expected })}</span>
                      <span>{say('web.late.inTime', { count: onTime })}</span>
                    </>
                  )}
                </span>
              );
            })}
            <span role="cell" className="number" {...at(columns.length)}>
              <b>
                {sum(({ actual }) => actual)}/{sum(({ expected }) => expected)}
              </b>
            </span>
            <span role="cell" className="number" {...at(columns.length + 1)}>
              <b>
                {asked.length === 0
                  ? '–'
                  : `${number(
                      (sum(({ onTime }) => onTime) /
                        Math.max(
                          1,
                          sum(({ expected }) => expected),
                        )) *
                        100,
                      0,
                    )}%`}
              </b>
            </span>
          </div>
        </div>
      </div>
    </div>
  );
}

const MARKS = [
  { look: 'plain tone-good', glyph: 'tick', word: 'web.state.doneOnTime' },
  { look: 'tinted', glyph: 'tickLate', word: 'web.late.legendLate' },
  { look: 'solid', glyph: 'cross', word: 'web.late.legendOver' },
  { look: 'outlined', glyph: 'back', word: 'web.late.legendReturned' },
  { look: 'plain', glyph: 'ring', word: 'web.state.openInTime' },
  { look: 'plain', glyph: 'none', word: 'web.state.nil' },
  { look: 'plain', glyph: 'dash', word: 'web.state.exempt' },
  { look: 'plain', glyph: 'pause', word: 'web.late.legendPaused' },
] as const;

/** What each mark of the matrix means. */
export function MatrixLegend() {
  const { say } = useWords();
  return (
    <ul className="legend">
      {MARKS.map(({ look, glyph, word }) => (
        <li key={word}>
          <span className={`matrix-cell mark-cell ${look}`}>
            <Glyph name={glyph} size={14} />
          </span>
          {say(word)}
        </li>
      ))}
    </ul>
  );
}
