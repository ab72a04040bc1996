import { ROLES } from '../domain/access.js';
import { type Day, isDay } from '../domain/day.js';
import { isProblem, type Problem, problem } from '../domain/problem.js';
import { checkText } from '../domain/text.js';
import type { GrantRow } from '../store/people.js';
import type { PersonInput } from './dondoc.js';

const PERSON_ID = /^[a-z0-9][a-z0-9-]{0,62}$/;
const EMAIL = /^[^\s@<>,;:"()\\[\]]{1,64}@[a-z0-9-]+(\.[a-z0-9-]+)+$/i;

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
