import { sql } from 'kysely';
import type { Day } from '../domain/day.js';
import { beneath } from './units.js';

/** What an actor sees starts from its bodies, on a day. The one filter of lists, counts and single rows: no count tells of what no list shows. */
export interface Sight {
  bodies: string[];
  today: Day;
}

/** A plan whose issuer stands beneath one of the actor's bodies, or is it: seen whole. */
export function seesWholePlan({ bodies, today }: Sight, issuer = sql.ref('p.issuer_id')) {
  return beneath(issuer, bodies, today);
}

/** A plan seen at all: whole, or because the actor's subtree is among its recipients, or a body of the actor has a part in an item. Drafts only whole. */
export function seesPlan(sight: Sight) {
  const { bodies, today } = sight;
  if (bodies.length === 0) return sql<boolean>`false`;
  return sql<boolean>`(${seesWholePlan(sight)} or (p.status <> 'draft' and (
    exists (select 1 from recipients r where r.plan_id = p.id and ${beneath(sql.ref('r.unit_id'), bodies, today)})
    or exists (select 1 from relations r where r.plan_id = p.id and r.unit_id in (${sql.join(bodies)})))))`;
}

/**
 * A duty (alias d, of plan p) seen: the plan whole, the holder beneath one's bodies, or a part in its item. To lead is no such part: who leads
 * an item beside others sees its own share, not theirs.
 */
export function seesDuty(sight: Sight) {
  const { bodies, today } = sight;
  if (bodies.length === 0) return sql<boolean>`false`;
  return sql<boolean>`(${seesWholePlan(sight)} or ${beneath(sql.ref('d.unit_id'), bodies, today)}
    or exists (select 1 from relations r where r.plan_id = d.plan_id and r.item = d.item and r.unit_id in (${sql.join(bodies)}) and r.relation <> 'lead'))`;
}
