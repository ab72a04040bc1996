import { useState } from 'react';
import { usePlanName } from '../api/plan-names.js';
import { useRead } from '../api/read.js';
import { GreyRows, Trouble } from '../parts/states.js';
import { useSession } from '../session/session.js';
import type { OnReport } from './report-data.js';
import { ReportReturn } from './report-return.js';
import { ReportReview } from './report-review.js';
import { ReportUndo } from './report-undo.js';
import { ReportWriting } from './report-writing.js';

/** One report: written by who owes it, reviewed by whom it goes to, who may undo that, read by the others. */
export function ReportPage({ on }: { on: OnReport }) {
  const session = useSession();
  const read = useRead('reports', 'get', { params: { ...on } });
  const inbox = useRead('inbox', 'get', {});
  const plan = usePlanName(on.plan);
  const [doing, setDoing] = useState<'return' | 'undo'>();
  if (read.error) return <Trouble refusal={read.error} />;
  if (!read.data || inbox.isPending) return <GreyRows rows={10} />;
  const report = read.data;
  const { duty } = report;
  const open = duty.review === undefined || duty.review === 'returned';
  const mine = session.may('duties.act', duty.unit.id);
  if (mine && open) return <ReportWriting on={{ ...on, unit: duty.unit.id }} report={report} plan={plan} />;
  const toReview =
    inbox.data?.toReview.some(
      (row) => row.plan === duty.plan && row.unit.id === duty.unit.id && row.item === duty.item && row.period === duty.period,
    ) ?? false;
  const onLeave = () => setDoing(undefined);
  if (toReview && doing === 'return') return <ReportReturn on={on} report={report} plan={plan} onLeave={onLeave} />;
  if (report.undo && doing === 'undo') return <ReportUndo on={on} report={report} plan={plan} onLeave={onLeave} />;
  return <ReportReview on={on} report={report} plan={plan} mayReview={toReview} onDo={setDoing} />;
}
