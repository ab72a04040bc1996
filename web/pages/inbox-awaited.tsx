import { usePlanNames } from '../api/plan-names.js';
import { usePages } from '../api/read.js';
import { DutyTable } from '../parts/duty-table.js';
import { ShowMore } from '../parts/show-more.js';
import { GreyRows, Trouble } from '../parts/states.js';
import { useWords } from '../words/words.js';

/** What I await from others, what is overdue first. */
export function Awaited() {
  const { say } = useWords();
  const plans = usePlanNames();
  const read = usePages('inbox', 'awaiting', { query: { limit: 100 } }, (answer) => answer);
  const rows = read.items.toSorted((a, b) => b.standing.overdueMs - a.standing.overdueMs);
  if (read.isPending) return <GreyRows />;
  return (
    <div className="card table-card">
      <Trouble refusal={read.error} />
      <DutyTable rows={rows} plans={plans} withUnit withRung />
      {rows.length === 0 && <p className="empty">{say('web.inbox.nothingSent')}</p>}
      <ShowMore of={read} />
    </div>
  );
}
