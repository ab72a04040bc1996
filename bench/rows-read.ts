import type { Db } from '../store/database.js';
import pg from 'pg';

/** What one statement cost: rows its scans touched, rows it gave, how it scanned. */
export interface Touched {
  statement: string;
  touched: number;
  given: number;
  /** Milliseconds it took, and those before it ran. */
  ms: number;
  planMs: number;
  whole: string[];
}

interface Node {
  'Node Type': string;
  'Relation Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  'Rows Removed by Index Recheck'?: number;
  Plans?: Node[];
}

/** Runs a read and answers its result with the statements it asked, as the driver saw them. */
export async function statementsOf<Result>(
  read: () => Promise<Result>,
): Promise<{ result: Result; statements: { text: string; values: unknown[] }[] }> {
  const statements: { text: string; values: unknown[] }[] = [];
  const { query } = pg.Client.prototype;
  pg.Client.prototype.query = function (this: pg.Client, ...given: unknown[]) {
    const [asked, values] = given as [string | { text: string; values?: unknown[] }, unknown[]?];
    const text = typeof asked === 'string' ? asked : asked.text;
    if (/^\s*(with|select)\b/i.test(text)) statements.push({ text, values: (typeof asked === 'string' ? values : asked.values) ?? [] });
    return (query as (...some: unknown[]) => unknown).apply(this, given);
  } as typeof query;
  try {
    return { result: await read(), statements };
  } finally {
    pg.Client.prototype.query = query;
  }
}

/** The plan a statement runs by, and the rows that its scans touch. */
export async function touchedBy(db: Db, { text, values }: { text: string; values: unknown[] }): Promise<Touched> {
  const { rows } = await db.executeQuery<{ 'QUERY PLAN': [{ Plan: Node; 'Planning Time': number; 'Execution Time': number }] }>({
    sql: `explain (analyze, format json) ${text}`,
    parameters: values,
    query: { kind: 'RawNode' } as never,
    queryId: { queryId: 'rows' },
  });
  const { Plan: root, 'Execution Time': ms, 'Planning Time': planMs } = rows[0]!['QUERY PLAN'][0];
  const whole: string[] = [];
  const touched = (node: Node): number => {
    const relation = node['Relation Name'];
    const here =
      (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0)) * node['Actual Loops'];
    if (relation && node['Node Type'] === 'Seq Scan' && here > 1000) whole.push(`${relation} (${here})`);
    return (relation ? here : 0) + (node.Plans ?? []).reduce((sum, below) => sum + touched(below), 0);
  };
  return { statement: text.replace(/\s+/g, ' ').slice(0, 120), touched: touched(root), given: root['Actual Rows'], ms, planMs, whole };
}
