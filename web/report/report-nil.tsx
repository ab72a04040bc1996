import { useState } from 'react';
import { Button } from '../parts/button.js';
import { Glyph } from '../parts/glyph.js';
import { useWords } from '../words/words.js';
import { LateReason } from './late-reason.js';

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
      <div className="field">
        <label htmlFor="nil-reason">{say('web.nil.reason')}</label>
        <textarea
          id="nil-reason"
          className="input"
          rows={3}
          value={reason}
          aria-invalid={noReason}
          aria-describedby={noReason ? 'nil-missing' : undefined}
          onChange={(event) => setReason(event.target.value)}
        />
        {noReason && (
          <p className="field-problem" id="nil-missing" role="alert">
            <Glyph name="cross" /> {say('web.nil.missing')}
          </p>
        )}
      </div>
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
