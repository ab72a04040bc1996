import { useState } from 'react';
import { Button } from '../parts/button.js';
import { Glyph } from '../parts/glyph.js';
import { useWords } from '../words/words.js';
import { LateReason } from './late-reason.js';
import { ReasonField } from './reason-field.js';

/** Nil return: nothing happened in the period, and why; it is neither silence nor zero. */
export function ReportNil(props: { isLate: boolean; busy: boolean; onBack(): void; onSubmit(reason: string, lateReason: string): void }) {
  const { isLate, busy, onBack, onSubmit } = props;
  const { say } = useWords();
  const [reason, setReason] = useState('');
  const [late, setLate] = useState('');
  const [missing, setMissing] = useState(false);
  const submit = () => {
    if (reason.trim() === '' || (isLate && late.trim() === '')) setMissing(true);
    else onSubmit(reason.trim(), isLate ? late.trim() : '');
  };
  const noReason = missing && reason.trim() === '';
  return (
    <div className="stack narrow-page">
      <div>
        <h2>{say('web.nil')}</h2>
        <p className="secondary">{say('web.nil.what')}</p>
      </div>
      <ReasonField
        id="nil"
        label={say('web.nil.reason')}
        value={reason}
        missing={noReason ? say('web.nil.missing') : undefined}
        onChange={setReason}
      />
      {isLate && <LateReason value={late} missing={missing && late.trim() === ''} onChange={setLate} />}
      <div className="cluster">
        <Button primary busy={busy} className="wide-on-phone" onClick={submit}>
          <Glyph name="none" />
          {say('web.nil.submit')}
        </Button>
        <Button onClick={onBack}>{say('web.check.back')}</Button>
      </div>
    </div>
  );
}
