import { useRead } from '../api/read.js';
import { Figure } from '../parts/figure.js';
import { GreyRows, Trouble } from '../parts/states.js';
import { useWords } from '../words/words.js';
import { Compared } from './compared.js';
import { FailedDeliveries, Quarantined } from './failures.js';
import { Lanes } from './lanes.js';

/** For who runs it: timers armed against expected, what stopped or was set aside, letters that did not go out, the nightly comparison, versions. */
export default function Operations() {
  const { say, number, dayOf, time } = useWords();
  const { data, error } = useRead('diagnosis', 'get');
  if (error) return <Trouble refusal={error} />;
  if (!data) return <GreyRows rows={8} />;
  const { lanes, migration, deliveries, calendar, about } = data;
  const expected = lanes.filter(({ armed }) => armed !== undefined);
  const armed = expected.filter((lane) => lane.armed);
  const stopped = lanes.filter(({ state }) => state === 'stopped');
  const undecided = data.undecided.reduce((sum, { count }) => sum + count, 0);
  return (
    <div className="stack">
      <div className="head">
        <h1>{say('web.nav.operations')}</h1>
        <span className="secondary">
          {say('web.operations.at', { at: `${dayOf(data.nowMs)} ${time(data.nowMs, true)}` })}
          {about && ` · ${say('web.operations.version', { version: about.version })}`}
        </span>
        {about?.temporalPages !== undefined && (
          <div className="end">
            <a className="button" href={about.temporalPages} rel="noreferrer">
              {say('web.operations.temporal')}
            </a>
          </div>
        )}
      </div>
      <ul className="card figures">
        <Figure value={`${number(armed.length)}/${number(expected.length)}`} name={say('web.operations.armed')} />
        <Figure value={number(stopped.length)} name={say('web.operations.stopped')} />
        <Figure value={number(undecided)} name={say('web.operations.undecided')} />
        <Figure value={number(deliveries.failed + deliveries.failing)} name={say('web.operations.deliveries')} />
        <Figure value={`${migration.applied}/${migration.known}`} name={say('web.operations.migrations')} />
        <Figure
          value={calendar.lastOfficialYear === undefined ? '–' : String(calendar.lastOfficialYear)}
          name={say('web.operations.calendar')}
        />
      </ul>
      <Compared compared={data.compared} />
      {data.quarantined.length > 0 && <Quarantined commands={data.quarantined} />}
      {deliveries.items.length > 0 && <FailedDeliveries deliveries={deliveries} />}
      <Lanes lanes={lanes} temporalPages={about?.temporalPages} />
    </div>
  );
}
