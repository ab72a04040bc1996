import { useState } from 'react';
import type { Plan } from '../../domain/plan.js';
import { useRead } from '../api/read.js';
import { useUnits } from '../api/unit-names.js';
import { Segmented } from '../parts/segmented.js';
import { GreyRows, Trouble } from '../parts/states.js';
import { useWords } from '../words/words.js';
import { gapOf, type TargetAnswer } from './target-data.js';
import { TargetTable } from './target-table.js';
import { TargetTotal } from './target-total.js';
import { TotalsByPeriod } from './totals-by-period.js';
import { UnitPace } from './unit-pace.js';

/** The targets of a plan: the total with its pace, the bodies that hold a share by their gap, the curve of the one that is chosen. */
export function PlanTargets({ id }: { id: string }) {
  const { say } = useWords();
  const read = useRead('plans', 'targets', { params: { plan: id } });
  const document = useRead('plans', 'get', { params: { plan: id } }).data?.plan as Plan | undefined;
  const units = useUnits();
  const [target, setTarget] = useState<string>();
  const [unit, setUnit] = useState<string>();
  if (read.error) return <Trouble refusal={read.error} />;
  if (!read.data) return <GreyRows rows={10} />;
  const items = read.data.items;
  const shown = items.find((one) => one.target === target) ?? items[0];
  if (!shown) return <p className="card empty">{say('web.targets.none')}</p>;
  const rule = document?.targets.find((one) => one.id === shown.target);
  const pace = shown.pace.find((one) => one.unit === unit) ?? shown.pace.toSorted((a, b) => gapOf(b) - gapOf(a))[0];
  return (
    <div className="stack">
      {items.length > 1 && (
        <Segmented
          label={say('web.nav.targets')}
          value={shown.target}
          options={items.map((one) => ({ value: one.target, label: one.indicator }))}
          onChange={setTarget}
        />
      )}
      <TargetTotal target={shown} />
      <div className="with-pane">
        {shown.pace.length > 0 ? (
          <TargetTable target={shown} units={units} chosen={pace?.unit} onChoose={setUnit} />
        ) : (
          <p className="card empty">{say('web.targets.noShares')}</p>
        )}
        <aside className="stack">
          {pace && document && rule && (
            <UnitPace plan={id} target={shown} rule={rule} pace={pace} name={units.get(pace.unit)?.name ?? ''} document={document} />
          )}
          {shown.pace.length > 0 && <Allotted target={shown} />}
        </aside>
      </div>
      {document && <TotalsByPeriod plan={id} document={document} />}
    </div>
  );
}

/** The sum of the shares beside the target itself. */
function Allotted({ target }: { target: TargetAnswer }) {
  const { say, number } = useWords();
  const sum = target.pace.reduce((all, { quota }) => all + quota, 0);
  const spare = sum - target.bound;
  return (
    <section className="card padded">
      <h2>{say('web.targets.allotted')}</h2>
      <dl className="sums">
        <div>
          <dt>{say('web.targets.allottedSum')}</dt>
          <dd>
            <b>{number(sum)}</b>
          </dd>
        </div>
        <div>
          <dt>{say('web.targets.bound')}</dt>
          <dd>
            <b>{number(target.bound)}</b>
          </dd>
        </div>
        <div className="total">
          <dt>{say('web.targets.spare')}</dt>
          <dd>{spare > 0 ? `+${number(spare)}` : number(spare)}</dd>
        </div>
      </dl>
    </section>
  );
}
