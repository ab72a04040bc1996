import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { PlanAnswer } from '../../contract/http-api.js';
import { ReviewChip, StateChip } from '../parts/chip.js';
import { dutyTitle } from '../words/duty.js';
import { useWords } from '../words/words.js';
import type { Report } from './report-data.js';

/** Above a report: where it belongs, what it is, how it stands. */
export function ReportHead({ report, plan, children }: { report: Report; plan: PlanAnswer | undefined; children?: ReactNode }) {
  const words = useWords();
  const { say, dayOf } = words;
  const { duty } = report;
  const first = report.versions[0];
  return (
    <>
      <p className="crumbs">
        <Link to="/reports">{say('web.nav.reports')}</Link> ›{' '}
        <Link to={`/plans/${duty.plan}`} className="symbol">
          {plan?.symbol ?? say('web.plan.noSymbol')}
        </Link>{' '}
        › {duty.unit.name}
      </p>
      <div className="head">
        <h1>{dutyTitle(duty, words)}</h1>
        {duty.review && <ReviewChip review={duty.review} bare={false} />}
        <StateChip state={duty.standing.state} />
        {first && (
          <span className="secondary">
            {say(first.late ? 'web.report.firstLate' : 'web.report.firstInTime', { day: dayOf(first.lodgedMs) })}
          </span>
        )}
        <div className="end">
          {duty.dueMs !== undefined && <span className="secondary">{say('web.report.due', { day: dayOf(duty.dueMs) })}</span>}
          {children}
        </div>
      </div>
    </>
  );
}
