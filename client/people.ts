import DataLoader from 'dataloader';
import { randomBytes } from 'node:crypto';
import { ProblemError, problem } from '../domain/problem.js';
import { sha256 } from '../store/chain.js';
import { recordHouse } from '../store/house.js';
import {
  addGrants,
  addToken,
  holdersOfTokens,
  listPeople,
  personOfTokenId,
  revokeToken,
  type TokenHolder,
  upsertPerson,
} from '../store/people.js';
import { allUnitVersions } from '../store/units.js';
import { type ClientDeps, instantOf, newId } from './deps.js';
import type { PeopleVerbs } from './dondoc.js';
import { type Keep, once } from './once.js';
import { encodeCursor, pageOf } from './page.js';
import { accessVerbs } from './people-access.js';
import { checkPeople } from './people-check.js';
import { grantVerbs, viewOf } from './people-grants.js';
import { demandPerson, isSeen, isWithin, reachOf, within } from './people-reach.js';
import { notFound } from './rights.js';

/** Verbs on people: who a token is, people with their grants, tokens. */
export function peopleVerbs(deps: ClientDeps): PeopleVerbs {
  // Who asks in one turn is looked up in one statement; nothing is kept, since rights hold as they stand at each request.
  const holders = new DataLoader<Uint8Array, TokenHolder | undefined>(
    async (hashes) => {
      const { nowMs, today } = await instantOf(deps);
      return holdersOfTokens(deps.db, hashes, nowMs, today);
    },
    { cache: false, maxBatchSize: 250, batchScheduleFn: setImmediate },
  );
  return {
    ...accessVerbs(deps),
    ...grantVerbs(deps),
    async actorOf(token) {
      const found = await holders.load(sha256(token));
      if (!found) return undefined;
      const { person, grants } = found;
      return { person: person.id, name: person.name, language: person.language, grants };
    },
    async createToken(actor, { person, label, expiresMs }, sending) {
      await demandPerson(deps, actor, person);
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
      const reach = await reachOf(deps, actor);
      const person = await personOfTokenId(deps.db, id);
      if (person === undefined || !(await isWithin(deps, reach, person))) throw notFound();
      const { nowMs } = await instantOf(deps);
      await deps.db.transaction().execute(async (trx) => {
        if (!(await revokeToken(trx, id, nowMs))) throw notFound();
        await recordHouse(trx, [{ type: 'tokenRevoked', atMs: nowMs, data: { token: id }, actor: actor.person }], nowMs);
      });
    },
    async importPeople(actor, people) {
      const reach = await reachOf(deps, actor);
      const { nowMs, today } = await instantOf(deps);
      // Bodies past and to come too: a grant has dates of its own.
      const codes = new Map((await allUnitVersions(deps.db)).map(({ code, id }) => [code, id]));
      const { grants, problems } = checkPeople(people, (code) => within(reach, codes.get(code)), today);
      if (problems.length > 0) throw new ProblemError({ ...problem('PEOPLE_INVALID', { count: problems.length }), problems });
      for (const { id } of people)
        if (!(await isWithin(deps, reach, id))) throw new ProblemError(problem('FORBIDDEN', { act: 'people.import' }));
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
      const reach = await reachOf(deps, actor);
      const { limit, cursor } = pageOf(query);
      const rows = await listPeople(deps.db, cursor ?? '', limit + 1);
      const seen = rows.slice(0, limit).filter(({ grants }) => isSeen(reach, grants));
      return { items: seen.map(viewOf), ...(rows.length > limit && { next: encodeCursor(rows[limit - 1]!.id) }) };
    },
  };
}
