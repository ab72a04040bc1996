import { Link } from 'wouter';
import { useAll, useRead } from '../api/read.js';
import { StateChip } from '../parts/chip.js';
import { Glyph } from '../parts/glyph.js';
import { Thread } from '../parts/thread.js';
import type { CascadeNode } from '../words/cascade-tree.js';
import { timeLeft } from '../words/due.js';
import { dutyPath, dutyTitle } from '../words/duty.js';
import { useWords } from '../words/words.js';

/** The thread of one body under a plan: who answers for it, what it owes, what happened, what comes next. */
export function UnitThread({ plan, node, onClose }: { plan: string; node: CascadeNode; onClose(): void }) {
  const words = useWords();
  const { say, dayOf } = words;
  const { unit, nextDueMs } = node.row;
  const head = useRead('units', 'get', { params: { unit: unit.id } }).data?.head;
  const timeline = useAll('plans', 'timeline', { params: { plan }, query: { unit: unit.id } }, (answer) => answer);
  const duties = useAll('duties', 'list', { query: { plan, unit: unit.id } }, (answer) => answer);
  const open = duties.items.filter(({ standing }) => standing.state === 'openOverdue' || standing.state === 'openInTime');
  const shown = open.toSorted((a, b) => (a.dueMs ?? Infinity) - (b.dueMs ?? Infinity)).slice(0, 6);
  return (
    <aside className="card padded pane fade" aria-label={unit.name}>
      <div>
        <div className="row-between">
          <h2 className="pane-title">
            <Link to={`/units/${unit.id}`}>{unit.name}</Link>
          </h2>
          <button type="button" className="plain" aria-label={say('web.close')} onClick={onClose}>
            <Glyph name="cross" size={18} />
          </button>
        </div>
        {head && <p className="secondary">{say('web.thread.head', { head: head.position })}</p>}
      </div>
      <div>
        <h3>{say('web.thread.open', { count: open.length })}</h3>
        <ul className="owed">
          {shown.map((duty) => (
            <li key={`${duty.item}|${duty.period}`}>
              <Link to={dutyPath(duty)}>{words.capital(dutyTitle(duty, words))}</Link>
              <span className="secondary">
                {duty.dueMs === undefined ? say('web.left.undated') : `${dayOf(duty.dueMs)} · ${timeLeft(duty.dueMs, words)}`}
              </span>
              {duty.standing.state === 'openOverdue' && <StateChip state="openOverdue" />}
            </li>
          ))}
        </ul>
      </div>
      <div>
        <h3>{say('web.pane.history')}</h3>
        <Thread entries={timeline.items} />
      </div>
      {nextDueMs !== undefined && (
        <p className="secondary">
          <b>{say('web.thread.nextDue')}</b> {dayOf(nextDueMs)} · {timeLeft(nextDueMs, words)}
        </p>
      )}
    </aside>
  );
}
