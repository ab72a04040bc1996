import { useState } from 'react';
import { Link, useParams } from 'wouter';
import { usePlanNames } from '../api/plan-names.js';
import { useAll, useRead } from '../api/read.js';
import { useUnits } from '../api/unit-names.js';
import { DutyTable } from '../parts/duty-table.js';
import { Segmented } from '../parts/segmented.js';
import { GreyRows, Trouble } from '../parts/states.js';
import { useWords } from '../words/words.js';
import { countsOfDuties, sumOf } from './counts.js';
import { Hatch, StateBar } from './state-bar.js';
import { UnitBeneath } from './unit-beneath.js';
import { UnitTargets } from './unit-targets.js';

const SHOWN = 200;
type Which = 'open' | 'all' | 'reports';

/** One body: who heads it, where it stands, what it owes under every plan, its quotas, those beneath it, and its life in the tree. */
export default function UnitPage() {
  const { unit: id } = useParams<{ unit: string }>();
  const { say, day } = useWords();
  const [which, setWhich] = useState<Which>('open');
  const unit = useRead('units', 'get', { params: { unit: id } });
  const duties = useAll('duties', 'list', { query: { unit: id } }, (answer) => answer);
  const plans = usePlanNames();
  const units = useUnits();
  if (unit.error) return <Trouble refusal={unit.error} />;
  if (!unit.data) return <GreyRows rows={10} />;
  const { name, code, head, level, history, specialRegime } = unit.data;
  const counts = countsOfDuties(duties.items);
  const of = {
    open: duties.items.filter(({ standing: { state } }) => state === 'openOverdue' || state === 'openInTime' || state === 'standing'),
    reports: duties.items.filter(({ kind }) => kind === 'report'),
    all: duties.items,
  };
  const rows = of[which].toSorted((a, b) => b.standing.overdueMs - a.standing.overdueMs || (a.dueMs ?? Infinity) - (b.dueMs ?? Infinity));
  return (
    <div className="stack">
      <Hatch />
      <div>
        <p className="crumbs">
          {unit.data.parent === undefined ? (
            say('web.unit')
          ) : (
            <Link to={`/units/${unit.data.parent}`}>{units.get(unit.data.parent)?.name ?? say('web.unit.above')}</Link>
          )}{' '}
          › {code}
        </p>
        <div className="head">
          <h1>{name}</h1>
          <span className="secondary">
            {[head?.position, head?.name, say('web.unit.level', { level }), specialRegime && say('web.unit.special')]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </div>
      </div>
      <div className="card padded">
        <StateBar counts={counts} of={sumOf(counts)} />
        <p className="secondary">
          {say('web.unit.counts', { onTime: counts.onTime, late: counts.late, open: counts.open, overdue: counts.overdue })}
        </p>
      </div>
      <UnitTargets duties={duties.items} plans={plans} />
      <div className="card table-card">
        <div className="cluster rehearsal-head">
          <h2>{say('web.unit.duties')}</h2>
          <Segmented<Which>
            label={say('web.unit.duties')}
            value={which}
            options={(['open', 'reports', 'all'] as const).map((value) => ({
              value,
              label: say(`web.unit.${value}`, { count: of[value].length }),
            }))}
            onChange={setWhich}
          />
        </div>
        {duties.loading ? <GreyRows /> : <DutyTable rows={rows.slice(0, SHOWN)} plans={plans} withRung />}
        {!duties.loading && rows.length === 0 && <p className="empty">{say('web.unit.nothing')}</p>}
        {rows.length > SHOWN && <p className="empty">{say('web.late.more', { count: rows.length - SHOWN })}</p>}
      </div>
      <UnitBeneath unit={unit.data.id} />
      <section className="card padded">
        <h2>{say('web.unit.life')}</h2>
        <ul>
          {history.map((version) => (
            <li key={version.validFrom}>
              {day(version.validFrom)} – {version.validTo === undefined ? say('web.unit.now') : day(version.validTo)}: {version.name}
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}
