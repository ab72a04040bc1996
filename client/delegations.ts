import type { Actor, Role } from '../domain/access.js';
import { addDays } from '../domain/day.js';
import { ProblemError, problem } from '../domain/problem.js';
import { addDelegation, endDelegation, findDelegation, holdersAt, listDelegations, ownGrant } from '../store/delegations.js';
import { recordHouse } from '../store/house.js';
import { unitNames } from '../store/units.js';
import { signInOf } from '../store/sign-in.js';
import { type ClientDeps, instantOf, newId } from './deps.js';
import type { DelegationVerbs } from './dondoc-session.js';
import { demandPerson, reachOf, within } from './people-reach.js';
import { notFound, unitByKey } from './rights.js';

/** Longest delegation, days: an absence, not an appointment. */
const LONGEST_DAYS = 366;
/** Roles that are not handed on: who keeps house answers for it. */
const KEPT: readonly Role[] = ['administrator', 'operator'];

/** Verbs on delegations (ủy quyền): a person hands a role of its own to another for some days; what the other does names both. */
export function delegationVerbs(deps: ClientDeps): DelegationVerbs {
  return {
    async create(actor, { by = actor.person, to, role, unit, from, until, reason }) {
      if (by !== actor.person) await demandPerson(deps, actor, by);
      const { nowMs, today } = await instantOf(deps);
      if (until < from || until < today || until > addDays(from, LONGEST_DAYS))
        throw new ProblemError(problem('DELEGATION_DATES', { from, until, days: LONGEST_DAYS }));
      const { id: body } = await unitByKey(deps, today, unit);
      const grant = KEPT.includes(role) ? undefined : await ownGrant(deps.db, { person: by, role, unit: body }, today);
      if (grant === undefined || to === by || !(await signInOf(deps.db, to))) throw notFound();
      const id = newId();
      await deps.db.transaction().execute(async (trx) => {
        await addDelegation(trx, { id, grant, to, from, until, reason, madeMs: nowMs, madeBy: actor.person });
        const data = { delegation: id, by, to, role, unit: body, from, until };
        await recordHouse(trx, [{ type: 'delegated', atMs: nowMs, data, actor: actor.person }], nowMs);
      });
      return { id };
    },
    async list(actor, { all = false } = {}) {
      const { today } = await instantOf(deps);
      const reach = all ? await reachOf(deps, actor) : undefined;
      const found = await listDelegations(deps.db, all ? undefined : actor.person, today);
      const rows = reach === undefined ? found : found.filter(({ unit }) => within(reach, unit) !== undefined);
      const names = await unitNames(
        deps.db,
        rows.map(({ unit }) => unit),
        today,
      );
      return rows.map(({ unit, ...row }) => {
        const { code, name } = names.get(unit) ?? { code: unit, name: unit };
        return { ...row, unit: { id: unit, code, name } };
      });
    },
    async colleagues(actor, unit) {
      const { today } = await instantOf(deps);
      const { id } = await unitByKey(deps, today, unit);
      if (!actor.grants.some((grant) => grant.unit === id)) throw notFound();
      return (await holdersAt(deps.db, id, today)).filter(({ id: person }) => person !== actor.person);
    },
    async end(actor, id) {
      const { nowMs } = await instantOf(deps);
      const on = await findDelegation(deps.db, id);
      if (!on || !([on.by, on.to].includes(actor.person) || (await keepsHouseFor(actor, on.unit)))) throw notFound();
      await deps.db.transaction().execute(async (trx) => {
        if (!(await endDelegation(trx, id, nowMs))) throw notFound();
        await recordHouse(trx, [{ type: 'delegationEnded', atMs: nowMs, data: { delegation: id }, actor: actor.person }], nowMs);
      });
    },
  };

  async function keepsHouseFor(actor: Actor, unit: string): Promise<boolean> {
    if (!actor.grants.some(({ role }) => role === 'administrator')) return false;
    return within(await reachOf(deps, actor), unit) !== undefined;
  }
}
