import { useAll } from '../api/read.js';
import { GreyRows, Trouble } from '../parts/states.js';
import { columnsOf } from './late-data.js';
import { MatrixGrid, MatrixLegend } from './matrix-grid.js';

const NOBODY: ReadonlySet<string> = new Set();

/** All reports of a plan: bodies × periods. */
export function PlanMatrix({ id }: { id: string }) {
  const { first, items, loading, error } = useAll('plans', 'matrix', { params: { plan: id } }, ({ rows }) => rows);
  if (error) return <Trouble refusal={error} />;
  if (loading || !first) return <GreyRows rows={10} />;
  return (
    <div className="stack">
      <MatrixGrid plan={id} columns={columnsOf(first, undefined)} rows={items} selected={NOBODY} />
      <MatrixLegend />
    </div>
  );
}
