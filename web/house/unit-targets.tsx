import { Link } from 'wouter';
import type { DutyAnswer, PlanAnswer } from '../../contract/http-api.js';
import { useRead } from '../api/read.js';
import { Bullet } from '../parts/bullet.js';
import { useWords } from '../words/words.js';

/** The quotas of a body, each against today's pace. */
export function UnitTargets({ duties, plans }: { duties: readonly DutyAnswer[]; plans: ReadonlyMap<string, PlanAnswer> }) {
  const { say } = useWords();
  const held = duties.filter(({ kind, quota }) => kind === 'target' && quota !== undefined);
  if (held.length === 0) return null;
  return (
    <section className="card padded stack">
      <h2>{say('web.nav.targets')}</h2>
      {held.map((duty) => (
        <UnitTarget key={`${duty.plan}${duty.item}`} duty={duty} symbol={plans.get(duty.plan)?.symbol} />
      ))}
    </section>
  );
}

function UnitTarget({ duty, symbol }: { duty: DutyAnswer; symbol: string | undefined }) {
  const { say, number } = useWords();
  const targets = useRead('plans', 'targets', { params: { plan: duty.plan } }).data?.items;
  const pace = targets?.find(({ target }) => target === duty.item)?.pace.find(({ unit }) => unit === duty.unit.id);
  return (
    <div className="unit-target">
      <span>
        {duty.title}{' '}
        <Link to={`/targets?plan=${duty.plan}`} className="symbol">
          {symbol}
        </Link>
      </span>
      {pace && (
        <>
          <Bullet value={pace.value} quota={pace.quota} expected={pace.evenValue} />
          <span>
            <b>{number(pace.value)}</b>/{number(pace.quota)} · {number(pace.percent ?? 0)}%
            {pace.neededPerMonth !== null && ` · ${say('web.unit.needs', { count: number(pace.neededPerMonth) })}`}
          </span>
        </>
      )}
    </div>
  );
}
