import { Link } from 'wouter';
import { usePages } from '../api/read.js';
import { ShowMore } from '../parts/show-more.js';
import { dutyPath, dutyTitle } from '../words/duty.js';
import { useWords } from '../words/words.js';

const PAGE = 5;

/** What the ladder proposed for review, to be decided on the page of each. */
export function Proposed() {
  const words = useWords();
  const { say, capital } = words;
  const read = usePages('duties', 'list', { query: { only: 'proposed', limit: PAGE } }, (answer) => answer);
  if (read.items.length === 0) return null;
  return (
    <section className="card padded">
      <h2>{say('web.overview.proposed')}</h2>
      {read.items.map((duty) => (
        <p key={`${duty.plan}${duty.unit.id}${duty.item}${duty.period}`} className="wait-row">
          <Link to={dutyPath(duty)}>{capital(dutyTitle(duty, words))}</Link> <span className="secondary">{duty.unit.name}</span>
        </p>
      ))}
      <ShowMore of={read} />
    </section>
  );
}
