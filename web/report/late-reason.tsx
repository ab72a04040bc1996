import { Glyph } from '../parts/glyph.js';
import { useWords } from '../words/words.js';

/** Why it comes after its due day: asked where it does, and required. */
export function LateReason({ value, missing, onChange }: { value: string; missing: boolean; onChange(value: string): void }) {
  const { say } = useWords();
  return (
    <div className="field">
      <label htmlFor="late-reason">{say('web.report.lateReason')}</label>
      <textarea
        id="late-reason"
        className="input"
        rows={3}
        value={value}
        aria-invalid={missing}
        aria-describedby={missing ? 'late-missing' : undefined}
        onChange={(event) => onChange(event.target.value)}
      />
      {missing && (
        <p className="field-problem" id="late-missing" role="alert">
          <Glyph name="cross" /> {say('web.report.lateMissing')}
        </p>
      )}
    </div>
  );
}
