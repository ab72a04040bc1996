import { Link } from 'wouter';
import { usePlanNames } from '../api/plan-names.js';
import { usePages } from '../api/read.js';
import { StateChip } from '../parts/chip.js';
import { ShowMore } from '../parts/show-more.js';
import { GreyRows, Trouble } from '../parts/states.js';
import { timeLeft } from '../words/due.js';
import { dutyPath, dutyTitle } from '../words/duty.js';
import { useWords } from '../words/words.js';

/** What I await from others, what is overdue first. */
export function Awaited() {
  const words = useWords();
  const { say, dayOf } = words;
  const plans = usePlanNames();
  const read = usePages('inbox', 'awaiting', { query: { limit: 100 } }, (answer) => answer);
  const rows = read.items.toSorted((a, b) => b.standing.overdueMs - a.standing.overdueMs);
  if (read.isPending) return <GreyRows />;
  return (
    <div className="card table-card">
      <Trouble refusal={read.error} />
      <table>
        <thead>
          <tr>
            <th scope="col">{say('web.unit')}</th>
            <th scope="col">{say('web.duty')}</th>
            <th scope="col">{say('web.plan')}</th>
            <th scope="col">{say('web.due')}</th>
            <th scope="col">{say('web.status')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((duty) => (
            <tr key={`${duty.plan}|${duty.unit.id}|${duty.item}|${duty.period}`}>
              <td>{duty.unit.name}</td>
              <td>
                <Link to={dutyPath(duty)}>{dutyTitle(duty, words)}</Link>
              </td>
              <td className="symbol">{plans.get(duty.plan)?.symbol}</td>
              <td>{duty.dueMs === undefined ? say('web.left.undated') : `${dayOf(duty.dueMs)} · ${timeLeft(duty.dueMs, words)}`}</td>
              <td>
                <StateChip state={duty.standing.state} bare={duty.standing.state !== 'openOverdue'} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length === 0 && <p className="empty">{say('web.inbox.nothingSent')}</p>}
      <ShowMore of={read} />
    </div>
  );
}
