import { Link, useParams } from 'wouter';
import { usePlanNames } from '../api/plan-names.js';
import { useAll, useRead } from '../api/read.js';
import { StateChip } from '../parts/chip.js';
import { GreyRows, Trouble } from '../parts/states.js';
import { timeLeft } from '../words/due.js';
import { dutyPath, dutyTitle } from '../words/duty.js';
import { useWords } from '../words/words.js';
import { countsOfDuties, sumOf } from './counts.js';
import { Hatch, StateBar } from './state-bar.js';

/** One body: who heads it, where it stands, what it owes under every plan, and its life in the tree. */
export default function UnitPage() {
  const { unit: id } = useParams<{ unit: string }>();
  const words = useWords();
  const { say, day, dayOf, capital } = words;
  const unit = useRead('units', 'get', { params: { unit: id } });
  const duties = useAll('duties', 'list', { query: { unit: id } }, (answer) => answer);
  const plans = usePlanNames();
  if (unit.error) return <Trouble refusal={unit.error} />;
  if (!unit.data) return <GreyRows rows={10} />;
  const { name, code, head, level, history, specialRegime } = unit.data;
  const counts = countsOfDuties(duties.items);
  const rows = duties.items.toSorted(
    (a, b) => b.standing.overdueMs - a.standing.overdueMs || (a.dueMs ?? Infinity) - (b.dueMs ?? Infinity),
  );
  return (
    <>
      <Hatch />
      <p className="crumbs">
        {say('web.unit')} › {code}
      </p>
      <div className="head">
        <h1>{name}</h1>
        <span className="secondary">
          {[head?.position, head?.name].filter(Boolean).join(' · ')} · {say('web.unit.level', { level })}
          {specialRegime && ` · ${say('web.unit.special')}`}
        </span>
      </div>
      <div className="card padded">
        <StateBar counts={counts} of={sumOf(counts)} />
        <p className="secondary">
          {say('web.unit.counts', { onTime: counts.onTime, late: counts.late, open: counts.open, overdue: counts.overdue })}
        </p>
      </div>
      <div className="card table-card unit-duties">
        {duties.loading ? (
          <GreyRows />
        ) : (
          <table>
            <thead>
              <tr>
                <th scope="col">{say('web.duty')}</th>
                <th scope="col">{say('web.plan')}</th>
                <th scope="col">{say('web.due')}</th>
                <th scope="col">{say('web.status')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((duty) => (
                <tr key={`${duty.plan}|${duty.item}|${duty.period}`}>
                  <td>
                    <Link to={dutyPath(duty)}>{capital(dutyTitle(duty, words))}</Link>
                  </td>
                  <td className="symbol">{plans.get(duty.plan)?.symbol}</td>
                  <td>
                    {duty.dueMs === undefined
                      ? say('web.left.undated')
                      : `${dayOf(duty.dueMs)}${duty.doneMs === undefined ? ` · ${timeLeft(duty.dueMs, words)}` : ''}`}
                  </td>
                  <td>
                    <StateChip state={duty.standing.state} bare={duty.standing.state !== 'openOverdue'} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        {!duties.loading && rows.length === 0 && <p className="empty">{say('web.unit.nothing')}</p>}
      </div>
      <section className="card padded unit-duties">
        <h2>{say('web.unit.life')}</h2>
        <ul>
          {history.map((version) => (
            <li key={version.validFrom}>
              {day(version.validFrom)} – {version.validTo === undefined ? say('web.unit.now') : day(version.validTo)}: {version.name}
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}
