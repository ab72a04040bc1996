import { useState } from 'react';
import { useAct } from '../api/act.js';
import { useRead } from '../api/read.js';
import { Button } from '../parts/button.js';
import { ChoiceField } from '../parts/choice-field.js';
import { Trouble } from '../parts/states.js';
import { TextField } from '../parts/text-field.js';
import { useWords } from '../words/words.js';
import type { Person } from './person.js';

/** How a person gets in: its password, second factor and identities, its sessions, or not at all. Each acts at once. */
export function PersonAccess({ person }: { person: Person }) {
  const { say } = useWords();
  const { act, busy, refusal } = useAct();
  const [password, setPassword] = useState<string>();
  const [said, setSaid] = useState('');
  const params = { person: person.id };
  const run = async (work: () => Promise<unknown>, done: string) => {
    setPassword(undefined);
    // A verb that answers nothing answers undefined, refused or not: what was refused is shown.
    await work();
    setSaid(done);
  };
  async function reset() {
    const answer = await act('people', 'resetPassword', { params });
    setSaid('');
    setPassword(answer?.password);
  }
  return (
    <section className="card padded stack" aria-label={say('web.people.access')}>
      <h2>{say('web.people.access')}</h2>
      <ul className="may">
        <li>{say(person.disabled ? 'web.people.isLocked' : 'web.people.isOpen')}</li>
        <li>{say(person.hasPassword ? 'web.people.hasPassword' : 'web.people.noPassword')}</li>
        <li>{say(person.hasSecondFactor ? 'web.people.hasFactor' : 'web.people.noFactor')}</li>
        {person.identities.map((subject) => (
          <li key={subject}>{say('web.people.identity', { subject })}</li>
        ))}
      </ul>
      <Trouble refusal={refusal} />
      {password !== undefined && (
        <div className="banner good" role="status">
          <div>
            <b>{say('web.people.password', { name: person.name })}</b>
            <p className="code once">{password}</p>
            <p>{say('web.people.passwordOnce')}</p>
          </div>
        </div>
      )}
      <p aria-live="polite">{refusal ? '' : said}</p>
      <div className="cluster">
        <Button busy={busy} onClick={() => void reset()}>
          {say('web.people.reset')}
        </Button>
        {person.hasSecondFactor && (
          <Button onClick={() => void run(() => act('people', 'removeSecondFactor', { params }), say('web.people.factorGone'))}>
            {say('web.people.removeFactor')}
          </Button>
        )}
        <Button onClick={() => void run(() => act('people', 'endSessions', { params }), say('web.people.sessionsEnded'))}>
          {say('web.people.endSessions')}
        </Button>
        <Button
          onClick={() =>
            void run(
              () => act('people', 'setDisabled', { params, body: { disabled: !person.disabled } }),
              say(person.disabled ? 'web.people.isOpen' : 'web.people.isLocked'),
            )
          }
        >
          {say(person.disabled ? 'web.people.unlock' : 'web.people.lock')}
        </Button>
      </div>
      <LinkIdentity person={person} />
    </section>
  );
}

/** Where people sign in at a provider: the identity there that is this person. */
function LinkIdentity({ person }: { person: Person }) {
  const { say } = useWords();
  const { act, busy, refusal } = useAct();
  const providers = useRead('session', 'ways').data?.oidc ?? [];
  const [provider, setProvider] = useState<string>();
  const [subject, setSubject] = useState('');
  const chosen = provider ?? providers[0]?.id;
  if (chosen === undefined) return null;
  async function link() {
    if (chosen === undefined || subject.trim() === '') return;
    await act('people', 'linkIdentity', { params: { person: person.id }, body: { provider: chosen, subject: subject.trim() } });
    setSubject('');
  }
  return (
    <div className="stack">
      <h3>{say('web.people.link')}</h3>
      <ChoiceField
        label={say('web.people.provider')}
        value={chosen}
        options={providers.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={setProvider}
      />
      <TextField label={say('web.people.subject')} hint={say('web.people.subjectHint')} value={subject} onChange={setSubject} />
      <Trouble refusal={refusal} />
      <div>
        <Button busy={busy} onClick={() => void link()}>
          {say('web.people.link')}
        </Button>
      </div>
    </div>
  );
}
