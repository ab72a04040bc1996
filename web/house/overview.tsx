import { useState } from 'react';
import { Link } from 'wouter';
import type { Answer } from '../api/ask.js';
import { usePlanNames } from '../api/plan-names.js';
import { useRead } from '../api/read.js';
import { daysOf } from '../late/late-data.js';
import { Bullet } from '../parts/bullet.js';
import { Button } from '../parts/button.js';
import { Chip } from '../parts/chip.js';
import { Glyph } from '../parts/glyph.js';
import { GreyRows, Trouble } from '../parts/states.js';
import { useSession } from '../session/session.js';
import { today } from '../words/due.js';
import { useWords } from '../words/words.js';
import { type Counts, countsOf, sumOf } from './counts.js';
import { AgeBar } from './age-bar.js';
import { BodyTable } from './body-table.js';
import { Movers } from './movers.js';
import { Proposed } from './proposed.js';
import { Hatch, StateBar } from './state-bar.js';

const SHOWN = 12;
const DAY_MS = 86_400_000;
const WORST = 5;

/** One page for who leads: the four official states, body by body, quotas, the longest waits, the worst; every number opens its list. */
export default function Overview() {
  const { say, number, day } = useWords();
  const { body } = useSession();
  const plans = usePlanNames();
  const [asTable, setAsTable] = useState(false);
  const [all, setAll] = useState(false);
  const { data, error } = useRead('overview', 'get', { query: { unit: body.id } });
  if (error) return <Trouble refusal={error} />;
  if (!data) return <GreyRows rows={12} />;
  const total = countsOf(data.total);
  const bodies = data.bodies
    .map(({ unit, longestMs, ...states }) => ({ ...unit, longestMs, counts: countsOf(states) }))
    .toSorted(byOverdue);
  const shown = all || asTable ? bodies : bodies.slice(0, SHOWN);
  const widest = Math.max(1, ...shown.map(({ counts }) => sumOf(counts)));
  const late = bodies.filter(({ counts }) => counts.overdue > 0);
  const share = (count: number) => `${number(sumOf(total) === 0 ? 0 : (count / sumOf(total)) * 100)}%`;
  return (
    <>
      <Hatch />
      <div className="head">
        <h1>{say('web.overview')}</h1>
        <span className="secondary">
          {say('web.overview.what', { duties: number(sumOf(total)), plans: data.plans, day: day(today()) })}
        </span>
        <div className="end no-print">
          <Button onClick={() => window.print()}>
            <Glyph name="page" />
            {say('web.overview.print')}
          </Button>
        </div>
      </div>
      <ul className="card four">
        <Four fill="var(--done-f)" count={total.onTime} name={`${say('web.four.onTime')} · ${share(total.onTime)}`} />
        <Four fill="url(#hatch)" count={total.late} name={`${say('web.four.late')} · ${share(total.late)}`} />
        <Four fill="var(--open-f)" count={total.open} name={`${say('web.four.open')} · ${share(total.open)}`} />
        <Four fill="var(--over)" count={total.overdue} name={`${say('web.four.overdue')} · ${share(total.overdue)}`} to="/late" />
        <Four fill="var(--wait-f)" count={total.waiting} name={say('web.four.waiting')} />
      </ul>
      <div className="overview-columns">
        <section className="card padded">
          <div className="row-between">
            <h2>
              {say('web.overview.bodies')} <span className="secondary">{say('web.overview.order')}</span>
            </h2>
            <button type="button" className="text-button no-print" onClick={() => setAsTable(!asTable)}>
              {say(asTable ? 'web.overview.bars' : 'web.overview.table')}
            </button>
          </div>
          {asTable ? (
            <BodyTable bodies={shown} />
          ) : (
            shown.map(({ id, name, counts }) => (
              <div key={id} className="body-bar">
                <Link to={`/units/${id}`}>{name}</Link>
                <StateBar counts={counts} of={widest} />
                <b className="number">{sumOf(counts)}</b>
              </div>
            ))
          )}
          {bodies.length > shown.length && (
            <p className="secondary">
              {say('web.overview.others', {
                count: bodies.length - SHOWN,
                overdue: bodies.slice(SHOWN).reduce((sum, { counts }) => sum + counts.overdue, 0),
              })}{' '}
              <button type="button" className="text-button" onClick={() => setAll(true)}>
                {say('web.overview.showAll', { count: bodies.length })}
              </button>
            </p>
          )}
        </section>
        <div className="stack">
          {data.targets.map(({ plan, target, indicator, bound, value, even = 0 }) => (
            <section key={`${plan}${target}`} className="card padded">
              <h2>
                {indicator}{' '}
                <Link to={`/targets?plan=${plan}`} className="symbol">
                  {plans.get(plan)?.symbol}
                </Link>
              </h2>
              <p>
                <b className="quota-figure">{number(value ?? 0)}</b>/{number(bound)} · {number(((value ?? 0) / Math.max(1, bound)) * 100)}%
              </p>
              <Bullet value={value ?? 0} quota={bound} expected={even} height={22} />
              <p className="secondary">{say('web.targets.even', { value: number(even) })}</p>
            </section>
          ))}
          <section className="card padded">
            <h2>{say('web.overview.waits')}</h2>
            {waitsByPlan(data.waits).map(({ kind, plan, count, sinceMs }) => (
              <p key={`${kind}${plan}`} className="row-between wait-row">
                <span>
                  {say(kind === 'guidance' ? 'web.overview.guidance' : 'web.overview.review', { count })}{' '}
                  <Link to={`/plans/${plan}`} className="symbol">
                    {plans.get(plan)?.symbol}
                  </Link>
                </span>
                <b className="tone-wait nowrap">
                  {say('web.overview.days', { days: Math.max(0, Math.floor((Date.now() - sinceMs) / DAY_MS)) })}
                </b>
              </p>
            ))}
            {data.waits.length === 0 && <p className="secondary">{say('web.overview.noWaits')}</p>}
          </section>
          <AgeBar ages={data.ages} />
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
          <Movers targets={data.targets} />
          <Proposed />
        </div>
      </div>
    </>
  );
}

/** Waits of a plan of one kind as one, with how many and since when the first. */
function waitsByPlan(waits: Answer<'overview', 'get'>['waits']): { kind: string; plan: string; count: number; sinceMs: number }[] {
  const merged = new Map<string, { kind: string; plan: string; count: number; sinceMs: number }>();
  for (const { kind, plan, count, sinceMs } of waits) {
    const known = merged.get(kind + plan);
    merged.set(kind + plan, { kind, plan, count: (known?.count ?? 0) + count, sinceMs: Math.min(known?.sinceMs ?? sinceMs, sinceMs) });
  }
  return [...merged.values()];
}

const byOverdue = (a: { counts: Counts; longestMs: number }, b: { counts: Counts; longestMs: number }) =>
  b.counts.overdue - a.counts.overdue || b.longestMs - a.longestMs;

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
