import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { Role } from '../../domain/access.js';
import { useAct } from '../api/act.js';
import { useRead } from '../api/read.js';
import { Button } from '../parts/button.js';
import { GreyRows, Trouble } from '../parts/states.js';
import { TextField } from '../parts/text-field.js';
import { useWords } from '../words/words.js';
import type { Person } from './person.js';
import { PersonAccess } from './person-access.js';
import { PersonGrants } from './person-grants.js';
import { RoleChoice } from './role-choice.js';

/** A person: its name and address, the roles it holds, and how it gets in. */
export function PersonPage({ person: id }: { person: string }) {
  const { say } = useWords();
  const { data, error } = useRead('people', 'get', { params: { person: id } });
  if (error) return <Trouble refusal={error} />;
  if (!data) return <GreyRows rows={8} />;
  return (
    <div className="stack narrow-page">
      <p>
        <Link to="/administration/people">{say('web.people.all')}</Link>
      </p>
      <div className="head">
        <h1>{data.name}</h1>
        <span className="code">{data.id}</span>
      </div>
      <PersonGrants person={data} />
      <PersonAccess person={data} />
      <PersonNames key={data.id} person={data} />
    </div>
  );
}

function PersonNames({ person }: { person: Person }) {
  const { say } = useWords();
  const { act, busy, refusal } = useAct();
  const [name, setName] = useState(person.name);
  const [email, setEmail] = useState(person.email ?? '');
  const [saved, setSaved] = useState(false);
  async function save() {
    const { id, language } = person;
    const input = { id, name: name.trim(), language, grants: [], ...(email.trim() !== '' && { email: email.trim() }) };
    setSaved((await act('people', 'import', { body: { people: [input] } })) !== undefined);
  }
  return (
    <section className="card padded stack" aria-label={say('web.people.names')}>
      <h2>{say('web.people.names')}</h2>
      <TextField label={say('web.administration.name')} value={name} onChange={setName} />
      <TextField
        label={say('web.administration.email')}
        hint={say('web.people.emailHint')}
        type="email"
        value={email}
        onChange={setEmail}
      />
      <Trouble refusal={refusal} />
      <p aria-live="polite">{saved ? say('web.people.saved') : ''}</p>
      <div>
        <Button busy={busy} onClick={() => void save()}>
          {say('web.people.save')}
        </Button>
      </div>
    </section>
  );
}

/** A new person with its first role; a password for one use is given on its page. */
export function NewPerson() {
  const { say } = useWords();
  const { act, busy, refusal } = useAct();
  const [, go] = useLocation();
  const [id, setId] = useState('');
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Role>('clerk');
  const [unit, setUnit] = useState<string>();
  const [asked, setAsked] = useState(false);
  const missing = (value: string) => (asked && value.trim() === '' ? say('web.form.missing') : undefined);
  async function add() {
    setAsked(true);
    if (id.trim() === '' || name.trim() === '' || unit === undefined) return;
    const input = { id: id.trim(), name: name.trim(), grants: [{ role, unit }], ...(email.trim() !== '' && { email: email.trim() }) };
    if (await act('people', 'import', { body: { people: [input] } })) go(`/administration/people/${input.id}`);
  }
  return (
    <div className="stack narrow-page">
      <p>
        <Link to="/administration/people">{say('web.people.all')}</Link>
      </p>
      <h1>{say('web.people.add')}</h1>
      <section className="card padded stack">
        <TextField label={say('web.administration.name')} value={name} problem={missing(name)} onChange={setName} />
        <TextField label={say('web.signIn.person')} hint={say('web.people.idHint')} value={id} problem={missing(id)} onChange={setId} />
        <TextField
          label={say('web.administration.email')}
          hint={say('web.people.emailHint')}
          type="email"
          value={email}
          onChange={setEmail}
        />
        <RoleChoice role={role} unit={unit} asked={asked} onRole={setRole} onUnit={setUnit} />
        <Trouble refusal={refusal} />
        <div>
          <Button primary busy={busy} onClick={() => void add()}>
            {say('web.people.add')}
          </Button>
        </div>
      </section>
    </div>
  );
}
