import { useSearchParams } from 'wouter';
import { useAll } from '../api/read.js';
import { Picker } from '../parts/picker.js';
import { GreyRows, Trouble } from '../parts/states.js';
import { useWords } from '../words/words.js';
import { PlanTargets } from './plan-targets.js';

/** Targets of one plan after the other: how far each has come, and who keeps it back. */
export default function TargetsPage() {
  const { say, capital } = useWords();
  const [search, setSearch] = useSearchParams();
  const plans = useAll('plans', 'list', {}, (answer) => answer);
  const active = plans.items.filter(({ status }) => status !== 'draft');
  const id = search.get('plan') ?? active[0]?.id;
  if (plans.loading) return <GreyRows rows={10} />;
  if (id === undefined) return <p className="card empty">{say('web.late.noPlan')}</p>;
  return (
    <>
      <div className="head">
        <h1>{say('web.nav.targets')}</h1>
        <Picker
          label={say('web.plan')}
          value={id}
          options={active.map((one) => ({ value: one.id, label: `${one.symbol ?? ''} · ${capital(one.subject)}` }))}
          onChange={(next) => setSearch({ plan: next })}
        />
      </div>
      <Trouble refusal={plans.error} />
      <PlanTargets id={id} />
    </>
  );
}
