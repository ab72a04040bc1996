import { useState } from 'react';
import { type Answer, ask, Refusal } from '../api/ask.js';
import { Button } from '../parts/button.js';
import { Chip } from '../parts/chip.js';
import { Trouble } from '../parts/states.js';
import { useWords } from '../words/words.js';

/** Checks the chain of events of all one sees, and names the first bad event of each chain that is broken. */
export function AuditCheck() {
  const { say, number, time } = useWords();
  const [proof, setProof] = useState<{ atMs: number; answer: Answer<'audit', 'verify'> }>();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  async function check() {
    setBusy(true);
    setRefusal(undefined);
    try {
      setProof({ answer: await ask('audit', 'verify'), atMs: Date.now() });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      setRefusal(error);
    } finally {
      setBusy(false);
    }
  }
  const broken = proof?.answer.lanes.filter(({ problem }) => problem !== undefined) ?? [];
  const events = proof?.answer.lanes.reduce((sum, lane) => sum + lane.events, 0) ?? 0;
  return (
    <section className="card padded stack">
      <div className="row-between">
        <h2>{say('web.audit')}</h2>
        <Button small busy={busy} onClick={() => void check()}>
          {say('web.audit.check')}
        </Button>
      </div>
      <Trouble refusal={refusal} />
      <div aria-live="polite">
        {proof ? (
          <p>
            <Chip glyph={proof.answer.ok ? 'tick' : 'cross'} tone={proof.answer.ok ? 'good' : 'over'} bare={proof.answer.ok}>
              {say(proof.answer.ok ? 'web.audit.holds' : 'web.audit.broken', { count: broken.length })}
            </Chip>{' '}
            <span className="secondary">
              {say('web.audit.what', { lanes: number(proof.answer.lanes.length), events: number(events), time: time(proof.atMs, true) })}
            </span>
          </p>
        ) : (
          <p className="secondary">{say('web.audit.before')}</p>
        )}
      </div>
      {broken.map(({ lane, badSeq }) => (
        <p key={lane} className="code">
          {say('web.audit.at', { lane, seq: badSeq ?? 0 })}
        </p>
      ))}
    </section>
  );
}
