import { type Actor, EVERYWHERE } from '../domain/access.js';
import { ProblemError, problem } from '../domain/problem.js';
import { personExists, unitsOfPeople } from '../store/people.js';
import { everBeneath } from '../store/units.js';
import type { ClientDeps } from './deps.js';
import { notFound } from './rights.js';

/** Bodies whose people an administrator cares for: its own and all beneath; the first administrator's are all there are. */
export type Reach = Set<string> | typeof EVERYWHERE;

/** How far an administrator's care reaches; FORBIDDEN for who administers nothing. */
export async function reachOf({ db }: ClientDeps, actor: Actor): Promise<Reach> {
  const homes = actor.grants.filter(({ role }) => role === 'administrator').map(({ unit }) => unit);
  if (homes.length === 0) throw new ProblemError(problem('FORBIDDEN', { act: 'tokens.create' }));
  return homes.includes(EVERYWHERE) ? EVERYWHERE : everBeneath(db, homes);
}

/** Whether all bodies of a person are within reach: who serves a body elsewhere is not to be taken over from here. */
export async function isWithin({ db }: ClientDeps, reach: Reach, person: string): Promise<boolean> {
  const units = (await unitsOfPeople(db, [person])).get(person) ?? [];
  return units.every((unit) => within(reach, unit) !== undefined);
}

/** Refuses, as if there were none, a person who is not within the actor's reach. */
export async function demandPerson(deps: ClientDeps, actor: Actor, person: string): Promise<Reach> {
  const reach = await reachOf(deps, actor);
  if (!(await personExists(deps.db, person)) || !(await isWithin(deps, reach, person))) throw notFound();
  return reach;
}

/** Whether a person is listed to an administrator: who serves a body of its reach; one without any role, to who cares for all. */
export function isSeen(reach: Reach, grants: readonly { unit: string }[]): boolean {
  return reach === EVERYWHERE || grants.some(({ unit }) => within(reach, unit) !== undefined);
}

/** A body that is within reach. */
export function within(reach: Reach, unit: string | undefined): string | undefined {
  return unit !== undefined && (reach === EVERYWHERE || reach.has(unit)) ? unit : undefined;
}
