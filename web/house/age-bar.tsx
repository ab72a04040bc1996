import type { Answer } from '../api/ask.js';
import { useWords } from '../words/words.js';

const FILLS = ['var(--age-1)', 'var(--age-2)', 'var(--age-3)', 'var(--age-4)', 'var(--age-5)'];
const DARK_FROM = 2;

/** How long what is overdue has been so, in one bar with its numbers, ages beneath. */
export function AgeBar({ ages }: { ages: Answer<'overview', 'get'>['ages'] }) {
  const { say, number } = useWords();
  const all = ages.reduce((sum, { count }) => sum + count, 0);
  const parts = ages.map((age, place) => ({ ...age, place })).filter(({ count }) => count > 0);
  return (
    <section className="card padded">
      <h2>{say('web.overview.ages', { count: number(all) })}</h2>
      {all > 0 && (
        <div className="age-bar" style={{ gridTemplateColumns: parts.map(({ count }) => `minmax(44px, ${count}fr)`).join(' ') }}>
          {parts.map(({ from, to, count, place }) => (
            <p key={from}>
              <b style={{ background: FILLS[place], color: place >= DARK_FROM ? '#fff' : 'var(--ink)' }}>{number(count)}</b>
              <small>{to === undefined ? `${from}+` : `${from}–${to}`}</small>
            </p>
          ))}
        </div>
      )}
    </section>
  );
}
