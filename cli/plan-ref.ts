import { operations, type PlanAnswer } from '../contract/http-api.js';
import type { Cli } from './cli.js';
import { CliProblem, EXIT } from './exit.js';

const ID = /^[a-z0-9]{12}$/;
/** States of a plan in the order in which a symbol is taken to mean one: what runs before what has ended, and drafts last. */
const LIVELIEST = ['inForce', 'issued', 'suspended', 'concluded', 'revoked', 'draft'];

/**
 * The id of a plan named by its id or its symbol (`77-KH/TU`). Of several with one symbol a draft is meant only where `drafts` says so;
 * where it still is not one plan, ends with 2 and names them.
 */
export async function planOf(cli: Cli, named: string, drafts = false): Promise<string> {
  if (ID.test(named)) return named;
  const wanted = named.normalize('NFC').trim().toLocaleUpperCase('vi');
  const found = await cli.api.all(operations.plans.list, { query: { q: named.slice(0, 200) } });
  const same = found.filter(({ symbol }) => symbol?.toLocaleUpperCase('vi') === wanted);
  if (same.length === 0) throw new CliProblem(EXIT.refused, 'cli.bad.noPlan', { plan: named.slice(0, 80) });
  const kinds = drafts ? ['draft', ...LIVELIEST] : LIVELIEST;
  const meant = kinds.map((status) => same.filter((plan) => plan.status === status)).find((plans) => plans.length > 0) ?? same;
  if (meant.length > 1) throw new CliProblem(EXIT.usage, 'cli.bad.manyPlans', { plan: named, plans: meant.map(nameOf).join('; ') });
  return meant[0]!.id;
}

function nameOf({ id, issuer, term, status }: PlanAnswer): string {
  return `${id} (${[issuer.code, term, status].filter(Boolean).join(', ')})`;
}
