import { Link } from 'wouter';
import type { DutyAnswer } from '../../contract/http-api.js';
import { Chip, RungChip } from '../parts/chip.js';
import { dutyPath, dutyTitle } from '../words/duty.js';
import { useWords } from '../words/words.js';
import { daysOf } from './late-data.js';

const SHOWN = 200;

/** All that is overdue as a list, the longest first: the twin of the matrix, with receipts, own plans and tasks as well. */
export function LateList(props: { duties: DutyAnswer[]; selected: ReadonlySet<string>; onSelect: ((unit: string) => void) | undefined }) {
  const { duties, selected, onSelect } = props;
  const words = useWords();
  const { say, dayOf, capital } = words;
  const rows = duties.toSorted((a, b) => b.standing.overdueMs - a.standing.overdueMs).slice(0, SHOWN);
  return (
    <div className="card table-card">
      <table>
        <thead>
          <tr>
            <th scope="col">{say('web.unit')}</th>
            <th scope="col">{say('web.duty')}</th>
            <th scope="col">{say('web.due')}</th>
            <th scope="col">{say('web.status')}</th>
            <th scope="col">{say('web.cascade.rung')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((duty) => (
            <tr key={`${duty.unit.id}|${duty.item}|${duty.period}`} className={selected.has(duty.unit.id) ? 'chosen' : ''}>
              <td>
                {onSelect ? (
                  <label className="matrix-name">
                    <input type="checkbox" checked={selected.has(duty.unit.id)} onChange={() => onSelect(duty.unit.id)} />
                    <span>{duty.unit.name}</span>
                  </label>
                ) : (
                  duty.unit.name
                )}
              </td>
              <td>
                <Link to={dutyPath(duty)}>{capital(dutyTitle(duty, words))}</Link>
              </td>
              <td>{duty.dueMs !== undefined && dayOf(duty.dueMs)}</td>
              <td>
                <Chip glyph="cross" tone="over">
                  {say('web.late.days', { days: daysOf(duty.standing.overdueMs) })}
                </Chip>
              </td>
              <td>{duty.rung && <RungChip rung={duty.rung} urged={duty.urged} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {duties.length > SHOWN && <p className="empty">{say('web.late.more', { count: duties.length - SHOWN })}</p>}
    </div>
  );
}
