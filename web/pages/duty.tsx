import { useParams } from 'wouter';
import { useRead } from '../api/read.js';
import { DutyFiles } from '../parts/files-card.js';
import { GreyRows, Trouble } from '../parts/states.js';
import { ReportPage } from '../report/report-page.js';
import { useSession } from '../session/session.js';
import { ReviewDecision } from './review-decision.js';
import { TaskPage } from './task.js';

/** One duty, on the page of its kind. */
export default function DutyPage() {
  const { may } = useSession();
  const on = useParams<{ plan: string; unit: string; item: string; period: string }>();
  const { data, error } = useRead('duties', 'get', { params: { plan: on.plan, unit: on.unit, item: on.item, period: on.period } });
  if (error) return <Trouble refusal={error} />;
  if (!data) return <GreyRows rows={10} />;
  const { plan, item, period } = data;
  const key = `${plan}|${data.unit.id}|${item}|${period}`;
  const at = { plan, unit: data.unit.id, item, period };
  return (
    <div className="stack">
      <ReviewDecision key={`proposed|${key}`} duty={data} />
      <div>{data.kind === 'report' ? <ReportPage key={key} on={at} /> : <TaskPage key={key} duty={data} />}</div>
      <DutyFiles on={at} mine={may('duties.act', data.unit.id)} />
    </div>
  );
}
