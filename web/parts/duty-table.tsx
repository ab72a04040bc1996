import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import type { DutyAnswer, PlanAnswer } from '../../contract/http-api.js';
import { timeLeft } from '../words/due.js';
import { dutyKey, dutyPath, dutyTitle } from '../words/duty.js';
import { useWords } from '../words/words.js';
import { Chip, ReviewChip, RungChip, StateChip } from './chip.js';

interface Props {
  rows: readonly DutyAnswer[];
  plans: ReadonlyMap<string, PlanAnswer>;
  /** Those of other bodies: each row begins with whose it is. */
  withUnit?: boolean;
  /** How far each was pressed, in a column of its own. */
  withRung?: boolean;
  /** A first cell of each row, and of the head. */
  before?: { head: ReactNode; cell(row: DutyAnswer): ReactNode };
  /** What is said beneath the status of a row. */
  beneath?(row: DutyAnswer): ReactNode;
}

/** Duties as a table; a press on a row opens it. */
export function DutyTable({ rows, plans, withUnit = false, withRung = false, before, beneath }: Props) {
  const words = useWords();
  const { say, dayOf, capital } = words;
  const [, go] = useLocation();
  return (
    <table className="duty-table">
      <thead>
        <tr>
          {before && <th scope="col">{before.head}</th>}
          {withUnit && <th scope="col">{say('web.unit')}</th>}
          <th scope="col">{say('web.duty')}</th>
          <th scope="col">{say('web.plan')}</th>
          <th scope="col">{say('web.due')}</th>
          <th scope="col">{say('web.status')}</th>
          {withRung && <th scope="col">{say('web.cascade.rung')}</th>}
        </tr>
      </thead>
      <tbody>
        {rows.map((duty) => (
          <tr key={dutyKey(duty)} className="pressable" onClick={() => go(dutyPath(duty))}>
            {before && <td onClick={(event) => event.stopPropagation()}>{before.cell(duty)}</td>}
            {withUnit && <td>{duty.unit.name}</td>}
            <td>
              <Link to={dutyPath(duty)}>{capital(dutyTitle(duty, words))}</Link>
            </td>
            <td className="symbol">{plans.get(duty.plan)?.symbol}</td>
            <td>
              {duty.dueMs === undefined ? say('web.left.undated') : dayOf(duty.dueMs)}
              {duty.doneMs === undefined && duty.dueMs !== undefined && <span className="secondary"> · {timeLeft(duty.dueMs, words)}</span>}
            </td>
            <td>
              <span className="cluster chips-inline">
                {duty.review && <ReviewChip review={duty.review} />}
                <StateChip state={duty.standing.state} bare={duty.standing.state !== 'openOverdue' && duty.standing.state !== 'doneLate'} />
                {duty.standing.stale && (
                  <Chip glyph="cycle" tone="warn">
                    {say('web.state.stale')}
                  </Chip>
                )}
              </span>
              {beneath?.(duty)}
            </td>
            {withRung && <td>{duty.rung !== undefined && <RungChip rung={duty.rung} urged={duty.urged} />}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
