import type { Plan } from '../../domain/plan.js';
import { usePages } from '../api/read.js';
import { useUnits } from '../api/unit-names.js';
import { ShowMore } from '../parts/show-more.js';
import { GreyRows, Trouble } from '../parts/states.js';
import { titlesOf } from '../words/plan-titles.js';
import { useWords } from '../words/words.js';

const NAMED = 4;

/** Everything that happened under a plan, in the order of rule time, with what was written beside it and the code of each record. */
export function PlanHistory({ id, plan }: { id: string; plan: Plan }) {
  const words = useWords();
  const { say, code, dayOf, time, period, capital } = words;
  const units = useUnits();
  const read = usePages('plans', 'timeline', { params: { plan: id }, query: { limit: 100 } }, (answer) => answer);
  const titles = titlesOf(plan, words);
  const named = (ids: readonly string[]) => {
    const names = ids.slice(0, NAMED).map((unit) => units.get(unit)?.name ?? unit);
    return ids.length > NAMED ? say('web.history.more', { names: names.join(', '), more: ids.length - NAMED }) : names.join(', ');
  };
  if (read.isPending) return <GreyRows rows={10} />;
  return (
    <div className="card table-card history">
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
          {read.items.map(({ lane, seq, type, atMs, units: about = [], item, period: key, actor, data, said, hash }) => (
            <tr key={`${lane}|${seq}`}>
              <td className="nowrap">
                {dayOf(atMs)} {time(atMs)}
              </td>
              <td>
                {capital(code('cli.event.', type))}
                {typeof data['rung'] === 'string' && `: ${code('web.rung.', data['rung'])}`}
                {said?.text !== undefined && <span className="thread-said">{said.text}</span>}
              </td>
              <td>{named(about)}</td>
              <td>
                {[item !== undefined && capital(titles.get(item) ?? item), key !== undefined && period(key)].filter(Boolean).join(', ')}
              </td>
              <td className="code">{actor}</td>
              <td className="code">{hash.slice(0, 8).toUpperCase()}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <ShowMore of={read} />
    </div>
  );
}
