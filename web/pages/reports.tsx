import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { DutyAnswer } from '../../contract/http-api.js';
import { usePlanNames } from '../api/plan-names.js';
import { useAll, useRead } from '../api/read.js';
import { ReviewChip, StateChip } from '../parts/chip.js';
import { Segmented } from '../parts/segmented.js';
import { GreyRows, Trouble } from '../parts/states.js';
import { useSession } from '../session/session.js';
import { timeLeft } from '../words/due.js';
import { dutyPath, dutyTitle } from '../words/duty.js';
import { useWords } from '../words/words.js';

type Which = 'mine' | 'toReview';

/** The reports one's body owes, newest period first, and those that wait for its review. */
export default function Reports() {
  const words = useWords();
  const { say } = words;
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
        {mine.loading ? <GreyRows /> : <ReportTable rows={rows} plans={plans} withUnit={which === 'toReview'} />}
        {!mine.loading && rows.length === 0 && <p className="empty">{say(which === 'mine' ? 'web.reports.none' : 'web.empty.toReview')}</p>}
      </div>
    </div>
  );
}

function ReportTable({ rows, plans, withUnit }: { rows: DutyAnswer[]; plans: ReturnType<typeof usePlanNames>; withUnit: boolean }) {
  const words = useWords();
  const { say, dayOf } = words;
  const [, go] = useLocation();
  return (
    <table>
      <thead>
        <tr>
          {withUnit && <th scope="col">{say('web.unit')}</th>}
          <th scope="col">{say('web.nav.reports')}</th>
          <th scope="col">{say('web.plan')}</th>
          <th scope="col">{say('web.due')}</th>
          <th scope="col">{say('web.status')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((duty) => (
          <tr key={`${duty.plan}|${duty.unit.id}|${duty.item}|${duty.period}`} className="pressable" onClick={() => go(dutyPath(duty))}>
            {withUnit && <td>{duty.unit.name}</td>}
            <td>
              <Link to={dutyPath(duty)}>{dutyTitle(duty, words)}</Link>
            </td>
            <td className="symbol">{plans.get(duty.plan)?.symbol}</td>
            <td>
              {duty.dueMs === undefined ? '–' : dayOf(duty.dueMs)}
              {duty.doneMs === undefined && duty.dueMs !== undefined && <span className="secondary"> · {timeLeft(duty.dueMs, words)}</span>}
            </td>
            <td>
              <span className="cluster chips-inline">
                {duty.review && <ReviewChip review={duty.review} />}
                <StateChip state={duty.standing.state} bare={duty.standing.state !== 'openOverdue' && duty.standing.state !== 'doneLate'} />
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
