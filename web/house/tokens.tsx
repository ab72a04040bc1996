import { useState } from 'react';
import { type Day, endOfDayMs } from '../../domain/day.js';
import { useAct } from '../api/act.js';
import { useAll, useRead } from '../api/read.js';
import { Button } from '../parts/button.js';
import { DayField } from '../parts/day-field.js';
import { SearchChoice } from '../parts/search-choice.js';
import { GreyRows, Trouble } from '../parts/states.js';
import { TextField } from '../parts/text-field.js';
import { useWords } from '../words/words.js';

/** Tokens by which programs act for a person: those that hold, a new one shown this once, and the end of each. */
export function Tokens() {
  const { say, dayOf } = useWords();
  const { data, error } = useRead('tokens', 'list');
  const { act, refusal } = useAct();
  return (
    <>
      <NewToken />
      <Trouble refusal={error ?? refusal} />
      <div className="card table-card">
        {!data ? (
          <GreyRows />
        ) : (
          <table>
            <caption className="caption">{say('web.administration.count', { count: data.items.length })}</caption>
            <thead>
              <tr>
                <th scope="col">{say('web.tokens.label')}</th>
                <th scope="col">{say('web.tokens.for')}</th>
                <th scope="col">{say('web.tokens.made')}</th>
                <th scope="col">{say('web.units.until')}</th>
                <th scope="col">{say('web.people.acts')}</th>
              </tr>
            </thead>
            <tbody>
              {data.items.map(({ id, label, person, personName, createdMs, expiresMs }) => (
                <tr key={id}>
                  <td>{label}</td>
                  <td>
                    {personName} <span className="code">{person}</span>
                  </td>
                  <td>{dayOf(createdMs)}</td>
                  <td>{expiresMs === undefined ? say('web.tokens.noEnd') : dayOf(expiresMs)}</td>
                  <td>
                    <button
                      type="button"
                      className="text-button"
                      aria-label={say('web.tokens.revokeOf', { label, name: personName })}
                      onClick={() => void act('tokens', 'revoke', { params: { token: id } })}
                    >
                      {say('web.tokens.revoke')}
                    </button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
    </>
  );
}

function NewToken() {
  const { say } = useWords();
  const { act, busy, refusal } = useAct();
  const people = useAll('people', 'list', {}, (answer) => answer);
  const [person, setPerson] = useState<string>();
  const [label, setLabel] = useState('');
  const [until, setUntil] = useState<Day>();
  const [asked, setAsked] = useState(false);
  const [token, setToken] = useState<string>();
  async function create() {
    setAsked(true);
    if (person === undefined || label.trim() === '') return;
    const body = { person, label: label.trim(), ...(until !== undefined && { expiresMs: endOfDayMs(until) }) };
    const answer = await act('tokens', 'create', { body });
    setToken(answer?.token);
    if (answer) setAsked(false);
  }
  return (
    <section className="card padded stack narrow-page" aria-label={say('web.tokens.create')}>
      <h2>{say('web.tokens.create')}</h2>
      <p className="secondary">{say('web.tokens.what')}</p>
      <SearchChoice
        label={say('web.tokens.for')}
        value={person}
        options={people.items.map(({ id, name }) => ({ value: id, label: name, detail: id }))}
        onChange={setPerson}
      />
      {asked && person === undefined && (
        <p className="field-problem" role="alert">
          {say('web.tokens.personMissing')}
        </p>
      )}
      <TextField
        label={say('web.tokens.label')}
        hint={say('web.tokens.labelHint')}
        value={label}
        problem={asked && label.trim() === '' ? say('web.form.missing') : undefined}
        onChange={setLabel}
      />
      <DayField label={say('web.people.to')} value={until} onChange={setUntil} />
      <Trouble refusal={refusal} />
      {token !== undefined && (
        <div className="banner good" role="status">
          <div>
            <b>{say('web.tokens.made.once')}</b>
            <p className="code once">{token}</p>
          </div>
        </div>
      )}
      <div>
        <Button primary busy={busy} onClick={() => void create()}>
          {say('web.tokens.create')}
        </Button>
      </div>
    </section>
  );
}
