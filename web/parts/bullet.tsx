import { paceGrade } from '../../domain/pace.js';
import { useWords } from '../words/words.js';

const FILL = { ahead: 'fill-bar', onPace: 'fill-bar', slightlyBehind: 'fill-warn', behind: 'fill-over' } as const;

/** A figure against its quota: bar = done, tick = expected today, line at the end = the quota, thin bar = the same day last year. */
export function Bullet(props: { value: number; quota: number; expected: number; lastYear?: number; height?: number }) {
  const { value, quota, expected, lastYear, height = 20 } = props;
  const { say, number } = useWords();
  const top = Math.max(quota, value, 1);
  const at = (n: number) => `${Math.max(0, Math.min(100, (n / top) * 100))}%`;
  const bar = height * 0.5;
  return (
    <svg
      className="bullet"
      width="100%"
      height={height}
      role="img"
      aria-label={say('web.bullet', { value: number(value), quota: number(quota), expected: number(expected) })}
    >
      <rect className="track" y={height * 0.1} width="100%" height={height * 0.8} />
      <rect className={FILL[paceGrade(value, expected)]} y={height * 0.2} width={at(value)} height={bar} />
      {lastYear !== undefined && <rect className="ghost" y={height * 0.78} width={at(lastYear)} height={3} />}
      <svg x={at(quota)} overflow="visible">
        <rect className="quota" x={-2} width={2} height={height} />
      </svg>
      <svg x={at(expected)} overflow="visible">
        <rect className="tick" x={-1.5} width={3} height={height} />
      </svg>
    </svg>
  );
}
