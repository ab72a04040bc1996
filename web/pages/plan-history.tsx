import { usePages } from '../api/read.js';
import { useUnits } from '../api/unit-names.js';
import { ShowMore } from '../parts/show-more.js';
import { GreyRows, Trouble } from '../parts/states.js';
import { useWords } from '../words/words.js';

const NAMED = 4;

/** Everything that happened under a plan, in the order of rule time, with the code of each record. */
export function PlanHistory({ id }: { id: string }) {
  const { say, code, dayOf, time, period, capital } = useWords();
  const units = useUnits();
  const read = usePages('plans', 'timeline', { params: { plan: id }, query: { limit: 100 } }, (answer) => answer);
  const named = (ids: readonly string[]) => {
    const names = ids.slice(0, NAMED).map((unit) => units.get(unit)?.name ?? unit);
    return ids.length > NAMED ? say('web.history.more', { names: names.join(', '), more: ids.length - NAMED }) : names.join(', ');
  };
  if (read.isPending) return <GreyRows rows={10} />;
  return (
    <div className="card table-card">
      <Trouble refusal={read.error} />
      <table>
        <thead>
          <tr>
            <th scope="col">{say('web.history.at')}</th>
            <th scope="col">{say('web.history.what')}</th>
            <th scope="col">{say('web.unit')}</th>
            <th scope="col">{say('web.duty')}</th>
            <th scope="col">{say('web.history.by')}</th>
            <th scope="col">{say('web.receipt.code')}</th>
          </tr>
        </thead>
        <tbody>
          {read.items.map(({ lane, seq, type, atMs, units: about = [], item, period: key, actor, hash }) => (
            <tr key={`${lane}|${seq}`}>
              <td className="nowrap">
                {dayOf(atMs)} {time(atMs)}
              </td>
              <td>{capital(code('cli.event.', type))}</td>
              <td>{named(about)}</td>
              <td>{[item, key && period(key)].filter(Boolean).join(', ')}</td>
              <td>{actor}</td>
              <td className="code">{hash.slice(0, 8).toUpperCase()}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <ShowMore of={read} />
    </div>
  );
}
