import { useState } from 'react';
import { Link, useSearchParams } from 'wouter';
import { addDays, addMonths, dayOfMs, endOfDayMs, startOfDayMs } from '../../domain/day.js';
import type { DutyAnswer, PlanAnswer } from '../../contract/http-api.js';
import { usePlanNames } from '../api/plan-names.js';
import { useAll } from '../api/read.js';
import { Picker } from '../parts/picker.js';
import { Segmented } from '../parts/segmented.js';
import { GreyRows, Trouble } from '../parts/states.js';
import { today } from '../words/due.js';
import { dutyPath, dutyTitle } from '../words/duty.js';
import { useWords, type Words } from '../words/words.js';
import { type ChartLane, ChartLegend, type Mark, TimeChart } from './chart.js';

const SPANS = { month: 1, quarter: 3, year: 12 } as const;
type Span = keyof typeof SPANS;
const ALL = '*';

/** What falls due when, plan by plan, as lanes over time and as a list. */
export default function CalendarPage() {
  const words = useWords();
  const { say, dayOf, weekday, capital } = words;
  const [search, setSearch] = useSearchParams();
  const [span, setSpan] = useState<Span>('quarter');
  const plans = usePlanNames();
  const chosen = search.get('plan') ?? ALL;
  const { items, loading, error } = useAll('duties', 'list', { query: chosen === ALL ? {} : { plan: chosen } }, (answer) => answer);
  const now = today();
  const from = addDays(now, -14);
  const to = addMonths(now, SPANS[span]);
  const within = items.filter(({ dueMs }) => dueMs !== undefined && dueMs >= startOfDayMs(from) && dueMs <= endOfDayMs(to));
  const rounds = roundsOf(within);
  return (
    <div className="stack">
      <div className="head">
        <h1>{say('web.nav.calendar')}</h1>
        <Picker
          label={say('web.plan')}
          value={chosen}
          options={[
            { value: ALL, label: say('web.calendar.allPlans') },
            ...[...plans.values()]
              .filter(({ status }) => status !== 'draft')
              .map(({ id, symbol, subject }) => ({ value: id, label: `${symbol ?? ''} · ${capital(subject)}` })),
          ]}
          onChange={(next) => setSearch(next === ALL ? {} : { plan: next })}
        />
        <Segmented<Span>
          label={say('web.calendar.span')}
          value={span}
          options={(Object.keys(SPANS) as Span[]).map((value) => ({ value, label: words.code('web.calendar.', value) }))}
          onChange={setSpan}
        />
      </div>
      <Trouble refusal={error} />
      {loading ? (
        <GreyRows rows={8} />
      ) : (
        <>
          <section className="card chart-card">
            <TimeChart lanes={lanesOf(rounds, plans, words)} from={from} to={to} now={now} />
            <ChartLegend />
          </section>
          <div className="card table-card">
            <table>
              <thead>
                <tr>
                  <th scope="col">{say('web.due')}</th>
                  <th scope="col">{say('web.duty')}</th>
                  <th scope="col">{say('web.plan')}</th>
                  <th scope="col" className="number">
                    {say('web.calendar.open')}
                  </th>
                </tr>
              </thead>
              <tbody>
                {rounds.map(({ duty, open, all }) => (
                  <tr key={`${duty.plan}|${duty.item}|${duty.period}|${duty.dueMs}`}>
                    <td className="nowrap">
                      {capital(weekday(dayOfMs(duty.dueMs!)))} {dayOf(duty.dueMs!)}
                    </td>
                    <td>
                      {all === 1 ? <Link to={dutyPath(duty)}>{capital(dutyTitle(duty, words))}</Link> : capital(dutyTitle(duty, words))}
                    </td>
                    <td>
                      <Link to={`/plans/${duty.plan}`} className="symbol">
                        {plans.get(duty.plan)?.symbol}
                      </Link>
                    </td>
                    <td className="number">
                      {open}/{all}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
            {rounds.length === 0 && <p className="empty">{say('web.calendar.nothing')}</p>}
          </div>
        </>
      )}
    </div>
  );
}

interface DueRound {
  duty: DutyAnswer;
  open: number;
  all: number;
}

/** Duties of one item, period and day as one, with how many are still open. */
function roundsOf(duties: DutyAnswer[]): DueRound[] {
  const rounds = new Map<string, DueRound>();
  for (const duty of duties) {
    const key = `${duty.plan}|${duty.item}|${duty.period}|${duty.dueMs}`;
    const round = rounds.get(key) ?? { duty, open: 0, all: 0 };
    rounds.set(key, round);
    round.all += 1;
    if (duty.doneMs === undefined) round.open += 1;
  }
  return [...rounds.values()].toSorted((a, b) => a.duty.dueMs! - b.duty.dueMs!);
}

function lanesOf(rounds: DueRound[], plans: Map<string, PlanAnswer>, words: Words): ChartLane[] {
  const lanes = new Map<string, ChartLane>();
  for (const { duty, open } of rounds) {
    const id = `${duty.plan}|${duty.kind === 'report'}`;
    const symbol = plans.get(duty.plan)?.symbol ?? words.say('web.plan.noSymbol');
    const lane = lanes.get(id) ?? {
      id,
      name: duty.kind === 'report' ? `${symbol}, ${words.say('web.nav.reports').toLowerCase()}` : symbol,
      marks: [],
    };
    lanes.set(id, lane);
    const mark: Mark = {
      atMs: duty.dueMs!,
      shape: duty.kind === 'report' ? 'period' : 'due',
      ahead: open > 0,
      bad: open > 0 && duty.dueMs! < Date.now(),
      title: `${words.dayOf(duty.dueMs!)}: ${dutyTitle(duty, words)}`,
    };
    lane.marks.push(mark);
  }
  return [...lanes.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
}
