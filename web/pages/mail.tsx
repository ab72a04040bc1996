import { useState } from 'react';
import { MUTEABLE_KINDS, type MuteableKind } from '../../domain/preference.js';
import { useAct } from '../api/act.js';
import { useRead } from '../api/read.js';
import { Trouble } from '../parts/states.js';
import { useWords } from '../words/words.js';

/** What comes by mail: what asks for something always, what tells how something went as one likes. */
export function Mail() {
  const { say } = useWords();
  const { data, error } = useRead('preferences', 'get');
  const { act, refusal } = useAct();
  // What was pressed stands at once; what is recorded is read again after it.
  const [pressed, press] = useState<MuteableKind[]>();
  const [saved, setSaved] = useState(false);
  const muted = (refusal ? undefined : pressed) ?? data?.muted ?? [];
  async function change(kind: MuteableKind, wanted: boolean) {
    const others = muted.filter((one) => one !== kind);
    const next = wanted ? others : [...others, kind];
    press(next);
    setSaved(false);
    await act('preferences', 'set', { body: { muted: next } });
    setSaved(true);
  }
  return (
    <section className="card padded stack" aria-label={say('web.mail')}>
      <h2>{say('web.mail')}</h2>
      <p className="secondary">{say('web.mail.what')}</p>
      <Trouble refusal={error ?? refusal} />
      {data && (
        <fieldset className="choices">
          <legend className="label">{say('web.mail.also')}</legend>
          {MUTEABLE_KINDS.map((kind) => (
            <label key={kind} className="choice">
              <input type="checkbox" checked={!muted.includes(kind)} onChange={(event) => void change(kind, event.target.checked)} />
              {say(`web.mail.${kind}`)}
            </label>
          ))}
        </fieldset>
      )}
      <p aria-live="polite" className="secondary">
        {saved && !refusal ? say('web.mail.saved') : ''}
      </p>
    </section>
  );
}
