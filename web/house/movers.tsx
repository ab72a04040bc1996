import { Link } from 'wouter';
import type { Answer } from '../api/ask.js';
import { useAll, useRead } from '../api/read.js';
import { useUnits } from '../api/unit-names.js';
import { useWords } from '../words/words.js';

const DAYS = 30;
const DAY_MS = 86_400_000;
const MOST = 5;

/** The bodies that came nearest to their quota in the last days, by points of a hundred of it. */
export function Movers({ targets }: { targets: Answer<'overview', 'get'>['targets'] }) {
  const first = targets.find(({ even }) => even !== undefined);
  return first ? <MoversOf plan={first.plan} target={first.target} /> : null;
}

function MoversOf({ plan, target }: { plan: string; target: string }) {
  const { say, number } = useWords();
  const units = useUnits();
  const pace = useRead('plans', 'targets', { params: { plan } }).data?.items.find((one) => one.target === target)?.pace ?? [];
  const { items } = useAll('plans', 'timeline', { params: { plan }, query: { item: target } }, (answer) => answer);
  const sinceMs = Date.now() - DAYS * DAY_MS;
  const before = new Map<string, number>();
  for (const { type, atMs, units: about = [], data } of items)
    if (type === 'targetMoved' && atMs < sinceMs) for (const unit of about) before.set(unit, data['value'] as number);
  const moved = pace
    .filter(({ quota }) => quota > 0)
    .map(({ unit, value, quota }) => ({ unit, from: ((before.get(unit) ?? 0) / quota) * 100, to: (value / quota) * 100 }))
    .filter(({ from, to }) => to > from)
    .toSorted((a, b) => b.to - b.from - (a.to - a.from));
  return (
    <section className="card padded">
      <h2>
        {say('web.overview.movers')} <span className="secondary">{say('web.overview.moversSince')}</span>
      </h2>
      {moved.slice(0, MOST).map(({ unit, from, to }) => (
        <p key={unit} className="row-between wait-row">
          <span>
            <Link to={`/units/${unit}`}>{units.get(unit)?.name ?? '…'}</Link>{' '}
            <span className="secondary nowrap">
              {number(from)}% → {number(to)}%
            </span>
          </span>
          <b className="tone-good nowrap">{say('web.overview.points', { points: number(to - from) })}</b>
        </p>
      ))}
      {moved.length === 0 && <p className="secondary">{say('web.overview.noMovers')}</p>}
    </section>
  );
}
