import { useState } from 'react';
import { Link } from 'wouter';
import { foldForSearch } from '../../domain/text.js';
import type { Day } from '../../domain/day.js';
import { useAll } from '../api/read.js';
import { DayField } from '../parts/day-field.js';
import { Segmented } from '../parts/segmented.js';
import { GreyRows, Trouble } from '../parts/states.js';
import { today } from '../words/due.js';
import { useWords } from '../words/words.js';

type Which = 'units' | 'people';
const SHOWN = 300;

/** Bodies as of a day and people with their roles, for who keeps house. */
export default function Administration() {
  const { say } = useWords();
  const [which, setWhich] = useState<Which>('units');
  const [text, setText] = useState('');
  return (
    <div className="stack">
      <div className="head">
        <h1>{say('web.nav.administration')}</h1>
        <Segmented<Which>
          label={say('web.administration.which')}
          value={which}
          options={[
            { value: 'units', label: say('web.administration.units') },
            { value: 'people', label: say('web.administration.people') },
          ]}
          onChange={setWhich}
        />
        <input
          className="input plan-search"
          type="search"
          aria-label={say('web.search')}
          placeholder={say('web.search')}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </div>
      {which === 'units' ? <Units text={text} /> : <People text={text} />}
    </div>
  );
}

function Units({ text }: { text: string }) {
  const { say, day } = useWords();
  const [on, setOn] = useState<Day | undefined>(today());
  const { items, loading, error } = useAll('units', 'list', { query: { on } }, (answer) => answer);
  const folded = foldForSearch(text);
  const rows = items.filter(({ name, code }) => foldForSearch(`${name} ${code}`).includes(folded));
  return (
    <>
      <DayField label={say('web.administration.asOf')} value={on} onChange={setOn} />
      <Trouble refusal={error} />
      <div className="card table-card">
        {loading ? (
          <GreyRows />
        ) : (
          <table>
            <caption className="caption">{say('web.administration.count', { count: rows.length })}</caption>
            <thead>
              <tr>
                <th scope="col">{say('web.recipients.code')}</th>
                <th scope="col">{say('web.unit')}</th>
                <th scope="col">{say('web.administration.parent')}</th>
                <th scope="col">{say('web.administration.head')}</th>
                <th scope="col">{say('web.administration.from')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.slice(0, SHOWN).map(({ id, code, name, parentCode, head, validFrom, level }) => (
                <tr key={id}>
                  <td className="code">{code}</td>
                  <td style={{ paddingLeft: 12 + (level - 1) * 18 }}>
                    <Link to={`/units/${id}`}>{name}</Link>
                  </td>
                  <td>{parentCode}</td>
                  <td>{[head?.position, head?.name].filter(Boolean).join(' · ')}</td>
                  <td>{day(validFrom)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
    </>
  );
}

function People({ text }: { text: string }) {
  const { say, code, day } = useWords();
  const { items, loading, error } = useAll('people', 'list', {}, (answer) => answer);
  const units = useAll('units', 'list', {}, (answer) => answer);
  const names = new Map(
    units.items.flatMap(({ id, code: key, name }) => [
      [id, name],
      [key, name],
    ]),
  );
  const folded = foldForSearch(text);
  const rows = items.filter(({ name, id }) => foldForSearch(`${name} ${id}`).includes(folded));
  return (
    <div className="card table-card">
      <Trouble refusal={error} />
      {loading ? (
        <GreyRows />
      ) : (
        <table>
          <caption className="caption">{say('web.administration.count', { count: rows.length })}</caption>
          <thead>
            <tr>
              <th scope="col">{say('web.signIn.person')}</th>
              <th scope="col">{say('web.administration.name')}</th>
              <th scope="col">{say('web.administration.email')}</th>
              <th scope="col">{say('web.administration.roles')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, SHOWN).map(({ id, name, email, grants }) => (
              <tr key={id}>
                <td className="code">{id}</td>
                <td>{name}</td>
                <td>{email}</td>
                <td>
                  {grants
                    .map(
                      ({ role, unit, to }) =>
                        `${code('web.role.', role)} · ${names.get(unit) ?? unit}${to === undefined ? '' : ` (${say('web.plan.until', { day: day(to) })})`}`,
                    )
                    .join('; ')}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}
