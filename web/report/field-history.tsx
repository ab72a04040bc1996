import { useQueries } from '@tanstack/react-query';
import { figureIn } from '../../domain/report.js';
import { ask } from '../api/ask.js';
import { useAll } from '../api/read.js';
import { useWords } from '../words/words.js';
import type { OnReport } from './report-data.js';

const PERIODS = 12;
const HEIGHT = 70;

/** A figure over the last twelve periods, the present one filled; the numbers stand above their bars. */
export function FieldHistory({ on, field, now }: { on: OnReport; field: string; now: number | null }) {
  const { say, number, period } = useWords();
  const { items } = useAll('duties', 'list', { query: { plan: on.plan, unit: on.unit, kind: 'report' } }, (answer) => answer);
  const before = items
    .filter((duty) => duty.item === on.item && duty.period < on.period && duty.doneMs !== undefined)
    .toSorted((a, b) => (a.period < b.period ? -1 : 1))
    .slice(-(PERIODS - 1));
  const reports = useQueries({
    queries: before.map((duty) => ({
      queryKey: ['reports', 'get', { params: { ...on, period: duty.period } }],
      queryFn: () => ask('reports', 'get', { params: { ...on, period: duty.period } }),
    })),
  });
  const values = reports.map(({ data }) => {
    const body = data?.versions.at(-1)?.body;
    return body ? figureIn(body, field) : null;
  });
  const bars = [...before.map((duty, place) => ({ key: duty.period, value: values[place] ?? null })), { key: on.period, value: now }];
  if (bars.length < 2) return <p className="secondary">{say('web.form.noHistory')}</p>;
  const top = Math.max(1, ...bars.map(({ value }) => value ?? 0));
  const width = 100 / bars.length;
  return (
    <>
      <svg
        width="100%"
        height={HEIGHT + 18}
        role="img"
        aria-label={bars.map(({ key, value }) => `${period(key)}: ${value ?? '–'}`).join('; ')}
      >
        {bars.map(({ key, value }, place) => {
          const height = ((value ?? 0) / top) * HEIGHT;
          const last = place === bars.length - 1;
          return (
            <g key={key}>
              <rect
                x={`${place * width + 1}%`}
                y={16 + HEIGHT - height}
                width={`${width - 2}%`}
                height={height}
                fill={last ? 'var(--over-f)' : '#a49d91'}
              />
              <text
                x={`${place * width + width / 2}%`}
                y={12 + HEIGHT - height}
                textAnchor="middle"
                fontSize="13"
                fontWeight={last ? 700 : 400}
              >
                {value === null ? '–' : number(value)}
              </text>
            </g>
          );
        })}
        <rect y={16 + HEIGHT} width="100%" height="1" fill="var(--line-strong)" />
      </svg>
      <p className="row-between secondary">
        <span>{period(bars[0]!.key)}</span>
        <span>{period(on.period)}</span>
      </p>
    </>
  );
}
