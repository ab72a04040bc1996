import { useState } from 'react';
import { Link } from 'wouter';
import { foldForSearch } from '../../domain/text.js';
import { useAll } from '../api/read.js';
import { useUnits } from '../api/unit-names.js';
import { LinkButton } from '../parts/button.js';
import { Chip } from '../parts/chip.js';
import { SearchField } from '../parts/search-field.js';
import { GreyRows, Trouble } from '../parts/states.js';
import { today } from '../words/due.js';
import { useWords } from '../words/words.js';

const SHOWN = 300;

/** People with the roles they hold today, each with a page of its own. */
export function People() {
  const { say, code } = useWords();
  const [text, setText] = useState('');
  const { items, loading, error } = useAll('people', 'list', {}, (answer) => answer);
  const units = useUnits();
  const folded = foldForSearch(text);
  const held = ({ from, to }: { from: string; to?: string | undefined }) => from <= today() && (to === undefined || to >= today());
  const rolesOf = (grants: (typeof items)[number]['grants']) =>
    grants
      .filter(held)
      .map(
        ({ role, unit }) => `${code('web.role.', role)} · ${unit === '*' ? say('session.everywhere') : (units.get(unit)?.name ?? unit)}`,
      );
  const rows = items
    .map((person) => ({ ...person, roles: rolesOf(person.grants) }))
    .filter(({ name, id, roles }) => foldForSearch([name, id, ...roles].join(' ')).includes(folded));
  return (
    <>
      <div className="tools">
        <SearchField value={text} onChange={setText} />
        <span className="end">
          <LinkButton to="/administration/people/new">{say('web.people.add')}</LinkButton>
        </span>
      </div>
      <Trouble refusal={error} />
      <div className="card table-card">
        {loading ? (
          <GreyRows />
        ) : (
          <table>
            <caption className="caption">{say('web.administration.count', { count: rows.length })}</caption>
            <thead>
              <tr>
                <th scope="col">{say('web.administration.name')}</th>
                <th scope="col">{say('web.signIn.person')}</th>
                <th scope="col">{say('web.administration.email')}</th>
                <th scope="col">{say('web.administration.roles')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.slice(0, SHOWN).map(({ id, name, email, roles, disabled }) => (
                <tr key={id}>
                  <td>
                    <Link to={`/administration/people/${id}`}>{name}</Link>{' '}
                    {disabled && (
                      <Chip glyph="pause" tone="warn">
                        {say('web.people.locked')}
                      </Chip>
                    )}
                  </td>
                  <td className="code">{id}</td>
                  <td>{email}</td>
                  <td>{roles.join('; ')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
    </>
  );
}
