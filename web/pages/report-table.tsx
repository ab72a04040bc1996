import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import type { DutyAnswer } from '../../contract/http-api.js';
import type { usePlanNames } from '../api/plan-names.js';
import { ReviewChip, StateChip } from '../parts/chip.js';
import { timeLeft } from '../words/due.js';
import { dutyPath, dutyTitle } from '../words/duty.js';
import { useWords } from '../words/words.js';

/** Names a report among others. */
export function reportKey({ plan, unit, item, period }: DutyAnswer): string {
  return `${plan}|${unit.id}|${item}|${period}`;
}

interface Props {
  rows: DutyAnswer[];
  plans: ReturnType<typeof usePlanNames>;
  /** Those of other bodies: each row begins with whose it is. */
  withUnit?: boolean;
  /** A first cell of each row, and of the head. */
  before?: { head: ReactNode; cell(row: DutyAnswer): ReactNode };
  /** What is said beneath the status of a row. */
  beneath?(row: DutyAnswer): ReactNode;
}

/** Reports as a table; a press on a row opens it. */
export function ReportTable({ rows, plans, withUnit = false, before, beneath }: Props) {
  const words = useWords();
  const { say, dayOf } = words;
  const [, go] = useLocation();
  return (
    <table>
      <thead>
        <tr>
          {before && <th scope="col">{before.head}</th>}
          {withUnit && <th scope="col">{say('web.unit')}</th>}
          <th scope="col">{say('web.nav.reports')}</th>
          <th scope="col">{say('web.plan')}</th>
          <th scope="col">{say('web.due')}</th>
          <th scope="col">{say('web.status')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((duty) => (
          <tr key={reportKey(duty)} className="pressable" onClick={() => go(dutyPath(duty))}>
            {before && <td onClick={(event) => event.stopPropagation()}>{before.cell(duty)}</td>}
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
              {beneath?.(duty)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
