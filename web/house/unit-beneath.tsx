import { Link } from 'wouter';
import { useUnits } from '../api/unit-names.js';
import { useWords } from '../words/words.js';

/** The bodies directly beneath one, as links. */
export function UnitBeneath({ unit }: { unit: string }) {
  const { say } = useWords();
  const beneath = [...useUnits().values()].filter(({ parent }) => parent === unit);
  if (beneath.length === 0) return null;
  return (
    <section className="card padded">
      <h2>{say('web.unit.beneath', { count: beneath.length })}</h2>
      <ul className="letter-to">
        {beneath.map(({ id, name }) => (
          <li key={id}>
            <Link to={`/units/${id}`}>{name}</Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
