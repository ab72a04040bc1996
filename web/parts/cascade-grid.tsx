import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { PlanAnswer } from '../../contract/http-api.js';
import { type CascadeLine, type CascadeNode, opens } from '../words/cascade-tree.js';
import { useWords } from '../words/words.js';
import { CascadeCells, type UnitPace } from './cascade-row.js';

const ROW = 37;
const ROW_ROOMY = 47;
const BEYOND = 8;

/** The cascade as a treegrid (WAI-ARIA): arrows move, right and left open and close, Home and End jump, Enter shows the thread. Only rows in sight are in the page. */
export function CascadeGrid(props: {
  lines: CascadeLine[];
  chosen: string | undefined;
  open: ReadonlySet<string>;
  paces: Map<string, UnitPace>;
  plans: Map<string, PlanAnswer>;
  indicator: string | undefined;
  onChoose(unit: string | undefined): void;
  onToggle(node: CascadeNode, to?: boolean): void;
  onUnfold(parent: string): void;
}) {
  const { lines, chosen, open, paces, plans, indicator, onChoose, onToggle, onUnfold } = props;
  const { say } = useWords();
  const box = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState(0);
  const at = Math.min(place, Math.max(0, lines.length - 1));
  const isRoomy = document.documentElement.dataset['roomy'] === 'on' || matchMedia('(pointer: coarse)').matches;
  const rows = useVirtualizer({
    count: lines.length,
    getScrollElement: () => box.current,
    estimateSize: () => (isRoomy ? ROW_ROOMY : ROW),
    overscan: BEYOND,
  });
  const chosenPlace = lines.findIndex((line) => line.kind === 'unit' && line.node.row.unit.id === chosen);
  useEffect(() => {
    if (chosenPlace >= 0) rows.scrollToIndex(chosenPlace, { align: 'auto' });
  }, [chosenPlace, rows]);

  const move = (to: number) => {
    const next = Math.max(0, Math.min(lines.length - 1, to));
    setPlace(next);
    rows.scrollToIndex(next, { align: 'auto' });
    // The row may only now come into the page.
    requestAnimationFrame(() => requestAnimationFrame(() => box.current?.querySelector<HTMLElement>(`[data-place="${next}"]`)?.focus()));
  };
  const press = (event: KeyboardEvent<HTMLDivElement>) => {
    const line = lines[at];
    if (!line || (event.target as HTMLElement).getAttribute('role') !== 'row') return;
    const go = () => {
      switch (event.key) {
        case 'ArrowDown':
          return move(at + 1);
        case 'ArrowUp':
          return move(at - 1);
        case 'Home':
          return move(0);
        case 'End':
          return move(lines.length - 1);
        case 'ArrowRight':
          if (line.kind !== 'unit' || !opens(line.node)) return undefined;
          return open.has(line.node.row.unit.id) ? move(at + 1) : onToggle(line.node, true);
        case 'ArrowLeft':
          if (line.kind === 'unit' && open.has(line.node.row.unit.id) && opens(line.node)) return onToggle(line.node, false);
          return move(lines.findLastIndex((other, index) => index < at && other.kind === 'unit' && other.level < line.level));
        case 'Enter':
        case ' ':
          return line.kind === 'unit' ? onChoose(line.node.row.unit.id) : onUnfold(line.parent.row.unit.id);
        default:
          return false;
      }
    };
    if (go() !== false) event.preventDefault();
  };

  return (
    <div className="card cascade-grid">
      <div
        ref={box}
        className="grid-box"
        role="treegrid"
        aria-label={say('web.cascade')}
        aria-rowcount={lines.length + 1}
        onKeyDown={press}
      >
        <div role="rowgroup" className="grid-sticky">
          <div role="row" className="grid-row grid-top" aria-rowindex={1}>
            <span role="columnheader">{say('web.unit')}</span>
            <span role="columnheader" className="number">
              {say('web.cascade.received')}
            </span>
            <span role="columnheader">{say('web.cascade.ownPlan')}</span>
            <span role="columnheader" className="number">
              {say('web.cascade.tasks')}
            </span>
            <span role="columnheader">{indicator ?? say('web.nav.targets')}</span>
            <span role="columnheader">{say('web.nav.reports')}</span>
            <span role="columnheader">{say('web.cascade.rung')}</span>
          </div>
        </div>
        <div role="rowgroup" style={{ height: rows.getTotalSize(), position: 'relative' }}>
          {rows.getVirtualItems().map(({ index, start }) => {
            const line = lines[index]!;
            const shared = {
              'data-place': index,
              'aria-rowindex': index + 2,
              'aria-level': line.level,
              tabIndex: index === at ? 0 : -1,
              style: { transform: `translateY(${start}px)` },
              onFocus: () => setPlace(index),
            };
            if (line.kind === 'fold')
              return (
                <div key={`fold|${line.parent.row.unit.id}`} role="row" className="grid-row fold" {...shared}>
                  <span role="gridcell" style={{ paddingLeft: 31 + (line.level - 1) * 20 }}>
                    <button type="button" className="text-button" tabIndex={-1} onClick={() => onUnfold(line.parent.row.unit.id)}>
                      {say('web.cascade.unfold', { count: line.count, unit: line.parent.row.unit.name })}
                    </button>
                  </span>
                </div>
              );
            const { node, level, place: inSet, of } = line;
            const { id } = node.row.unit;
            return (
              <div
                key={id}
                role="row"
                className={`grid-row${level > 1 ? ' below' : ''}${id === chosen ? ' chosen' : ''}`}
                aria-expanded={opens(node) ? open.has(id) : undefined}
                aria-selected={id === chosen}
                aria-posinset={inSet}
                aria-setsize={of}
                onClick={() => onChoose(id)}
                {...shared}
              >
                <CascadeCells
                  node={node}
                  level={level}
                  open={open.has(id)}
                  pace={paces.get(id)}
                  plans={plans}
                  onToggle={() => onToggle(node)}
                />
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}
