import type { Role } from '../domain/access.js';
import { addDays } from '../domain/day.js';
import { ProblemError, problem } from '../domain/problem.js';
import { addDelegation, endDelegation, listDelegations, ownGrant } from '../store/delegations.js';
import { recordHouse } from '../store/house.js';
import { unitNames } from '../store/units.js';
import { signInOf } from '../store/sign-in.js';
import { type ClientDeps, instantOf, newId } from './deps.js';
import type { DelegationVerbs } from './dondoc-session.js';
import { notFound, unitByKey } from './rights.js';

/** Longest delegation, days: an absence, not an appointment. */
const LONGEST_DAYS = 366;
/** Roles that are not handed on: who keeps house answers for it. */
const KEPT: readonly Role[] = ['administrator', 'operator'];

/** Verbs on delegations (ủy quyền): a person hands a role of its own to another for some days; what the other does names both. */
export function delegationVerbs(deps: ClientDeps): DelegationVerbs {
  return {
    async create(actor, { to, role, unit, from, until, reason }) {
      const { nowMs, today } = await instantOf(deps);
      if (until < from || until < today || until > addDays(from, LONGEST_DAYS))
        throw new ProblemError(problem('DELEGATION_DATES', { from, until, days: LONGEST_DAYS }));
      const { id: body } = await unitByKey(deps, today, unit);
      const grant = KEPT.includes(role) ? undefined : await ownGrant(deps.db, { person: actor.person, role, unit: body }, today);
      if (grant === undefined || to === actor.person || !(await signInOf(deps.db, to))) throw notFound();
      const id = newId();
      await deps.db.transaction().execute(async (trx) => {
        await addDelegation(trx, { id, grant, to, from, until, reason, madeMs: nowMs, madeBy: actor.person });
        const data = { delegation: id, by: actor.person, to, role, unit: body, from, until };
        await recordHouse(trx, [{ type: 'delegated', atMs: nowMs, data, actor: actor.person }], nowMs);
      });
      return { id };
    },
    async list(actor) {
      const { today } = await instantOf(deps);
      const rows = await listDelegations(deps.db, actor.person, today);
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
    async end(actor, id) {
      const { nowMs } = await instantOf(deps);
      await deps.db.transaction().execute(async (trx) => {
        if (!(await endDelegation(trx, id, actor.person, nowMs))) throw notFound();
        await recordHouse(trx, [{ type: 'delegationEnded', atMs: nowMs, data: { delegation: id }, actor: actor.person }], nowMs);
      });
    },
  };
}
