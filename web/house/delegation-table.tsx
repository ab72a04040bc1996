import type { Answer } from '../api/ask.js';
import { useAct } from '../api/act.js';
import { Trouble } from '../parts/states.js';
import { useWords } from '../words/words.js';

/** Delegations that are not over, each with its end. */
export function DelegationTable({ items }: { items: Answer<'delegations', 'list'>['items'] }) {
  const { say, code, day } = useWords();
  const { act, refusal } = useAct();
  return (
    <div className="card table-card">
      <Trouble refusal={refusal} />
      {items.length === 0 ? (
        <p className="empty">{say('web.delegations.none')}</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th scope="col">{say('web.delegations.by')}</th>
              <th scope="col">{say('web.delegations.to')}</th>
              <th scope="col">{say('web.delegations.what')}</th>
              <th scope="col">{say('web.delegations.days')}</th>
              <th scope="col">{say('web.delegations.reason')}</th>
              <th scope="col">{say('web.people.acts')}</th>
            </tr>
          </thead>
          <tbody>
            {items.map(({ id, byName, toName, role, unit, from, until, reason }) => (
              <tr key={id}>
                <td>{byName}</td>
                <td>{toName}</td>
                <td>
                  {code('web.role.', role)} · {unit.name}
                </td>
                <td className="nowrap">
                  {day(from)} – {day(until)}
                </td>
                <td>{reason}</td>
                <td>
                  <button
                    type="button"
                    className="text-button"
                    aria-label={say('web.delegations.endOf', { by: byName, to: toName })}
                    onClick={() => void act('delegations', 'end', { params: { delegation: id } })}
                  >
                    {say('web.delegations.end')}
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}
