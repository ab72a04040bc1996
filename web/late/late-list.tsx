import type { DutyAnswer, PlanAnswer } from '../../contract/http-api.js';
import { DutyTable } from '../parts/duty-table.js';
import { useWords } from '../words/words.js';

const SHOWN = 200;

/** All that is overdue as a list, the longest first: the twin of the matrix, with receipts, own plans and tasks as well. */
export function LateList(props: {
  duties: readonly DutyAnswer[];
  plans: ReadonlyMap<string, PlanAnswer>;
  selected: ReadonlySet<string>;
  onSelect: ((unit: string) => void) | undefined;
}) {
  const { duties, plans, selected, onSelect } = props;
  const { say } = useWords();
  const rows = duties.toSorted((a, b) => b.standing.overdueMs - a.standing.overdueMs).slice(0, SHOWN);
  const before = onSelect && {
    head: <span className="hidden-words">{say('web.late.select')}</span>,
    cell: ({ unit }: DutyAnswer) => (
      <input
        type="checkbox"
        aria-label={say('web.late.selectOne', { unit: unit.name })}
        checked={selected.has(unit.id)}
        onChange={() => onSelect(unit.id)}
      />
    ),
  };
  return (
    <div className="card table-card">
      <DutyTable rows={rows} plans={plans} withUnit withRung {...(before && { before })} />
      {duties.length > SHOWN && <p className="empty">{say('web.late.more', { count: duties.length - SHOWN })}</p>}
    </div>
  );
}
