import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { type Answer, ask, Refusal } from '../api/ask.js';
import { useRead } from '../api/read.js';
import { Button } from '../parts/button.js';
import { Qr } from '../parts/qr.js';
import { Spoken, Trouble } from '../parts/states.js';
import { useSession } from '../session/session.js';
import { agentNames } from '../words/agent.js';
import { useWords, type Words } from '../words/words.js';

/** A local account: its password, its second factor, the sessions it holds. What must be done before one's roles count is said first. */
export function Account() {
  const words = useWords();
  const { say, dayOf, time } = words;
  const session = useSession();
  const queries = useQueryClient();
  const sessions = useRead('session', 'list');
  const [refusal, setRefusal] = useState<Refusal>();
  const [said, setSaid] = useState('');
  const [key, setKey] = useState<Answer<'session', 'beginSecondFactor'>>();
  const run = async (work: () => Promise<unknown>, done: string) => {
    try {
      setRefusal(undefined);
      await work();
      setSaid(done);
      await queries.invalidateQueries();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      setRefusal(error);
    }
  };
  const submit = (work: (form: FormData) => Promise<unknown>, done: string) => (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    void run(() => work(new FormData(form)), done).then(() => form.reset());
  };
  const text = (form: FormData, name: string) => form.get(name) as string;
  return (
    <>
      {session.lacks && (
        <p className="banner" role="alert">
          <b>{say(session.lacks === 'newPassword' ? 'web.account.lacksPassword' : 'web.account.lacksFactor')}</b>
        </p>
      )}
      <Trouble refusal={refusal} />
      {said !== '' && <p className="banner good">{said}</p>}
      <Spoken>{said}</Spoken>
      {session.factor !== 'oidc' && (
        <form
          className="card padded stack"
          onSubmit={submit(
            (form) => ask('session', 'changePassword', { body: { old: text(form, 'old'), new: text(form, 'new') } }),
            say('web.account.changed'),
          )}
        >
          <h2>{say('web.account.password')}</h2>
          <Secret name="old" label={say('web.account.old')} complete="current-password" />
          <Secret name="new" label={say('web.account.new')} hint={say('web.account.newHint')} complete="new-password" />
          <div>
            <Button type="submit">{say('web.account.change')}</Button>
          </div>
        </form>
      )}
      {session.factor !== 'oidc' && (
        <section className="card padded stack">
          <h2>{say('web.account.factor')}</h2>
          <p className="secondary">{say(session.hasSecondFactor ? 'web.account.hasFactor' : 'web.account.noFactor')}</p>
          {key ? (
            <form
              className="stack"
              onSubmit={submit(
                (form) => ask('session', 'confirmSecondFactor', { body: { code: text(form, 'code') } }).then(() => setKey(undefined)),
                say('web.account.factorOn'),
              )}
            >
              <p>{say('web.account.scan')}</p>
              <Qr large text={key.uri} label={say('web.account.qr')} />
              <p>
                {say('web.account.key')} <b className="code">{key.secret.replace(/(.{4})(?=.)/g, '$1 ')}</b>
              </p>
              <div className="field">
                <label htmlFor="factor-code">{say('web.signIn.code')}</label>
                <input
                  id="factor-code"
                  name="code"
                  className="input short-input"
                  inputMode="numeric"
                  autoComplete="one-time-code"
                  required
                />
              </div>
              <div>
                <Button type="submit">{say('web.account.confirm')}</Button>
              </div>
            </form>
          ) : (
            <form
              className="stack"
              onSubmit={submit(
                async (form) => setKey(await ask('session', 'beginSecondFactor', { body: { password: text(form, 'password') } })),
                '',
              )}
            >
              <Secret name="password" label={say('web.signIn.password')} complete="current-password" />
              <div>
                <Button type="submit">{say('web.account.begin')}</Button>
              </div>
            </form>
          )}
        </section>
      )}
      <section className="card padded stack">
        <h2>{say('web.account.sessions')}</h2>
        <ul className="letter-to">
          {sessions.data?.items.map(({ id, agent, seenMs, current }) => (
            <li key={id}>
              {agentText(agent, words)}{' '}
              <span className="secondary">{say('web.account.seen', { at: `${dayOf(seenMs)} ${time(seenMs)}` })}</span>{' '}
              {current ? (
                <b>{say('web.account.current')}</b>
              ) : (
                <button
                  type="button"
                  className="text-button"
                  onClick={() => void run(() => ask('session', 'end', { params: { session: id } }), say('web.account.ended'))}
                >
                  {say('web.account.end')}
                </button>
              )}
            </li>
          ))}
        </ul>
        <div>
          <Button onClick={() => void run(() => ask('session', 'endAll'), say('web.account.ended'))}>{say('web.account.endAll')}</Button>
        </div>
      </section>
    </>
  );
}

/** A browser and its machine in words; what calls itself otherwise, as it does. */
function agentText(agent: string, { say }: Words): string {
  const { browser, machine } = agentNames(agent);
  if (browser !== undefined && machine !== undefined) return say('web.account.agent', { browser, machine });
  return browser ?? machine ?? (agent === '' ? say('web.account.agentUnknown') : agent.slice(0, 60));
}

/** A secret that may be looked at while it is typed. */
function Secret({ name, label, hint, complete }: { name: string; label: string; hint?: string; complete: string }) {
  const { say } = useWords();
  const [seen, setSeen] = useState(false);
  const id = `secret-${name}`;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {hint !== undefined && (
        <p id={`${id}-hint`} className="secondary">
          {hint}
        </p>
      )}
      <input
        id={id}
        name={name}
        type={seen ? 'text' : 'password'}
        className="input"
        autoComplete={complete}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        required
      />
      <label className="choice">
        <input type="checkbox" checked={seen} onChange={(event) => setSeen(event.target.checked)} />
        {say('web.account.see')}
      </label>
    </div>
  );
}
