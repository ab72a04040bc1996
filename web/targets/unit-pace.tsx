import { dayOfMs, endOfDayMs, startOfDayMs } from '../../domain/day.js';
import { paceGrade } from '../../domain/pace.js';
import type { Plan, Target } from '../../domain/plan.js';
import { useAll } from '../api/read.js';
import { WhyLine } from '../parts/why-line.js';
import { today } from '../words/due.js';
import { useWords } from '../words/words.js';
import type { TargetAnswer } from './target-data.js';

const WIDTH = 300;
const HEIGHT = 170;
const LEFT = 34;

/** The curve of one body: what was reached as it came in, the even pace dotted, what is needed from now on dashed. */
export function UnitPace(props: {
  plan: string;
  target: TargetAnswer;
  rule: Target;
  pace: TargetAnswer['pace'][number];
  name: string;
  document: Plan;
}) {
  const { plan, target, rule, pace, name, document } = props;
  const { say, number, short, code } = useWords();
  const { items } = useAll('plans', 'timeline', { params: { plan }, query: { unit: pace.unit, item: target.target } }, (answer) => answer);
  const span = rule.time.kind === 'year' ? { from: `${rule.time.year}-01-01`, to: `${rule.time.year}-12-31` } : document.horizon;
  const fromMs = startOfDayMs(span.from);
  const toMs = endOfDayMs(span.to);
  const nowMs = Math.min(toMs, endOfDayMs(today()));
  const top = Math.max(pace.quota, pace.value, 1);
  const x = (ms: number) => LEFT + ((ms - fromMs) / (toMs - fromMs)) * (WIDTH - LEFT - 8);
  const y = (value: number) => 10 + (1 - value / top) * (HEIGHT - 40);
  const moves = items
    .filter(({ type, data }) => type === 'targetMoved' && typeof data['value'] === 'number')
    .map(({ atMs, data }) => ({ atMs: Math.max(fromMs, atMs), value: data['value'] as number }));
  const points = [{ atMs: fromMs, value: 0 }, ...moves, { atMs: nowMs, value: pace.value }];
  const grade = paceGrade(pace.value, pace.evenValue);
  const colour = grade === 'behind' ? 'var(--over-f)' : grade === 'slightlyBehind' ? 'var(--warn-f)' : 'var(--bar)';
  const share = pace.evenValue === 0 ? undefined : (pace.value / pace.evenValue) * 100;
  return (
    <section className="card padded">
      <h2>{name}</h2>
      <p>
        <b>
          {number(pace.value)}/{number(pace.quota)} {pace.percent !== null && `· ${number(pace.percent)}%`}
        </b>{' '}
        · {say('web.targets.even', { value: number(pace.evenValue) })}
      </p>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        width="100%"
        role="img"
        aria-label={say('web.bullet', { value: number(pace.value), quota: number(pace.quota), expected: number(pace.evenValue) })}
      >
        {[0, 0.5, 1].map((part) => (
          <g key={part}>
            <line x1={LEFT} x2={WIDTH - 8} y1={y(top * part)} y2={y(top * part)} stroke="var(--line)" />
            <text x={LEFT - 6} y={y(top * part) + 5} fontSize="13" textAnchor="end">
              {number(top * part, 0)}
            </text>
          </g>
        ))}
        <line x1={x(fromMs)} y1={y(0)} x2={x(toMs)} y2={y(pace.quota)} stroke="var(--ink)" strokeWidth="2" strokeDasharray="2 5" />
        <polyline
          points={points.map(({ atMs, value }) => `${x(atMs)},${y(value)}`).join(' ')}
          fill="none"
          stroke={colour}
          strokeWidth="3"
        />
        {pace.value < pace.quota && (
          <line x1={x(nowMs)} y1={y(pace.value)} x2={x(toMs)} y2={y(pace.quota)} stroke={colour} strokeWidth="2" strokeDasharray="7 4" />
        )}
        <circle cx={x(nowMs)} cy={y(pace.value)} r="5" fill={colour} />
        <text x={x(fromMs)} y={HEIGHT - 8} fontSize="13">
          {short(span.from)}
        </text>
        <text x={x(toMs)} y={HEIGHT - 8} fontSize="13" textAnchor="end">
          {short(span.to)}
        </text>
      </svg>
      <WhyLine>
        {share === undefined
          ? say('web.targets.notYet', { day: short(dayOfMs(nowMs)) })
          : say('web.targets.why', {
              value: number(pace.value),
              even: number(pace.evenValue),
              share: number(share),
              grade: code('web.grade.', grade).toLowerCase(),
            })}
      </WhyLine>
    </section>
  );
}
