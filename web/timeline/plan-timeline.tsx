import { useMemo, useState } from 'react';
import { addMonths, dayOfMs, endOfDayMs, startOfDayMs } from '../../domain/day.js';
import type { Plan } from '../../domain/plan.js';
import { useAll, useRead } from '../api/read.js';
import { Segmented } from '../parts/segmented.js';
import { GreyRows, Trouble } from '../parts/states.js';
import { today } from '../words/due.js';
import { titlesOf } from '../words/plan-titles.js';
import { useWords } from '../words/words.js';
import { ChartLegend, TimeChart } from './chart.js';
import { planLanes, pointsOf } from './plan-lanes.js';

const SPANS = ['quarter', 'year', 'all'] as const;
type Span = (typeof SPANS)[number];
const MONTHS = { quarter: [1, 2], year: [6, 6] } as const;
const MOST_ROWS = 300;

/** What fired and what is to come of a plan: lanes over time, what is still to come hollow, and the same as a table. */
export function PlanTimeline({ id, plan, issuedMs }: { id: string; plan: Plan; issuedMs: number | undefined }) {
  const words = useWords();
  const { say, code } = words;
  const [span, setSpan] = useState<Span>('all');
  const past = useAll('plans', 'timeline', { params: { plan: id }, query: { points: true } }, (answer) => answer);
  const coming = useRead('overview', 'coming', { params: { plan: id } });
  const points = useMemo(
    () => pointsOf(past.items, coming.data?.items ?? [], titlesOf(plan, words), words),
    [past.items, coming.data, plan, words],
  );
  const now = today();
  const whole = {
    from: dayOfMs(Math.min(issuedMs ?? Date.now(), points[0]?.atMs ?? Date.now())),
    to: dayOfMs(Math.max(Date.now(), points.at(-1)?.atMs ?? 0)),
  };
  const { from, to } = span === 'all' ? whole : { from: addMonths(now, -MONTHS[span][0]), to: addMonths(now, MONTHS[span][1]) };
  const within = points.filter(({ atMs }) => atMs >= startOfDayMs(from) && atMs <= endOfDayMs(to));
  const nowMs = Date.now();
  const ahead = within.findIndex(({ atMs }) => atMs > nowMs);
  // The rows around today, where there are more than a page bears.
  const first =
    within.length <= MOST_ROWS ? 0 : Math.max(0, Math.min(within.length - MOST_ROWS, (ahead < 0 ? within.length : ahead) - MOST_ROWS / 2));
  if (past.loading || coming.isPending) return <GreyRows rows={10} />;
  return (
    <div className="stack">
      <Trouble refusal={past.error ?? coming.error} />
      <section className="card chart-card">
        <div className="cluster rehearsal-head">
          <h2>{say('web.tab.timeline')}</h2>
          <Segmented<Span>
            label={say('web.calendar.span')}
            value={span}
            options={SPANS.map((value) => ({ value, label: code('web.calendar.', value) }))}
            onChange={setSpan}
          />
        </div>
        <TimeChart lanes={planLanes(within, words)} from={from} to={to} now={now} />
        <ChartLegend />
      </section>
      <div className="card table-card">
        <table>
          <thead>
            <tr>
              <th scope="col">{say('web.history.at')}</th>
              <th scope="col">{say('web.history.what')}</th>
              <th scope="col">{say('web.duty')}</th>
              <th scope="col" className="number">
                {say('web.unit')}
              </th>
            </tr>
          </thead>
          <tbody>
            {within.slice(first, first + MOST_ROWS).map(({ atMs, what, of, bodies, ahead: toCome }, place) => (
              <tr key={`${atMs}|${what}|${of}|${place}`}>
                <td className="nowrap">
                  {words.dayOf(atMs)} {words.time(atMs)}
                </td>
                <td>
                  {what} {toCome && <span className="secondary">{say('web.timeline.ahead')}</span>}
                </td>
                <td>{of}</td>
                <td className="number">{bodies > 0 ? words.number(bodies) : ''}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {within.length === 0 && <p className="empty">{say('web.calendar.nothing')}</p>}
        {within.length > MOST_ROWS && <p className="empty">{say('web.timeline.more', { count: within.length - MOST_ROWS })}</p>}
      </div>
    </div>
  );
}
