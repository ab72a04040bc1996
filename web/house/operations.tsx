import { useRead } from '../api/read.js';
import { Chip } from '../parts/chip.js';
import { GreyRows, Trouble } from '../parts/states.js';
import { Figure } from '../parts/figure.js';
import { useWords } from '../words/words.js';

/** For who runs it: timers armed against expected, stopped lanes, commands without a decision, failed deliveries, the calendar. */
export default function Operations() {
  const { say, number, dayOf, time } = useWords();
  const { data, error } = useRead('diagnosis', 'get');
  if (error) return <Trouble refusal={error} />;
  if (!data) return <GreyRows rows={8} />;
  const expected = data.lanes.filter(({ armed }) => armed !== undefined);
  const armed = expected.filter((lane) => lane.armed);
  const stopped = data.lanes.filter(({ state }) => state === 'stopped');
  const undecided = data.undecided.reduce((sum, { count }) => sum + count, 0);
  return (
    <div className="stack">
      <div className="head">
        <h1>{say('web.nav.operations')}</h1>
        <span className="secondary">{say('web.operations.at', { at: `${dayOf(data.nowMs)} ${time(data.nowMs, true)}` })}</span>
      </div>
      <ul className="card figures">
        <Figure value={`${number(armed.length)}/${number(expected.length)}`} name={say('web.operations.armed')} />
        <Figure value={number(stopped.length)} name={say('web.operations.stopped')} />
        <Figure value={number(undecided)} name={say('web.operations.undecided')} />
        <Figure value={number(data.deliveries.failed + data.deliveries.failing)} name={say('web.operations.deliveries')} />
        <Figure value={`${data.migration.applied}/${data.migration.known}`} name={say('web.operations.migrations')} />
        <Figure
          value={data.calendar.lastOfficialYear === undefined ? '–' : String(data.calendar.lastOfficialYear)}
          name={say('web.operations.calendar')}
        />
      </ul>
      {data.deliveries.error !== undefined && <p className="banner over">{data.deliveries.error}</p>}
      <div className="card table-card">
        <table>
          <thead>
            <tr>
              <th scope="col">{say('web.operations.lane')}</th>
              <th scope="col">{say('web.status')}</th>
              <th scope="col" className="number">
                {say('web.operations.events')}
              </th>
              <th scope="col">{say('web.operations.next')}</th>
              <th scope="col">{say('web.operations.timer')}</th>
            </tr>
          </thead>
          <tbody>
            {data.lanes.map(({ lane, state, reason, events, nextDueMs, armed: isArmed }) => (
              <tr key={lane}>
                <td className="code">{lane}</td>
                <td>
                  {state === 'stopped' ? (
                    <Chip glyph="cross" tone="over">
                      {say('web.operations.isStopped')}
                    </Chip>
                  ) : (
                    say(state === 'open' ? 'web.operations.isOpen' : 'web.operations.isClosed')
                  )}{' '}
                  <span className="secondary">{reason}</span>
                </td>
                <td className="number">{number(events)}</td>
                <td className="nowrap">{nextDueMs === undefined ? '–' : `${dayOf(nextDueMs)} ${time(nextDueMs)}`}</td>
                <td>
                  {isArmed === undefined ? (
                    '–'
                  ) : isArmed ? (
                    <Chip glyph="tick" tone="good" bare>
                      {say('web.operations.isArmed')}
                    </Chip>
                  ) : (
                    <Chip glyph="cross" tone="over">
                      {say('web.operations.notArmed')}
                    </Chip>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
