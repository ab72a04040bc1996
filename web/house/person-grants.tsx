import { useState } from 'react';
import type { Role } from '../../domain/access.js';
import { addDays, type Day } from '../../domain/day.js';
import { useAct } from '../api/act.js';
import { useUnits } from '../api/unit-names.js';
import { Button } from '../parts/button.js';
import { DayField } from '../parts/day-field.js';
import { Trouble } from '../parts/states.js';
import { today } from '../words/due.js';
import { useWords } from '../words/words.js';
import type { Person } from './person.js';
import { RoleChoice } from './role-choice.js';

/** The roles of a person with their days: each may be ended, a further one given. */
export function PersonGrants({ person }: { person: Person }) {
  const { say, code, day } = useWords();
  const units = useUnits();
  const { act, busy, refusal } = useAct();
  const [adding, setAdding] = useState(false);
  const nameOf = (unit: string) => (unit === '*' ? say('session.everywhere') : (units.get(unit)?.name ?? unit));
  async function end({ role, unit, from }: Person['grants'][number]) {
    await act('people', 'endGrant', { params: { person: person.id }, body: { role, unit, from, lastDay: addDays(today(), -1) } });
  }
  return (
    <section className="card padded stack" aria-label={say('web.administration.roles')}>
      <h2>{say('web.administration.roles')}</h2>
      <Trouble refusal={refusal} />
      <table>
        <thead>
          <tr>
            <th scope="col">{say('web.people.role')}</th>
            <th scope="col">{say('web.people.atBody')}</th>
            <th scope="col">{say('web.administration.from')}</th>
            <th scope="col">{say('web.units.until')}</th>
            <th scope="col">{say('web.people.acts')}</th>
          </tr>
        </thead>
        <tbody>
          {person.grants.map((grant) => {
            const { role, unit, from, to } = grant;
            const over = to !== undefined && to < today();
            return (
              <tr key={`${role}|${unit}|${from}`} className={over ? 'secondary' : ''}>
                <td>{code('web.role.', role)}</td>
                <td>{nameOf(unit)}</td>
                <td>{day(from)}</td>
                <td>{to === undefined ? '' : to < from ? say('web.people.never') : day(to)}</td>
                <td>
                  {!over && (
                    <button
                      type="button"
                      className="text-button"
                      aria-label={say('web.people.endOf', { role: code('web.role.', role), unit: nameOf(unit) })}
                      onClick={() => void end(grant)}
                    >
                      {say('web.people.end')}
                    </button>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <p className="secondary">{say('web.people.endWhat')}</p>
      {adding ? (
        <GiveGrant person={person} onDone={() => setAdding(false)} />
      ) : (
        <div>
          <Button busy={busy} onClick={() => setAdding(true)}>
            {say('web.people.give')}
          </Button>
        </div>
      )}
    </section>
  );
}

function GiveGrant({ person, onDone }: { person: Person; onDone(): void }) {
  const { say } = useWords();
  const { act, busy, refusal } = useAct();
  const [role, setRole] = useState<Role>('clerk');
  const [unit, setUnit] = useState<string>();
  const [from, setFrom] = useState<Day | undefined>(today());
  const [to, setTo] = useState<Day>();
  const [asked, setAsked] = useState(false);
  async function give() {
    setAsked(true);
    if (unit === undefined || from === undefined) return;
    const body = { role, unit, from, ...(to !== undefined && { to }) };
    if (await act('people', 'giveGrant', { params: { person: person.id }, body })) onDone();
  }
  return (
    <div className="stack">
      <h3>{say('web.people.give')}</h3>
      <RoleChoice role={role} unit={unit} asked={asked} onRole={setRole} onUnit={setUnit} />
      <DayField label={say('web.administration.from')} value={from} onChange={setFrom} />
      <DayField label={say('web.people.to')} value={to} onChange={setTo} />
      <Trouble refusal={refusal} />
      <div className="cluster">
        <Button primary busy={busy} onClick={() => void give()}>
          {say('web.people.give')}
        </Button>
        <Button onClick={onDone}>{say('web.cancel')}</Button>
      </div>
    </div>
  );
}
