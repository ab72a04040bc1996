import { useWords } from '../words/words.js';
import { type Counts, sumOf } from './counts.js';

/** The four official states in one bar, overdue always last and darkest; the numbers stand in their parts. */
export function StateBar({ counts, of, height = 26 }: { counts: Counts; of: number; height?: number }) {
  const { say, code } = useWords();
  const parts = [
    { key: 'onTime', count: counts.onTime, fill: 'var(--done-f)', ink: 'var(--ink)' },
    { key: 'late', count: counts.late, fill: 'url(#hatch)', ink: 'var(--ink)' },
    { key: 'open', count: counts.open, fill: 'var(--open-f)', ink: 'var(--ink)' },
    { key: 'overdue', count: counts.overdue, fill: 'var(--over)', ink: '#fff' },
  ];
  const all = Math.max(1, of);
  let x = 0;
  return (
    <svg
      width="100%"
      height={height}
      role="img"
      aria-label={parts.map(({ key, count }) => `${code('web.four.', key)}: ${count}`).join('; ')}
    >
      {parts.map(({ key, count, fill, ink }) => {
        const width = (count / all) * 100;
        const at = x;
        x += width;
        return count === 0 ? null : (
          <g key={key}>
            <rect
              x={`${at}%`}
              width={`${Math.max(0.4, width - 0.25)}%`}
              height={height}
              fill={fill}
              stroke={key === 'late' ? 'var(--good-f)' : 'none'}
            />
            {width > 3.5 && (
              <text
                x={`${at + width / 2}%`}
                y={height / 2 + 5}
                textAnchor="middle"
                fontSize="14"
                fontWeight="600"
                fill={ink}
                stroke={key === 'late' ? '#fff' : 'none'}
                strokeWidth="4"
                paintOrder="stroke"
              >
                {count}
              </text>
            )}
          </g>
        );
      })}
      <title>{say('web.four.sum', { count: sumOf(counts) })}</title>
    </svg>
  );
}

/** The hatch of what was done late, defined once a page. */
export function Hatch() {
  return (
    <svg width="0" height="0" aria-hidden="true" className="hatch">
      <defs>
        <pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="6" height="6" fill="#fff" />
          <rect width="3" height="6" fill="var(--good-f)" />
        </pattern>
      </defs>
    </svg>
  );
}
