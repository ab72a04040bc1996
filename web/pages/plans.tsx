import { useState } from 'react';
import { Link, useLocation, useSearchParams } from 'wouter';
import { foldForSearch } from '../../domain/text.js';
import { usePages } from '../api/read.js';
import { Button, LinkButton } from '../parts/button.js';
import { PlanChip } from '../parts/chip.js';
import { Segmented } from '../parts/segmented.js';
import { ShowMore } from '../parts/show-more.js';
import { GreyRows, Trouble } from '../parts/states.js';
import { useSession } from '../session/session.js';
import { useWords } from '../words/words.js';
import { keepView, keptViews, type KeptView } from './kept-views.js';

type Status = 'draft' | 'issued' | 'inForce' | 'suspended' | 'concluded' | 'revoked';
const STATUSES: Status[] = ['inForce', 'issued', 'draft', 'suspended', 'concluded', 'revoked'];

/** All plans one sees, newest first; search folds accents, and exact accents come first. */
export default function Plans() {
  const { say, code, capital, day } = useWords();
  const session = useSession();
  const [, go] = useLocation();
  const [search, setSearch] = useSearchParams();
  const [views, setViews] = useState(keptViews);
  const q = search.get('q') ?? '';
  const status = search.get('status') as Status | null;
  const read = usePages('plans', 'list', { query: { limit: 100, ...(q !== '' && { q }), ...(status && { status }) } }, (answer) => answer);
  const exact = q.toLocaleLowerCase('vi');
  const plans = q === '' ? read.items : read.items.toSorted((a, b) => Number(holds(b, exact)) - Number(holds(a, exact)));
  const set = (next: KeptView) => setSearch(Object.entries(next).filter(([, value]) => value !== ''));
  const isFiltered = q !== '' || status !== null;
  return (
    <div className="stack">
      <div className="head">
        <h1>{say('web.nav.plans')}</h1>
        <div className="end">
          {session.may('plans.draft') && (
            <LinkButton to="/issue" primary>
              {say('web.plans.issue')}
            </LinkButton>
          )}
        </div>
      </div>
      <div className="cluster">
        <input
          className="input plan-search"
          type="search"
          aria-label={say('web.plans.search')}
          placeholder={say('web.plans.search')}
          defaultValue={q}
          key={q}
          onKeyDown={(event) => event.key === 'Enter' && set({ q: event.currentTarget.value.trim(), status: status ?? '' })}
        />
        <Segmented
          label={say('web.status')}
          value={status ?? 'all'}
          options={[
            { value: 'all', label: say('web.plans.all') },
            ...STATUSES.map((value) => ({ value, label: code('web.plan.', value) })),
          ]}
          onChange={(next) => set({ q, status: next === 'all' ? '' : next })}
        />
        {isFiltered && (
          <Button small onClick={() => setViews(keepView({ q, status: status ?? '' }))}>
            {say('web.plans.keepView')}
          </Button>
        )}
        {views.map((view) => (
          <button key={`${view.q}|${view.status}`} type="button" className="text-button" onClick={() => set(view)}>
            {[view.q && `“${view.q}”`, view.status && code('web.plan.', view.status)].filter(Boolean).join(' · ')}
          </button>
        ))}
      </div>
      <Trouble refusal={read.error} />
      <div className="card table-card">
        {read.isPending ? (
          <GreyRows />
        ) : (
          <table>
            <thead>
              <tr>
                <th scope="col">{say('web.plans.symbol')}</th>
                <th scope="col">{say('web.plans.subject')}</th>
                <th scope="col">{say('web.plans.issuer')}</th>
                <th scope="col">{say('web.plans.date')}</th>
                <th scope="col">{say('web.status')}</th>
              </tr>
            </thead>
            <tbody>
              {plans.map(({ id, symbol, subject, issuer, date, status: at }) => (
                <tr key={id} className="pressable" onClick={() => go(at === 'draft' ? `/issue?plan=${id}` : `/plans/${id}`)}>
                  <td>
                    <Link to={at === 'draft' ? `/issue?plan=${id}` : `/plans/${id}`} className="symbol">
                      {symbol ?? say('web.plan.noSymbol')}
                    </Link>
                  </td>
                  <td>{capital(subject)}</td>
                  <td>{issuer.name}</td>
                  <td>{date === undefined ? '–' : day(date)}</td>
                  <td>
                    <PlanChip status={at} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        {!read.isPending && plans.length === 0 && (
          <p className="empty">{q === '' ? say('web.plans.none') : say('web.noMatch', { text: q })}</p>
        )}
        <ShowMore of={read} />
      </div>
    </div>
  );
}

/** Whether a plan has the text with the very accents that were typed. */
function holds({ symbol = '', subject }: { symbol?: string; subject: string }, exact: string): boolean {
  const text = `${symbol} ${subject}`.toLocaleLowerCase('vi');
  return text.includes(exact) || foldForSearch(symbol) === foldForSearch(exact);
}
