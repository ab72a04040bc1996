import { useRead } from '../api/read.js';
import { GreyRows, Trouble } from '../parts/states.js';
import { useWords } from '../words/words.js';

const NOBODY = {};

/** Who receives the plan, as its groups stand in the tree of today, and how much each will owe. */
export function RecipientsStep({ plan }: { plan: string }) {
  const { say, dayOf, number } = useWords();
  const { data, error } = useRead('plans', 'rehearse', { params: { plan }, body: { behaviours: NOBODY } });
  if (error) return <Trouble refusal={error} />;
  if (!data) return <GreyRows rows={10} />;
  const duties = data.byUnit.reduce((sum, unit) => sum + unit.duties, 0);
  return (
    <div className="card table-card">
      <table>
        <caption className="caption">{say('web.recipients.what', { count: data.byUnit.length, duties: number(duties) })}</caption>
        <thead>
          <tr>
            <th scope="col">{say('web.unit')}</th>
            <th scope="col">{say('web.recipients.code')}</th>
            <th scope="col" className="number">
              {say('web.recipients.duties')}
            </th>
            <th scope="col" className="number">
              {say('web.recipients.reminders')}
            </th>
            <th scope="col">{say('web.recipients.firstDue')}</th>
          </tr>
        </thead>
        <tbody>
          {data.byUnit.map(({ unit, code, name, duties: owed, reminders }) => {
            const first = data.entries.find(({ type, units }) => type === 'fellDue' && units.includes(unit));
            return (
              <tr key={unit}>
                <td>{name}</td>
                <td className="secondary">{code}</td>
                <td className="number">{owed}</td>
                <td className="number">{reminders}</td>
                <td>{first === undefined ? '–' : dayOf(first.atMs)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
