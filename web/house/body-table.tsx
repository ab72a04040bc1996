import { Link } from 'wouter';
import { useWords } from '../words/words.js';
import { type Counts, sumOf } from './counts.js';

const STATES = ['onTime', 'late', 'open', 'overdue', 'waiting'] as const;

/** The bars of the bodies as figures. */
export function BodyTable({ bodies }: { bodies: { id: string; name: string; counts: Counts }[] }) {
  const { say, code, number } = useWords();
  return (
    <table className="body-table">
      <thead>
        <tr>
          <th scope="col">{say('web.unit')}</th>
          {STATES.map((state) => (
            <th key={state} scope="col" className="number">
              {code('web.fourShort.', state)}
            </th>
          ))}
          <th scope="col" className="number">
            {say('web.total')}
          </th>
        </tr>
      </thead>
      <tbody>
        {bodies.map(({ id, name, counts }) => (
          <tr key={id}>
            <td>
              <Link to={`/units/${id}`}>{name}</Link>
            </td>
            {STATES.map((state) => (
              <td key={state} className="number">
                {number(counts[state])}
              </td>
            ))}
            <td className="number">
              <b>{number(sumOf(counts))}</b>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
