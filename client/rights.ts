import { type Act, type Actor, EVERYWHERE, grantFor, type Grant } from '../domain/access.js';
import type { Day } from '../domain/day.js';
import { ProblemError, problem } from '../domain/problem.js';
import type { UnitVersion } from '../domain/unit.js';
import { type DutyAtDoor, type DutyRow, findDuty } from '../store/duties.js';
import { findPlan, type PlanRow } from '../store/plans.js';
import { findUnit, isBeneath, rootUnits } from '../store/units.js';
import { type ClientDeps, sightOf } from './deps.js';
import type { OnDuty } from './dondoc.js';

/** What does not exist and what may not be seen answer alike. */
export function notFound(): ProblemError {
  return new ProblemError(problem('NOT_FOUND'));
}

/** A plan the actor sees. */
export async function seenPlan(deps: ClientDeps, actor: Actor, today: Day, id: string): Promise<PlanRow> {
  const row = await findPlan(deps.db, sightOf(actor, today), id);
  if (!row) throw notFound();
  return row;
}

/** A plan the actor may act on as its issuer. A plan that is seen but is another body's to manage answers FORBIDDEN. */
export async function managedPlan(
  deps: ClientDeps,
  actor: Actor,
  today: Day,
  id: string,
  act: Act,
): Promise<{ plan: PlanRow; grant: Grant }> {
  const plan = await seenPlan(deps, actor, today, id);
  const grant = grantFor(actor, act, (unit) => unit === plan.issuerId);
  if (!grant) throw new ProblemError(problem('FORBIDDEN', { act }));
  return { plan, grant };
}

/** The tree and its records are one: what touches the whole is done by who stands at its root, or keeps house for all. */
export async function mayOverAll(deps: Pick<ClientDeps, 'db'>, actor: Actor, today: Day, act: Act): Promise<void> {
  const roots = await rootUnits(deps.db, today);
  if (!grantFor(actor, act, (unit) => unit === EVERYWHERE || roots.has(unit))) throw new ProblemError(problem('FORBIDDEN', { act }));
}

/** A body by id or code, as of a day. */
export async function unitByKey(deps: ClientDeps, today: Day, key: string): Promise<UnitVersion> {
  const unit = await findUnit(deps.db, key, today);
  if (!unit) throw notFound();
  return unit;
}

/** The id of the body that a list is narrowed to. A key that names none narrows it to nothing, as does a body whose rows the actor does not see. */
export async function unitFilter(deps: ClientDeps, today: Day, key: string): Promise<string> {
  return (await findUnit(deps.db, key, today))?.id ?? '';
}

/** A duty the actor sees; unit by id or code. */
export async function seenDuty(deps: ClientDeps, actor: Actor, today: Day, on: OnDuty): Promise<DutyAtDoor> {
  const row = await findDuty(deps.db, sightOf(actor, today), on);
  if (!row) throw notFound();
  return row;
}

/** The actor's grant to act for a unit; acting for a body beneath one's own needs a delegation. */
export function actingFor(actor: Actor, act: Act, unit: string): Grant {
  const grant = grantFor(actor, act, (body) => body === unit);
  if (grant) return grant;
  const isOwn = actor.grants.some((held) => held.unit === unit);
  throw new ProblemError(isOwn ? problem('FORBIDDEN', { act }) : problem('DELEGATION_REQUIRED', { act }));
}

/** The actor's grant to review reports of a plan: at its issuer, at the body that receives the report, or at the staff body it goes through. */
export async function reviewing(deps: ClientDeps, actor: Actor, duty: DutyRow): Promise<Grant> {
  const grant = await reviewGrant(deps, actor, duty);
  if (!grant) throw new ProblemError(problem('FORBIDDEN', { act: 'reports.review' }));
  return grant;
}

/** Whether the actor may review a report. */
export async function isReviewer(deps: ClientDeps, actor: Actor, duty: DutyRow): Promise<boolean> {
  return (await reviewGrant(deps, actor, duty)) !== undefined;
}

async function reviewGrant(deps: ClientDeps, actor: Actor, duty: DutyRow): Promise<Grant | undefined> {
  if (!grantFor(actor, 'reports.review', () => true)) return undefined;
  const via = await deps.db
    .selectFrom('relations')
    .select('unit_id')
    .where('plan_id', '=', duty.plan)
    .where('item', '=', duty.item)
    .where('relation', 'in', ['via', 'receiver'])
    .execute();
  const at = new Set([duty.issuerId, ...via.map(({ unit_id }) => unit_id)]);
  return grantFor(actor, 'reports.review', (unit) => at.has(unit));
}

/** The actor's grant to urge a unit: at the plan's issuer or at a body above the unit; monitors of the item may too. */
export async function urging(deps: ClientDeps, actor: Actor, today: Day, duty: DutyRow): Promise<Grant> {
  const monitors = await deps.db
    .selectFrom('relations')
    .select('unit_id')
    .where('plan_id', '=', duty.plan)
    .where('item', '=', duty.item)
    .where('relation', 'in', ['monitor', 'guide', 'via', 'receiver'])
    .execute();
  const at = new Set([duty.issuerId, ...monitors.map(({ unit_id }) => unit_id)]);
  for (const { unit } of actor.grants) if (unit !== duty.unit && (await isBeneath(deps.db, unit, duty.unit, today))) at.add(unit);
  const grant = grantFor(actor, 'duties.urge', (unit) => at.has(unit));
  if (!grant) throw new ProblemError(problem('FORBIDDEN', { act: 'duties.urge' }));
  return grant;
}

/** Refuses when the revision the sender expects (If-Match) is not the one that stands. */
export function matchRevision(expected: string | undefined, standing: string): void {
  if (expected !== undefined && expected !== standing) throw new ProblemError(problem('REVISION_CHANGED', { expected, standing }));
}
