import { useWords } from '../words/words.js';
import { AGES, type Column } from './late-data.js';

const AGE_FILLS = ['var(--age-1)', 'var(--age-2)', 'var(--age-3)', 'var(--age-4)', 'var(--age-5)'];

/** How long what is overdue has been so: one bar, and its numbers in words; a press shows what is of that age. */
export function Ages({ ages, chosen, onChoose }: { ages: number[]; chosen?: number | undefined; onChoose?(place: number): void }) {
  const { say, number } = useWords();
  const all = ages.reduce((sum, count) => sum + count, 0);
  const label = (place: number) =>
    place === AGES.length - 1
      ? say('web.late.ageOver', { days: AGES[place - 1]! })
      : say('web.late.age', { from: (AGES[place - 1] ?? 0) + 1, to: AGES[place]! });
  let x = 0;
  return (
    <section className="card padded">
      <h2>{say('web.late.overdue', { count: number(all) })}</h2>
      <svg width="100%" height="24" aria-hidden="true">
        <rect width="100%" height="24" fill="var(--sunken)" />
        {ages.map((count, place) => {
          const width = all === 0 ? 0 : (count / all) * 100;
          const at = x;
          x += width;
          return <rect key={place} x={`${at}%`} width={`${Math.max(0, width - 0.4)}%`} height="24" fill={AGE_FILLS[place]} />;
        })}
      </svg>
      <ul className="age-list">
        {ages.map((count, place) => (
          <li key={place} className="row-between">
            <span>
              <svg width="12" height="12" aria-hidden="true">
                <rect width="12" height="12" fill={AGE_FILLS[place]} />
              </svg>{' '}
              {onChoose ? (
                <button type="button" className="plain age-button" aria-pressed={chosen === place} onClick={() => onChoose(place)}>
                  {label(place)}
                </button>
              ) : (
                label(place)
              )}
            </span>
            <b>{number(count)}</b>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Where it is held up: at the bodies themselves, at those beneath them, at guidance that is still to come. */
export function Causes({ causes }: { causes: { own: number; below: number; guidance: number } }) {
  const { say, number } = useWords();
  const lines = [
    { word: 'web.late.causeOwn', count: causes.own, fill: 'var(--bar)' },
    { word: 'web.late.causeBelow', count: causes.below, fill: 'var(--line-strong)' },
    { word: 'web.late.causeGuidance', count: causes.guidance, fill: 'var(--wait-f)' },
  ] as const;
  const top = Math.max(1, ...lines.map(({ count }) => count));
  return (
    <section className="card padded">
      <h2>{say('web.late.causes')}</h2>
      {lines.map(({ word, count, fill }) => (
        <div key={word} className="kind">
          <p className="row-between">
            <span>{say(word)}</span>
            <b>{number(count)}</b>
          </p>
          <svg width="100%" height="8" aria-hidden="true">
            <rect width="100%" height="8" fill="var(--sunken)" />
            <rect width={`${(count / top) * 100}%`} height="8" fill={fill} />
          </svg>
        </div>
      ))}
      <p className="secondary">{say('web.late.waitingApart')}</p>
    </section>
  );
}

const WIDTH = 240;
const HEIGHT = 70;

/** Share that came in time, period by period; those that nobody has answered yet are left out. */
export function Trend({ columns }: { columns: Column[] }) {
  const { say, number, period } = useWords();
  const points = columns
    .filter(({ actual }) => actual > 0)
    .map((column) => ({ ...column, share: (column.onTime / column.actual) * 100 }))
    .slice(-8);
  if (points.length < 2) return null;
  const x = (place: number) => 16 + (place * (WIDTH - 32)) / (points.length - 1);
  const y = (share: number) => 20 + HEIGHT - (share / 100) * HEIGHT;
  return (
    <section className="card padded">
      <h2>{say('web.late.trend')}</h2>
      <svg
        width="100%"
        viewBox={`0 0 ${WIDTH} ${HEIGHT + 40}`}
        role="img"
        aria-label={points.map(({ period: key, share }) => `${period(key)}: ${number(share, 0)}%`).join('; ')}
      >
        <polyline
          points={points.map(({ share }, place) => `${x(place)},${y(share)}`).join(' ')}
          fill="none"
          stroke="var(--bar)"
          strokeWidth="2"
        />
        {points.map(({ period: key, share }, place) => (
          <g key={key}>
            <circle cx={x(place)} cy={y(share)} r="4" fill="var(--bar)" />
            <text x={x(place)} y={y(share) - 8} fontSize="13" textAnchor="middle">
              {number(share, 0)}%
            </text>
            <text x={x(place)} y={HEIGHT + 38} fontSize="13" textAnchor="middle">
              {key.slice(5)}
            </text>
          </g>
        ))}
      </svg>
    </section>
  );
}
