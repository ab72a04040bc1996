import type { Answer } from '../api/ask.js';
import { usePlanNames } from '../api/plan-names.js';
import { Chip } from '../parts/chip.js';
import { useWords } from '../words/words.js';

type Diagnosis = Answer<'diagnosis', 'get'>;

/** Commands that a rule failed on: set aside, while their neighbours went on. */
export function Quarantined({ commands }: { commands: Diagnosis['quarantined'] }) {
  const { say, dayOf, time } = useWords();
  return (
    <section className="card table-card">
      <table>
        <caption className="caption">
          <b>{say('web.operations.quarantined')}</b>
        </caption>
        <thead>
          <tr>
            <th scope="col">{say('web.history.at')}</th>
            <th scope="col">{say('web.operations.lane')}</th>
            <th scope="col">{say('web.operations.command')}</th>
            <th scope="col">{say('web.operations.reason')}</th>
          </tr>
        </thead>
        <tbody>
          {commands.map(({ command, lane, type, reason, lodgedMs }) => (
            <tr key={command}>
              <td className="nowrap">
                {dayOf(lodgedMs)} {time(lodgedMs)}
              </td>
              <td className="code">{lane}</td>
              <td className="code">{type}</td>
              <td>{reason}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Letters that did not go out, each with what the mail channel said; those not given up are tried again by themselves. */
export function FailedDeliveries({ deliveries }: { deliveries: Diagnosis['deliveries'] }) {
  const { say, code, dayOf, time, number } = useWords();
  const plans = usePlanNames();
  const all = deliveries.failed + deliveries.failing;
  return (
    <section className="card table-card">
      <table>
        <caption className="caption">
          <b>{say('web.operations.failed', { count: number(all) })}</b> <span className="secondary">{say('web.operations.retried')}</span>
        </caption>
        <thead>
          <tr>
            <th scope="col">{say('web.due')}</th>
            <th scope="col">{say('web.history.by')}</th>
            <th scope="col">{say('web.plan')}</th>
            <th scope="col">{say('web.operations.reason')}</th>
            <th scope="col" className="number">
              {say('web.operations.attempts')}
            </th>
            <th scope="col">{say('web.status')}</th>
          </tr>
        </thead>
        <tbody>
          {deliveries.items.map(({ person, plan, kind, attempts, dueMs, error, forGood }, place) => (
            <tr key={`${person}${plan}${kind}${dueMs}${place}`}>
              <td className="nowrap">
                {dayOf(dueMs)} {time(dueMs)}
              </td>
              <td className="code">{person}</td>
              <td className="code">{plans.get(plan)?.symbol ?? plan}</td>
              <td>{error}</td>
              <td className="number">{number(attempts)}</td>
              <td>
                <Chip glyph={forGood ? 'cross' : 'cycle'} tone={forGood ? 'over' : 'warn'} bare>
                  {code('web.operations.', forGood ? 'givenUp' : 'again')}
                </Chip>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
