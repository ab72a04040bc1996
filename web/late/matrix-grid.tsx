import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useRef } from 'react';
import { isDelivered, type DutyState } from '../../domain/duty.js';
import { Glyph } from '../parts/glyph.js';
import { MatrixCell } from '../parts/matrix-cell.js';
import { useWords } from '../words/words.js';
import type { Column, MatrixRow } from './late-data.js';

const ROW = 34;
const ROW_ROOMY = 44;
const BEYOND = 10;

/** Bodies × periods: each cell a report, totals both ways, rows to select. Only rows in sight are in the page; arrows walk the cells, x selects a row. */
export function MatrixGrid(props: {
  plan: string;
  columns: Column[];
  rows: MatrixRow[];
  selected: ReadonlySet<string>;
  onSelect?: ((unit: string) => void) | undefined;
}) {
  const { plan, columns, rows, selected, onSelect } = props;
  const { say, capital, period, shortOf, number } = useWords();
  const box = useRef<HTMLDivElement>(null);
  const isRoomy = document.documentElement.dataset['roomy'] === 'on' || matchMedia('(pointer: coarse)').matches;
  const lines = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => (isRoomy ? ROW_ROOMY : ROW),
    overscan: BEYOND,
  });
  const template = { gridTemplateColumns: `minmax(200px, 260px) repeat(${columns.length}, minmax(102px, 1fr)) 66px 60px` };
  const all = columns.reduce(
    (sum, { expected, actual, onTime }) => ({
      expected: sum.expected + expected,
      actual: sum.actual + actual,
      onTime: sum.onTime + onTime,
    }),
    {
      expected: 0,
      actual: 0,
      onTime: 0,
    },
  );

  const walk = (event: KeyboardEvent<HTMLDivElement>) => {
    const row = (event.target as HTMLElement).closest<HTMLElement>('[data-row]');
    if (!row) return;
    const at = Number(row.dataset['row']);
    const links = [...row.querySelectorAll<HTMLElement>('a, input')];
    const place = links.indexOf(event.target as HTMLElement);
    const to = (next: number) => {
      lines.scrollToIndex(Math.max(0, Math.min(rows.length - 1, next)), { align: 'auto' });
      requestAnimationFrame(() =>
        requestAnimationFrame(() =>
          box.current?.querySelector(`[data-row="${next}"]`)?.querySelectorAll<HTMLElement>('a, input')[Math.max(0, place)]?.focus(),
        ),
      );
    };
    if (event.key === 'ArrowRight') links[place + 1]?.focus();
    else if (event.key === 'ArrowLeft') links[place - 1]?.focus();
    else if (event.key === 'ArrowDown') to(at + 1);
    else if (event.key === 'ArrowUp') to(at - 1);
    else if (event.key === 'x') onSelect?.(rows[at]!.unit.id);
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
        onKeyDown={walk}
      >
        <div role="rowgroup" className="grid-sticky">
          <div role="row" className="matrix-row matrix-head" style={template}>
            <span role="columnheader">{say('web.unit')}</span>
            {columns.map((column) => (
              <span key={`${column.item}|${column.period}`} role="columnheader">
                <b>{capital(period(column.period))}</b>
                {column.dueMs !== undefined && <small>{shortOf(column.dueMs)}</small>}
                <span className="hidden-words">{column.title}</span>
              </span>
            ))}
            <span role="columnheader" className="number">
              {say('web.late.sent')}
            </span>
            <span role="columnheader" className="number">
              {say('web.late.onTime')}
            </span>
          </div>
        </div>
        <div role="rowgroup" style={{ height: lines.getTotalSize(), position: 'relative' }}>
          {lines.getVirtualItems().map(({ index, start }) => {
            const { unit, cells } = rows[index]!;
            const sums = sumsOf(cells, columns);
            const isChosen = selected.has(unit.id);
            return (
              <div
                key={unit.id}
                role="row"
                data-row={index}
                aria-rowindex={index + 2}
                className={`matrix-row body-row${isChosen ? ' chosen' : ''}`}
                style={{ ...template, transform: `translateY(${start}px)` }}
              >
                <span role="rowheader">
                  {onSelect ? (
                    <label className="matrix-name">
                      <input type="checkbox" checked={isChosen} onChange={() => onSelect(unit.id)} />
                      <span>{unit.name}</span>
                    </label>
                  ) : (
                    <span className="matrix-name">
                      <span>{unit.name}</span>
                    </span>
                  )}
                </span>
                {columns.map(({ item, period: key }) => (
                  <span key={`${item}|${key}`} role="cell">
                    <MatrixCell cell={cells.find((cell) => cell.item === item && cell.period === key)} plan={plan} unit={unit.id} />
                  </span>
                ))}
                <span role="cell" className="number">
                  {sums.actual}/{sums.expected}
                </span>
                <span role="cell" className="number">
                  <b>{sums.actual === 0 ? '–' : `${number((sums.onTime / sums.actual) * 100, 0)}%`}</b>
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
            {columns.map(({ item, period: key, actual, expected, onTime }) => (
              <span key={`${item}|${key}`} role="cell">
                <span>{say('web.late.in', { actual, expected })}</span>
                <span>{say('web.late.inTime', { count: onTime })}</span>
              </span>
            ))}
            <span role="cell" className="number">
              <b>
                {all.actual}/{all.expected}
              </b>
            </span>
            <span role="cell" className="number">
              <b>{all.actual === 0 ? '–' : `${number((all.onTime / all.actual) * 100, 0)}%`}</b>
            </span>
          </div>
        </div>
      </div>
    </div>
  );
}

function sumsOf(cells: MatrixRow['cells'], columns: Column[]) {
  const shown = cells.filter(
    ({ item, period, state }) => state !== 'exempt' && columns.some((column) => column.item === item && column.period === period),
  );
  return {
    expected: shown.length,
    actual: shown.filter(({ state }) => isDelivered(state as DutyState)).length,
    onTime: shown.filter(({ state }) => state === 'doneOnTime' || state === 'nil').length,
  };
}

/** What each mark of the matrix means. */
export function MatrixLegend() {
  const { say } = useWords();
  return (
    <ul className="legend">
      <li className="tone-good">
        <Glyph name="tick" /> {say('web.state.doneOnTime')}
      </li>
      <li className="tone-late">
        <Glyph name="tickLate" /> {say('web.state.doneLate')}
      </li>
      <li className="tone-over">
        <Glyph name="cross" /> {say('web.late.legendOver')}
      </li>
      <li className="tone-warn">
        <Glyph name="back" /> {say('web.review.returned')}
      </li>
      <li>
        <Glyph name="ring" /> {say('web.state.openInTime')}
      </li>
      <li>
        <Glyph name="none" /> {say('web.state.nil')}
      </li>
      <li>
        <Glyph name="dash" /> {say('web.state.exempt')}
      </li>
    </ul>
  );
}
