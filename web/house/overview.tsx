import { useQueries } from '@tanstack/react-query';
import { Link } from 'wouter';
import { ask } from '../api/ask.js';
import { useAll, useRead } from '../api/read.js';
import { Bullet } from '../parts/bullet.js';
import { Button } from '../parts/button.js';
import { Chip } from '../parts/chip.js';
import { Glyph } from '../parts/glyph.js';
import { GreyRows, Trouble } from '../parts/states.js';
import { Ages } from '../late/late-cards.js';
import { daysOf } from '../late/late-data.js';
import { today } from '../words/due.js';
import { useWords } from '../words/words.js';
import { byBody, countsOf, NONE, plus, sumOf } from './counts.js';
import { Hatch, StateBar } from './state-bar.js';

const SHOWN = 12;
const WORST = 5;

/** One page for who leads: the four official states, body by body, quotas, the longest waits, the worst; every number opens its list. */
export default function Overview() {
  const { say, number, day, dayOf } = useWords();
  const plans = useAll('plans', 'list', {}, (answer) => answer);
  const duties = useAll('duties', 'list', {}, (answer) => answer);
  const guidance = useRead('guidance', 'awaited');
  const active = plans.items.filter(({ status }) => status === 'issued' || status === 'inForce');
  const statuses = useQueries({
    queries: active.map(({ id }) => ({
      queryKey: ['plans', 'status', { params: { plan: id } }],
      queryFn: () => ask('plans', 'status', { params: { plan: id } }),
    })),
  });
  const targets = useQueries({
    queries: active.map(({ id }) => ({
      queryKey: ['plans', 'targets', { params: { plan: id } }],
      queryFn: () => ask('plans', 'targets', { params: { plan: id } }),
    })),
  });
  if (plans.loading || duties.loading) return <GreyRows rows={12} />;
  const all = statuses.reduce((sum, { data }) => {
    if (!data) return sum;
    // Targets are told by their pace, not as something done.
    const { target: _target, ...kinds } = data.byKind;
    return Object.values(kinds).reduce((inner, states) => plus(inner, countsOf(states)), sum);
  }, NONE);
  const bodies = byBody(duties.items);
  const widest = Math.max(1, ...bodies.slice(0, SHOWN).map(({ counts }) => sumOf(counts)));
  const late = bodies.filter(({ counts }) => counts.overdue > 0);
  const overdue = duties.items.filter(({ standing }) => standing.state === 'openOverdue');
  const share = (count: number) => `${number(sumOf(all) === 0 ? 0 : (count / sumOf(all)) * 100)}%`;
  const quotas = targets.flatMap(({ data }, place) =>
    (data?.items ?? []).filter(({ pace }) => pace.length > 0).map((target) => ({ target, plan: active[place]! })),
  );
  return (
    <>
      <Hatch />
      <div className="head">
        <h1>{say('web.overview')}</h1>
        <span className="secondary">
          {say('web.overview.what', { duties: number(sumOf(all)), plans: active.length, day: day(today()) })}
        </span>
        <div className="end no-print">
          <Button onClick={() => window.print()}>
            <Glyph name="page" />
            {say('web.overview.print')}
          </Button>
        </div>
      </div>
      <Trouble refusal={plans.error ?? duties.error} />
      <ul className="card four">
        <Four fill="var(--done-f)" count={all.onTime} name={`${say('web.four.onTime')} · ${share(all.onTime)}`} />
        <Four fill="url(#hatch)" count={all.late} name={`${say('web.four.late')} · ${share(all.late)}`} />
        <Four fill="var(--open-f)" count={all.open} name={`${say('web.four.open')} · ${share(all.open)}`} />
        <Four fill="var(--over)" count={all.overdue} name={`${say('web.four.overdue')} · ${share(all.overdue)}`} to="/late" />
        <Four fill="var(--wait-f)" count={all.waiting} name={say('web.four.waiting')} />
      </ul>
      <div className="overview-columns">
        <section className="card padded">
          <h2>
            {say('web.overview.bodies')} <span className="secondary">{say('web.overview.order')}</span>
          </h2>
          {bodies.slice(0, SHOWN).map(({ id, name, counts }) => (
            <div key={id} className="body-bar">
              <Link to={`/units/${id}`}>{name}</Link>
              <StateBar counts={counts} of={widest} />
              <b className="number">{sumOf(counts)}</b>
            </div>
          ))}
          {bodies.length > SHOWN && (
            <p className="secondary">
              {say('web.overview.others', {
                count: bodies.length - SHOWN,
                overdue: bodies.slice(SHOWN).reduce((sum, { counts }) => sum + counts.overdue, 0),
              })}
            </p>
          )}
        </section>
        <div className="stack">
          {quotas.map(({ target, plan }) => {
            const value = target.pace.reduce((sum, one) => sum + one.value, 0);
            const even = (target.bound * (target.pace[0]?.evenPercent ?? 0)) / 100;
            return (
              <section key={`${plan.id}${target.target}`} className="card padded">
                <h2>
                  {target.indicator}{' '}
                  <Link to={`/targets?plan=${plan.id}`} className="symbol">
                    {plan.symbol}
                  </Link>
                </h2>
                <p>
                  <b className="quota-figure">{number(value)}</b>/{number(target.bound)} ·{' '}
                  {number((value / Math.max(1, target.bound)) * 100)}%
                </p>
                <Bullet value={value} quota={target.bound} expected={even} height={22} />
                <p className="secondary">{say('web.targets.even', { value: number(even) })}</p>
              </section>
            );
          })}
          <section className="card padded">
            <h2>{say('web.overview.waits')}</h2>
            {(guidance.data?.items ?? []).map(({ key, title, duties: count, sinceMs }) => (
              <p key={key} className="row-between wait-row">
                <span>
                  {title} <span className="secondary">{say('web.overview.waitDuties', { count })}</span>
                </span>
                <b className="tone-wait nowrap">{say('web.overview.since', { day: dayOf(sinceMs) })}</b>
              </p>
            ))}
            {(guidance.data?.items.length ?? 0) === 0 && <p className="secondary">{say('web.overview.noWaits')}</p>}
          </section>
        </div>
        <div className="stack">
          <section className="card padded">
            <h2>{say('web.overview.worst')}</h2>
            {late.slice(0, WORST).map(({ id, name, counts, longestMs }) => (
              <p key={id} className="row-between wait-row">
                <span>
                  <Link to={`/units/${id}`}>{name}</Link>{' '}
                  <span className="secondary">{say('web.overview.longest', { days: daysOf(longestMs) })}</span>
                </span>
                <Chip glyph="cross" tone="over">
                  {say('web.overview.overdue', { count: counts.overdue })}
                </Chip>
              </p>
            ))}
            {late.length === 0 && <p className="secondary">{say('web.late.none')}</p>}
          </section>
          <Ages duties={overdue} />
        </div>
      </div>
    </>
  );
}

function Four({ fill, count, name, to }: { fill: string; count: number; name: string; to?: string }) {
  const { number } = useWords();
  return (
    <li>
      <svg width="9" height="42" aria-hidden="true">
        <rect width="9" height="42" fill={fill} stroke={fill.startsWith('url') ? 'var(--good-f)' : 'none'} />
      </svg>
      <b>{to === undefined ? number(count) : <Link to={to}>{number(count)}</Link>}</b>
      <span>{name}</span>
    </li>
  );
}
