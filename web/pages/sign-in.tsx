import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { foldForSearch } from '../../domain/text.js';
import type { Language } from '../../i18n/render.js';
import { type Answer, ask, Refusal } from '../api/ask.js';
import { useRead } from '../api/read.js';
import { Button } from '../parts/button.js';
import { Segmented } from '../parts/segmented.js';
import { Trouble } from '../parts/states.js';
import { useWords } from '../words/words.js';

type SamplePerson = Answer<'session', 'ways'>['sample'][number];

/** Sample people shown at once: one for each part of a plan's way. */
const FIRST = [
  'issuer-tu',
  'clerk-hu-kimboi',
  'approver-hu-kimboi',
  'clerk-btctu',
  'leader-tu',
  'inspector-tu',
  'operator',
  'administrator',
];
/** Others shown for a search at most. */
const MAX_FOUND = 24;

/** The door: a provider of the office, a local account, or one click as a sample person where the sample runs. */
export function SignIn({ speak }: { speak(language: Language): void }) {
  const { say, language } = useWords();
  const queries = useQueryClient();
  const [refusal, setRefusal] = useState<Refusal>();
  const ways = useRead('session', 'ways');
  const enter = async (signIn: () => Promise<unknown>) => {
    try {
      setRefusal(undefined);
      await signIn();
      await queries.invalidateQueries({ queryKey: ['session'] });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      setRefusal(error);
    }
  };
  return (
    <main className="sign-in">
      <div className="row-between">
        <p className="mark">
          <img src="/mark.svg" alt="" />
          <span>Dondoc</span>
        </p>
        <Segmented
          label={say('web.language')}
          value={language}
          options={[
            { value: 'vi', label: 'Tiếng Việt' },
            { value: 'en', label: 'English' },
          ]}
          onChange={speak}
        />
      </div>
      <h1>{say('web.signIn')}</h1>
      <p className="secondary">{say('web.signIn.what')}</p>
      <Trouble refusal={refusal ?? ways.error} />
      {ways.data && ways.data.sample.length > 0 && (
        <SamplePeople people={ways.data.sample} enter={(person) => enter(() => ask('session', 'signInSample', { body: { person } }))} />
      )}
      {ways.data?.oidc.map(({ id, name }) => (
        <a key={id} className="button primary" href={`/api/v1/session/oidc/${encodeURIComponent(id)}/start?returnTo=/`}>
          {say('web.signIn.with', { name })}
        </a>
      ))}
      {ways.data?.local && (
        <LocalAccount enter={(body) => enter(() => ask('session', 'signIn', { body }))} primary={ways.data.sample.length === 0} />
      )}
    </main>
  );
}

function SamplePeople({ people, enter }: { people: SamplePerson[]; enter(person: string): Promise<void> }) {
  const { say, code } = useWords();
  const [text, setText] = useState('');
  const folded = foldForSearch(text);
  const first = FIRST.flatMap((id) => people.find(({ person }) => person === id) ?? []);
  const found = people
    .filter(({ name, unitName, title }) => foldForSearch(`${name} ${unitName} ${title}`).includes(folded))
    .slice(0, MAX_FOUND);
  const shown = folded === '' ? (first.length > 0 ? first : people.slice(0, MAX_FOUND)) : found;
  return (
    <section className="card padded stack" aria-label={say('web.signIn.sample')}>
      <div>
        <h2>{say('web.signIn.sample')}</h2>
        <p className="secondary">{say('web.signIn.sampleWhat', { count: people.length })}</p>
      </div>
      <div className="field">
        <label htmlFor="sample-search">{say('web.signIn.find')}</label>
        <input id="sample-search" className="input" value={text} onChange={(event) => setText(event.target.value)} autoComplete="off" />
      </div>
      <ul className="sample-people">
        {shown.map(({ person, name, unitName, roles }) => (
          <li key={person}>
            <button type="button" className="sample-person" onClick={() => void enter(person)}>
              <b>{name}</b>
              <span>{unitName}</span>
              <small>{roles.map((role) => code('web.role.', role)).join(', ')}</small>
            </button>
          </li>
        ))}
      </ul>
      {shown.length === 0 && <p className="empty">{say('web.noMatch', { text })}</p>}
    </section>
  );
}

function LocalAccount({
  enter,
  primary,
}: {
  enter(body: { person: string; password: string; code?: string }): Promise<void>;
  primary: boolean;
}) {
  const { say } = useWords();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const code = (form.get('code') as string).trim();
    void enter({ person: form.get('person') as string, password: form.get('password') as string, ...(code !== '' && { code }) });
  };
  return (
    <form className="card padded stack" onSubmit={submit}>
      <h2>{say('web.signIn.local')}</h2>
      <div className="field">
        <label htmlFor="person">{say('web.signIn.person')}</label>
        <input id="person" name="person" className="input" autoComplete="username" required />
      </div>
      <div className="field">
        <label htmlFor="password">{say('web.signIn.password')}</label>
        <input id="password" name="password" type="password" className="input" autoComplete="current-password" required />
      </div>
      <div className="field">
        <label htmlFor="code">{say('web.signIn.code')}</label>
        <input id="code" name="code" className="input" inputMode="numeric" autoComplete="one-time-code" />
      </div>
      <div>
        <Button type="submit" primary={primary}>
          {say('web.signIn')}
        </Button>
      </div>
    </form>
  );
}
