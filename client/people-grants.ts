import { isDay } from '../domain/day.js';
import { ProblemError, problem } from '../domain/problem.js';
import { recordHouse } from '../store/house.js';
import { addGrants, endGrant, findPerson, heldTokens } from '../store/people.js';
import { allUnitVersions } from '../store/units.js';
import { type ClientDeps, instantOf } from './deps.js';
import type { PeopleVerbs, PersonView } from './dondoc.js';
import { demandPerson, isSeen, reachOf, within } from './people-reach.js';
import { notFound } from './rights.js';

type GrantVerbs = Pick<PeopleVerbs, 'get' | 'giveGrant' | 'endGrant' | 'tokens'>;

/** Verbs of an administrator on what one person may do: its roles at bodies with their days, and the tokens that stand for it. */
export function grantVerbs(deps: ClientDeps): GrantVerbs {
  return {
    async get(actor, id) {
      const reach = await reachOf(deps, actor);
      const row = await findPerson(deps.db, id);
      if (!row || !isSeen(reach, row.grants)) throw notFound();
      return viewOf(row);
    },
    async giveGrant(actor, person, { role, unit, from: said, to }) {
      const reach = await demandPerson(deps, actor, person);
      const { nowMs, today } = await instantOf(deps);
      const from = said ?? today;
      if (to !== undefined && (!isDay(to) || to < from)) throw new ProblemError(problem('DATE_INVALID', { value: `${from}..${to}` }, 'to'));
      const found = (await allUnitVersions(deps.db)).findLast(({ id, code }) => id === unit || code === unit);
      const body = within(reach, found?.id);
      if (body === undefined) throw new ProblemError(problem('UNIT_UNKNOWN', { code: unit }, 'unit'));
      const id = `${person}:${role}:${body}:${from}`;
      await deps.db.transaction().execute(async (trx) => {
        if ((await addGrants(trx, [{ id, person, role, unit: body, from, ...(to !== undefined && { to }) }])) === 0)
          throw new ProblemError(problem('GRANT_EXISTS', { from }));
        const data = { person, role, unit: body, from, ...(to !== undefined && { to }) };
        await recordHouse(trx, [{ type: 'grantGiven', atMs: nowMs, data, actor: actor.person }], nowMs);
      });
      return { id };
    },
    async endGrant(actor, person, { role, unit, from, lastDay }) {
      await demandPerson(deps, actor, person);
      if (person === actor.person && role === 'administrator') throw new ProblemError(problem('OWN_GRANT'));
      const { nowMs } = await instantOf(deps);
      await deps.db.transaction().execute(async (trx) => {
        if (!(await endGrant(trx, { person, role, unit, from, lastDay }))) throw notFound();
        const data = { person, role, unit, from, lastDay };
        await recordHouse(trx, [{ type: 'grantEnded', atMs: nowMs, data, actor: actor.person }], nowMs);
      });
    },
    async tokens(actor) {
      const reach = await reachOf(deps, actor);
      const { nowMs } = await instantOf(deps);
      const rows = await heldTokens(deps.db, nowMs);
      return rows
        .filter(({ units }) =>
          isSeen(
            reach,
            units.map((unit) => ({ unit })),
          ),
        )
        .map(({ units: _units, ...token }) => token);
    },
  };
}

/** A person as shown, without an address that is not there. */
export function viewOf<Row extends { email: string | null }>({ email, ...person }: Row): Omit<Row, 'email'> & Pick<PersonView, 'email'> {
  return { ...person, ...(email !== null && { email }) };
}
