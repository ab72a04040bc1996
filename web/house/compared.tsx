import { useAct } from '../api/act.js';
import type { Answer } from '../api/ask.js';
import { Button } from '../parts/button.js';
import { Chip } from '../parts/chip.js';
import { Trouble } from '../parts/states.js';
import { useState } from 'react';
import { useWords } from '../words/words.js';

type Comparison = Answer<'diagnosis', 'compare'>;

/** What the comparison of events, workflows and projections found, last night or just now, and the way to run it now. */
export function Compared({ compared }: { compared: Answer<'diagnosis', 'get'>['compared'] }) {
  const { say, code, number, dayOf, time } = useWords();
  const { act, busy, refusal } = useAct();
  const [now, setNow] = useState<Comparison>();
  const shown = now ?? compared;
  const at = now ? say('web.compared.now') : compared && `${dayOf(compared.atMs)} ${time(compared.atMs)}`;
  return (
    <section className="card padded stack">
      <div className="row-between">
        <h2>
          {say('web.compared')} <span className="secondary">{at}</span>
        </h2>
        <Button small busy={busy} onClick={() => void act('diagnosis', 'compare', {}).then((found) => found && setNow(found))}>
          {say('web.compared.run')}
        </Button>
      </div>
      <Trouble refusal={refusal} />
      {!shown && <p className="secondary">{say('web.compared.never')}</p>}
      {shown && shown.findings.length === 0 && (
        <p>
          <Chip glyph="tick" tone="good" bare>
            {say('web.compared.well', { lanes: number(shown.lanes), plans: number(shown.plans) })}
          </Chip>
        </p>
      )}
      {shown && shown.findings.length > 0 && (
        <ul className="told">
          {shown.findings.map(({ code: found, lane, data }, place) => (
            <li key={`${found}${lane}${place}`}>
              <Chip glyph="cross" tone="over" bare>
                <span className="code">{lane}</span>
              </Chip>{' '}
              {code('cli.finding.', found, data)}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
