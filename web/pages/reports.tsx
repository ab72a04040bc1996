import { useState } from 'react';
import { usePlanNames } from '../api/plan-names.js';
import { useAll, useRead } from '../api/read.js';
import { DutyTable } from '../parts/duty-table.js';
import { Segmented } from '../parts/segmented.js';
import { GreyRows, Trouble } from '../parts/states.js';
import { useSession } from '../session/session.js';
import { useWords } from '../words/words.js';
import { ReportsToReview } from './reports-to-review.js';

type Which = 'mine' | 'toReview';

/** The reports one's body owes, newest period first, and those that wait for its review, which may be accepted together. */
export default function Reports() {
  const { say } = useWords();
  const { body } = useSession();
  const [which, setWhich] = useState<Which>('mine');
  const plans = usePlanNames();
  const mine = useAll('duties', 'list', { query: { unit: body.id, kind: 'report' } }, (answer) => answer);
  const inbox = useRead('inbox', 'get', {});
  const toReview = inbox.data?.toReview ?? [];
  const rows = which === 'mine' ? mine.items.toSorted((a, b) => (b.dueMs ?? 0) - (a.dueMs ?? 0)) : toReview;
  return (
    <div className="stack">
      <div className="head">
        <h1>{say('web.nav.reports')}</h1>
        <Segmented<Which>
          label={say('web.reports.which')}
          value={which}
          options={[
            { value: 'mine', label: say('web.reports.mine', { body: body.name }) },
            { value: 'toReview', label: say('web.reports.toReview', { count: toReview.length }) },
          ]}
          onChange={setWhich}
        />
      </div>
      <Trouble refusal={mine.error ?? inbox.error} />
      <div className="card table-card">
        {mine.loading ? (
          <GreyRows />
        ) : which === 'toReview' ? (
          <ReportsToReview rows={rows} plans={plans} />
        ) : (
          <DutyTable rows={rows} plans={plans} />
        )}
        {!mine.loading && rows.length === 0 && <p className="empty">{say(which === 'mine' ? 'web.reports.none' : 'web.empty.toReview')}</p>}
      </div>
    </div>
  );
}
