import { Link } from 'wouter';
import { usePages } from '../api/read.js';
import { Chip } from '../parts/chip.js';
import { ShowMore } from '../parts/show-more.js';
import { GreyRows, Trouble } from '../parts/states.js';
import { dutyPath } from '../words/duty.js';
import { useWords } from '../words/words.js';

/** What one's bodies were told under a plan, newest first: the notice as it was worded, and the why of it. */
export function PlanNotices({ id }: { id: string }) {
  const { say, dayOf, time, code } = useWords();
  const read = usePages('inbox', 'notices', { query: { plan: id, limit: 50 } }, (answer) => answer);
  if (read.isPending) return <GreyRows rows={8} />;
  return (
    <div className="card table-card">
      <Trouble refusal={read.error} />
      <table>
        <thead>
          <tr>
            <th scope="col">{say('web.history.at')}</th>
            <th scope="col">{say('web.notices.what')}</th>
            <th scope="col">{say('web.why')}</th>
            <th scope="col">{say('web.notices.urgency')}</th>
          </tr>
        </thead>
        <tbody>
          {read.items.map(({ id: notice, atMs, title, line, why, said, urgency, unit, item, period }) => (
            <tr key={notice}>
              <td className="nowrap">
                {dayOf(atMs)} {time(atMs)}
              </td>
              <td>
                {unit !== undefined && item !== undefined && period !== undefined ? (
                  <Link to={dutyPath({ plan: id, unit, item, period })}>{title}</Link>
                ) : (
                  <b>{title}</b>
                )}
                <span className="thread-said">{line}</span>
                {said?.text !== undefined && <span className="thread-said">“{said.text}”</span>}
              </td>
              <td className="secondary">{why}</td>
              <td>
                <Chip glyph={urgency === 'digest' ? 'page' : 'up'} tone={urgency === 'digest' ? 'plain-state' : 'info'} bare>
                  {code('web.urgency.', urgency)}
                </Chip>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {read.items.length === 0 && <p className="empty">{say('web.notices.none')}</p>}
      <ShowMore of={read} />
    </div>
  );
}
