import { useState } from 'react';
import type { Act } from '../../domain/access.js';
import type { Language } from '../../i18n/render.js';
import { LinkButton } from '../parts/button.js';
import { keysAreOn, switchKeys } from '../parts/keys.js';
import { Segmented } from '../parts/segmented.js';
import { Glyph } from '../parts/glyph.js';
import { useSession } from '../session/session.js';
import { useWords } from '../words/words.js';
import { Account } from './account.js';
import { Mail } from './mail.js';

const ACTS: Act[] = [
  'plans.draft',
  'plans.issue',
  'duties.act',
  'reports.submit',
  'reports.review',
  'duties.urge',
  'reviews.decide',
  'guidance.register',
  'units.import',
  'units.change',
  'tokens.create',
  'audit.verify',
  'house.keep',
];
const ROOMY = 'roomy';

/** Oneself: the body one acts for, what one may do there in words, language, width of rows, keys. */
export function Me({ speak }: { speak(language: Language): void }) {
  const session = useSession();
  const { say, code, language } = useWords();
  const [keys, setKeys] = useState(keysAreOn);
  const [roomy, setRoomy] = useState(() => document.documentElement.dataset[ROOMY] === 'on');
  return (
    <div className="stack narrow-page">
      <h1>{session.name}</h1>
      <section className="card padded stack">
        <h2>{say('web.me.body')}</h2>
        <div className="choices" role="radiogroup" aria-label={say('web.me.body')}>
          {session.bodies.length > 1 && (
            <label className="choice">
              <input type="radio" name="body" checked={session.actingFor === undefined} onChange={() => void session.actFor(undefined)} />
              {say('web.me.allBodies')}
            </label>
          )}
          {session.bodies.map(({ id, name, roles }) => (
            <label key={id} className="choice">
              <input
                type="radio"
                name="body"
                checked={id === (session.actingFor ?? (session.bodies.length === 1 ? id : ''))}
                onChange={() => void session.actFor(id)}
              />
              <span>
                <b>{name}</b> <span className="secondary">{roles.map((role) => code('web.role.', role)).join(', ')}</span>
              </span>
            </label>
          ))}
        </div>
      </section>
      <section className="card padded stack">
        <h2>{say('web.me.may', { body: session.body.name })}</h2>
        <ul className="may">
          {ACTS.map((act) => {
            const may = session.may(act, session.body.id) || session.may(act, '*');
            return (
              <li key={act} className={may ? '' : 'secondary'}>
                <span className={may ? 'tone-good' : ''}>
                  <Glyph name={may ? 'tick' : 'dash'} />
                </span>
                {say(may ? 'web.me.yes' : 'web.me.no', { act: code('web.act.', act) })}
              </li>
            );
          })}
        </ul>
      </section>
      <section className="card padded stack">
        <h2>{say('web.me.look')}</h2>
        <Segmented
          label={say('web.language')}
          value={language}
          options={[
            { value: 'vi', label: 'Tiếng Việt' },
            { value: 'en', label: 'English' },
          ]}
          onChange={speak}
        />
        <label className="choice">
          <input
            type="checkbox"
            checked={roomy}
            onChange={(event) => {
              document.documentElement.dataset[ROOMY] = event.target.checked ? 'on' : 'off';
              setRoomy(event.target.checked);
            }}
          />
          {say('web.me.roomy')}
        </label>
        <label className="choice">
          <input
            type="checkbox"
            checked={keys}
            onChange={(event) => {
              switchKeys(event.target.checked);
              setKeys(event.target.checked);
            }}
          />
          {say('web.keys.on')}
        </label>
      </section>
      <section className="card padded stack" aria-label={say('web.delegations')}>
        <h2>{say('web.delegations')}</h2>
        <p className="secondary">{say('web.delegations.giveWhat')}</p>
        <div>
          <LinkButton to="/delegations">{say('web.delegations')}</LinkButton>
        </div>
      </section>
      <Mail />
      {session.factor !== 'sample' && <Account />}
    </div>
  );
}
