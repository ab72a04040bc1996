import { randomBytes } from 'node:crypto';
import { type Actor, EVERYWHERE, ROLES } from '../domain/access.js';
import { type Day, isDay } from '../domain/day.js';
import { type Problem, ProblemError, problem } from '../domain/problem.js';
import { checkText } from '../domain/text.js';
import { isProblem } from '../domain/problem.js';
import { sha256 } from '../store/chain.js';
import { recordHouse } from '../store/house.js';
import {
  addGrants,
  addToken,
  type GrantRow,
  listPeople,
  personExists,
  personOfToken,
  personOfTokenId,
  revokeToken,
  unitsOfPeople,
  upsertPerson,
} from '../store/people.js';
import { allUnitVersions, everBeneath } from '../store/units.js';
import { type ClientDeps, instantOf, newId } from './deps.js';
import type { PeopleVerbs, PersonInput } from './dondoc.js';
import { type Keep, once } from './once.js';
import { encodeCursor, pageOf } from './page.js';
import { accessVerbs } from './people-access.js';
import { notFound } from './rights.js';

const PERSON_ID = /^[a-z0-9][a-z0-9-]{0,62}$/;
const EMAIL = /^[^\s@<>,;:"()\\[\]]{1,64}@[a-z0-9-]+(\.[a-z0-9-]+)+$/i;

/** Verbs on people: who a token is, people with their grants, tokens. */
export function peopleVerbs(deps: ClientDeps): PeopleVerbs {
  return {
    ...accessVerbs(deps, async (actor, person) => {
      const reach = await reachOf(actor);
      if (!(await personExists(deps.db, person)) || !(await isWithin(reach, person))) throw notFound();
    }),
    async actorOf(token) {
      const { nowMs, today } = await instantOf(deps);
      const found = await personOfToken(deps.db, sha256(token), nowMs, today);
      if (!found) return undefined;
      const { person, grants } = found;
      return { person: person.id, name: person.name, language: person.language, grants };
    },
    async createToken(actor, { person, label, expiresMs }, sending) {
      const reach = await reachOf(actor);
      if (!(await personExists(deps.db, person)) || !(await isWithin(reach, person))) throw notFound();
      const { nowMs } = await instantOf(deps);
      const make = async (keep: Keep) => {
        const token = `dd_${randomBytes(32).toString('base64url')}`;
        const id = newId();
        await deps.db.transaction().execute(async (trx) => {
          await keep(trx, id, nowMs);
          await addToken(trx, { id, hash: sha256(token), person, label, createdMs: nowMs, expiresMs });
          await recordHouse(trx, [{ type: 'tokenCreated', atMs: nowMs, data: { token: id, person }, actor: actor.person }], nowMs);
        });
        return { id, token };
      };
      // Only the secret's hash is kept: it cannot be told twice.
      return once(deps, actor, sending, make, async (token) => {
        throw new ProblemError(problem('TOKEN_MADE', { token }));
      });
    },
    async revokeToken(actor, id) {
      const reach = await reachOf(actor);
      const person = await personOfTokenId(deps.db, id);
      if (person === undefined || !(await isWithin(reach, person))) throw notFound();
      const { nowMs } = await instantOf(deps);
      await deps.db.transaction().execute(async (trx) => {
        if (!(await revokeToken(trx, id, nowMs))) throw notFound();
        await recordHouse(trx, [{ type: 'tokenRevoked', atMs: nowMs, data: { token: id }, actor: actor.person }], nowMs);
      });
    },
    async importPeople(actor, people) {
      const reach = await reachOf(actor);
      const { nowMs, today } = await instantOf(deps);
      // Bodies past and to come too: a grant has dates of its own.
      const codes = new Map((await allUnitVersions(deps.db)).map(({ code, id }) => [code, id]));
      const { grants, problems } = checkPeople(people, (code) => within(reach, codes.get(code)), today);
      if (problems.length > 0) throw new ProblemError({ ...problem('PEOPLE_INVALID', { count: problems.length }), problems });
      for (const { id } of people) if (!(await isWithin(reach, id))) throw new ProblemError(problem('FORBIDDEN', { act: 'people.import' }));
      let added = 0;
      await deps.db.transaction().execute(async (trx) => {
        for (const { id, name, email, language = 'vi', sample = false } of people)
          if (await upsertPerson(trx, { id, name, email: email ?? null, language, sample }, nowMs)) added += 1;
        await addGrants(trx, grants);
        const data = {
          people: people.map(({ id }) => id),
          grants: grants.map(({ id, person, role, unit }) => ({ id, person, role, unit })),
        };
        await recordHouse(trx, [{ type: 'peopleImported', atMs: nowMs, data, actor: actor.person }], nowMs);
      });
      return { added, changed: people.length - added, warnings: [] };
    },
    async list(actor, query) {
      const reach = await reachOf(actor);
      const { limit, cursor } = pageOf(query);
      const rows = await listPeople(deps.db, cursor ?? '', limit + 1);
      const seen = rows.slice(0, limit).filter(({ grants }) => grants.some(({ unit }) => within(reach, unit) !== undefined));
      const items = seen.map(({ email, ...person }) => ({ ...person, ...(email !== null && { email }) }));
      return { items, ...(rows.length > limit && { next: encodeCursor(rows[limit - 1]!.id) }) };
    },
  };

  /** Bodies whose people an administrator cares for: its own and all beneath; the first administrator's are all there are. */
  async function reachOf(actor: Actor): Promise<Reach> {
    const homes = actor.grants.filter(({ role }) => role === 'administrator').map(({ unit }) => unit);
    if (homes.length === 0) throw new ProblemError(problem('FORBIDDEN', { act: 'tokens.create' }));
    return homes.includes(EVERYWHERE) ? EVERYWHERE : everBeneath(deps.db, homes);
  }

  /** Whether all bodies of a person are within reach: who serves a body elsewhere is not to be taken over from here. */
  async function isWithin(reach: Reach, person: string): Promise<boolean> {
    const units = (await unitsOfPeople(deps.db, [person])).get(person) ?? [];
    return units.every((unit) => within(reach, unit) !== undefined);
  }
}

type Reach = Set<string> | typeof EVERYWHERE;

function within(reach: Reach, unit: string | undefined): string | undefined {
  return unit !== undefined && (reach === EVERYWHERE || reach.has(unit)) ? unit : undefined;
}

/** Grants of people with bodies resolved, or everything that is wrong, by row of the list. */
export function checkPeople(
  people: PersonInput[],
  unitOf: (code: string) => string | undefined,
  today: Day,
): { grants: GrantRow[]; problems: Problem[] } {
  const problems: Problem[] = [];
  const grants: GrantRow[] = [];
  const seen = new Set<string>();
  people.forEach((person, row) => {
    const at = (field: string) => `${row}.${field}`;
    if (!PERSON_ID.test(person.id)) problems.push(problem('ID_FORMAT', { id: person.id }, at('id')));
    if (seen.has(person.id)) problems.push(problem('PERSON_DUPLICATED', { id: person.id }, at('id')));
    seen.add(person.id);
    const name = checkText(person.name, { max: 200, title: true } as never, at('name'));
    if (isProblem(name)) problems.push(name);
    if (person.email !== undefined && !(person.email.length <= 254 && EMAIL.test(person.email)))
      problems.push(problem('EMAIL_FORMAT', { email: person.email.slice(0, 80) }, at('email')));
    person.grants.forEach(({ role, unit, from = today, to }, index) => {
      const where = at(`grants.${index}`);
      const id = unitOf(unit);
      if (!ROLES.includes(role)) problems.push(problem('FIELD_INVALID', { field: 'role', value: String(role) }, `${where}.role`));
      if (id === undefined) problems.push(problem('UNIT_UNKNOWN', { code: unit }, `${where}.unit`));
      else if (!isDay(from) || (to !== undefined && (!isDay(to) || to < from)))
        problems.push(problem('DATE_INVALID', { value: `${from}..${to ?? ''}` }, where));
      else
        grants.push({ id: `${person.id}:${role}:${id}:${from}`, person: person.id, role, unit: id, from, ...(to !== undefined && { to }) });
    });
  });
  return { grants, problems };
}
