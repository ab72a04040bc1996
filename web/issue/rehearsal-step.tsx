import { useState } from 'react';
import { dayOfMs } from '../../domain/day.js';
import type { Plan } from '../../domain/plan.js';
import { useRead } from '../api/read.js';
import { Figure } from '../parts/figure.js';
import { Glyph } from '../parts/glyph.js';
import { Segmented } from '../parts/segmented.js';
import { GreyRows, Trouble } from '../parts/states.js';
import { whyText } from '../parts/why-line.js';
import { ChartLegend, TimeChart } from '../timeline/chart.js';
import { today } from '../words/due.js';
import { titlesOf } from '../words/plan-titles.js';
import { useWords } from '../words/words.js';
import { type Assumption, ASSUMPTIONS, lanesOf, type Rehearsal } from './rehearsal-data.js';
import { Told } from './source-step.js';

/** What would fire until the horizon if the plan were issued today; nothing is sent. */
export function RehearsalStep({ plan, document }: { plan: string; document: Plan }) {
  const words = useWords();
  const { say, day, number, time } = words;
  const [assumed, assume] = useState<Assumption>('silent');
  const [shown, show] = useState<'chart' | 'table' | 'units'>('chart');
  const { data, error } = useRead('plans', 'rehearse', { params: { plan }, body: { behaviours: ASSUMPTIONS[assumed] } });
  if (error) return <Trouble refusal={error} />;
  if (!data) return <GreyRows rows={10} />;
  const until = dayOfMs(data.untilMs);
  const kinds = (test: (round: Rehearsal['rounds'][number]) => boolean) => new Set(data.rounds.filter(test).map(({ item }) => item)).size;
  const reminders = data.byUnit.reduce((sum, unit) => sum + unit.reminders, 0);
  const duties = data.byUnit.reduce((sum, unit) => sum + unit.duties, 0);
  const overdue = data.byUnit.reduce((sum, unit) => sum + unit.fellDue, 0);
  return (
    <>
      <ul className="card figures">
        <Figure value={number(data.byUnit.length)} name={say('web.issue.recipients')} />
        <Figure value={number(duties)} name={say('web.issue.duties')} />
        <Figure
          value={number(kinds(({ kind, dueMs, waits }) => kind === 'task' && dueMs !== undefined && waits === undefined))}
          name={say('web.issue.dated')}
        />
        <Figure value={number(kinds(({ waits }) => waits !== undefined))} name={say('web.issue.waiting')} />
        <Figure value={number(reminders)} name={say('web.issue.reminders')} />
        <Figure value={number(overdue)} name={say('web.issue.overdue')} />
      </ul>
      <div className="with-pane">
        <section className="card rehearsal">
          <div className="cluster rehearsal-head">
            <h2>{say('web.rehearsal', { day: day(until) })}</h2>
            <span className="secondary">{say('web.rehearsal.assume')}</span>
            <Segmented<Assumption>
              label={say('web.rehearsal.assume')}
              value={assumed}
              options={(Object.keys(ASSUMPTIONS) as Assumption[]).map((value) => ({ value, label: words.code('web.assume.', value) }))}
              onChange={assume}
            />
            <Segmented<'chart' | 'table' | 'units'>
              label={say('web.rehearsal.show')}
              value={shown}
              options={[
                { value: 'chart', label: say('web.rehearsal.chart') },
                { value: 'table', label: say('web.rehearsal.table') },
                { value: 'units', label: say('web.rehearsal.units') },
              ]}
              onChange={show}
            />
          </div>
          {shown === 'chart' && (
            <>
              <TimeChart lanes={lanesOf(data, document, words)} from={dayOfMs(data.issuedMs)} to={until} now={today()} />
              <ChartLegend />
            </>
          )}
          {shown === 'table' && <FiringTable rehearsal={data} document={document} />}
          {shown === 'units' && <UnitTable rehearsal={data} />}
        </section>
        <aside className="card padded pane">
          <div>
            <h2>{say('web.rehearsal.look', { count: data.warnings.length })}</h2>
            {data.warnings.length === 0 && <p className="secondary">{say('web.rehearsal.noWarning')}</p>}
          </div>
          {data.warnings.length > 0 && <Told title="" items={data.warnings} tone="warn" />}
          <p>
            <span className="tone-good">
              <Glyph name="tick" />
            </span>{' '}
            {say('web.rehearsal.same', { time: time(Date.now()) })}
          </p>
        </aside>
      </div>
    </>
  );
}

const SHOWN_TYPES = new Set([
  'roundOpened',
  'reminded',
  'escalated',
  'fellDue',
  'collectionDue',
  'paceChecked',
  'wentStale',
  'consolidated',
]);
const MOST = 400;

/** Every firing in order of time, with the why of its date. */
function FiringTable({ rehearsal, document }: { rehearsal: Rehearsal; document: Plan }) {
  const words = useWords();
  const { say, dayOf, time, code, capital, period } = words;
  const titles = titlesOf(document, words);
  const rows = rehearsal.entries.filter(({ type }) => SHOWN_TYPES.has(type));
  return (
    <div className="table-card firing-table">
      <table>
        <thead>
          <tr>
            <th scope="col">{say('web.history.at')}</th>
            <th scope="col">{say('web.history.what')}</th>
            <th scope="col">{say('web.duty')}</th>
            <th scope="col" className="number">
              {say('web.unit')}
            </th>
            <th scope="col">{say('web.why')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, MOST).map(({ atMs, type, item = '', period: key, units, why, lane }, place) => (
            <tr key={`${lane}${atMs}${type}${item}${key}${place}`}>
              <td className="nowrap">
                {dayOf(atMs)} {time(atMs)}
              </td>
              <td>{capital(code('cli.event.', type))}</td>
              <td>{[titles.get(item) ?? item, key && period(key)].filter(Boolean).join(', ')}</td>
              <td className="number">{units.length > 0 ? units.length : ''}</td>
              <td className="secondary">{whyText(why, words)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > MOST && <p className="empty">{say('web.rehearsal.more', { count: rows.length - MOST })}</p>}
    </div>
  );
}

/** What each body would meet. */
function UnitTable({ rehearsal }: { rehearsal: Rehearsal }) {
  const { say, number } = useWords();
  return (
    <div className="table-card firing-table">
      <table>
        <thead>
          <tr>
            <th scope="col">{say('web.unit')}</th>
            <th scope="col" className="number">
              {say('web.recipients.duties')}
            </th>
            <th scope="col" className="number">
              {say('web.recipients.reminders')}
            </th>
            <th scope="col" className="number">
              {say('web.issue.overdue')}
            </th>
            <th scope="col" className="number">
              {say('web.lane.urging')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rehearsal.byUnit.map(({ unit, name, duties, reminders, fellDue, rungs }) => (
            <tr key={unit}>
              <td>{name}</td>
              <td className="number">{number(duties)}</td>
              <td className="number">{number(reminders)}</td>
              <td className="number">{number(fellDue)}</td>
              <td className="number">{number(Object.values(rungs).reduce<number>((sum, count) => sum + (count ?? 0), 0))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
