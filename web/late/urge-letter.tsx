import { useState } from 'react';
import type { DutyAnswer, PlanAnswer } from '../../contract/http-api.js';
import { useAct } from '../api/act.js';
import { Button } from '../parts/button.js';
import { Glyph } from '../parts/glyph.js';
import { Trouble } from '../parts/states.js';
import { useSession } from '../session/session.js';
import { today } from '../words/due.js';
import { dutyTitle } from '../words/duty.js';
import { useWords } from '../words/words.js';
import { daysOf } from './late-data.js';

/** Acts one request may hold. */
const MOST = 200;

/** An urging, written once for all who are selected and shown as each will read it, before it goes. */
export function UrgeLetter(props: { plan: PlanAnswer; duties: DutyAnswer[]; onLeave(): void; onSent(): void }) {
  const { plan, duties, onLeave, onSent } = props;
  const words = useWords();
  const { say, dayOf, long } = words;
  const { body, name } = useSession();
  const { bulk, busy, refusal } = useAct();
  const [text, setText] = useState(say('web.urge.text'));
  const [missing, setMissing] = useState(false);
  const [failed, setFailed] = useState<{ duty: DutyAnswer; why: string }[]>();
  const bodies = [...new Map(duties.map(({ unit }) => [unit.id, unit])).values()];
  const [shown, setShown] = useState(bodies[0]?.id);
  const of = (unit: string) => duties.filter((duty) => duty.unit.id === unit);
  const reader = bodies.find(({ id }) => id === shown);

  async function send() {
    if (text.trim() === '') return setMissing(true);
    const answer = await bulk(
      duties
        .slice(0, MOST)
        .map(({ unit, item, period }) => ({ verb: 'urging', plan: plan.id, unit: unit.id, item, period, body: { text: text.trim() } })),
    );
    if (!answer) return undefined;
    const bad = answer.items
      .filter(({ problem }) => problem !== undefined)
      .map(({ index, problem }) => ({ duty: duties[index]!, why: problem!.detail }));
    if (bad.length === 0) onSent();
    else setFailed(bad);
    return undefined;
  }

  return (
    <>
      <div className="head">
        <h1>{say('web.urge', { count: bodies.length })}</h1>
        <span className="symbol">{plan.symbol}</span>
      </div>
      <Trouble refusal={refusal} />
      {failed && (
        <div className="banner over" role="alert">
          <div>
            <b>{say('web.urge.failed', { count: failed.length })}</b>
            {failed.map(({ duty, why }) => (
              <p key={`${duty.unit.id}${duty.item}${duty.period}`} className="secondary">
                {duty.unit.name}: {why}
              </p>
            ))}
          </div>
        </div>
      )}
      <div className="letter-columns">
        <section className="card padded stack">
          <div className="field">
            <label htmlFor="urge-text">{say('web.urge.words')}</label>
            <textarea
              id="urge-text"
              className="input"
              rows={7}
              value={text}
              aria-invalid={missing}
              onChange={(event) => setText(event.target.value)}
            />
            {missing && text.trim() === '' && (
              <p className="field-problem" role="alert">
                <Glyph name="cross" /> {say('web.urge.missing')}
              </p>
            )}
          </div>
          <div>
            <h2>{say('web.urge.to', { count: bodies.length })}</h2>
            <ul className="letter-to">
              {bodies.map(({ id, name: unit }) => (
                <li key={id}>
                  <button type="button" className="text-button" aria-pressed={id === shown} onClick={() => setShown(id)}>
                    {unit}
                  </button>{' '}
                  <span className="secondary">{say('web.urge.owes', { count: of(id).length })}</span>
                </li>
              ))}
            </ul>
          </div>
        </section>
        <article className="card letter" aria-label={say('web.urge.preview')}>
          <p className="letter-place">{words.capital(long(today()))}</p>
          <p>{say('web.urge.dear', { unit: reader?.name ?? '' })}</p>
          <p>{say('web.urge.about', { plan: plan.symbol ?? plan.subject })}</p>
          <ul>
            {of(shown ?? '').map((duty) => (
              <li key={`${duty.item}|${duty.period}`}>
                {words.capital(dutyTitle(duty, words))}
                {duty.dueMs !== undefined && `: ${say('web.urge.line', { day: dayOf(duty.dueMs), days: daysOf(duty.standing.overdueMs) })}`}
              </li>
            ))}
          </ul>
          <p className="prose">{text}</p>
          <p className="letter-sign">
            {body.name}
            <br />
            {name}
          </p>
        </article>
      </div>
      <div className="bottom-bar">
        <p className="secondary">{say('web.urge.what')}</p>
        <div className="end">
          <Button onClick={onLeave}>{say('web.cancel')}</Button>
          <Button primary busy={busy} onClick={() => void send()}>
            <Glyph name="urge" />
            {say('web.urge.send', { count: bodies.length })}
          </Button>
        </div>
      </div>
    </>
  );
}
