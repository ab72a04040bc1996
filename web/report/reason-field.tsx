import { Glyph } from '../parts/glyph.js';

/** A reason in words that is required; what is missing is said beneath. */
export function ReasonField(props: { id: string; label: string; value: string; missing?: string; onChange(value: string): void }) {
  const { id, label, value, missing, onChange } = props;
  return (
    <div className="field">
      <label htmlFor={`${id}-reason`}>{label}</label>
      <textarea
        id={`${id}-reason`}
        className="input"
        rows={3}
        value={value}
        aria-invalid={missing !== undefined}
        aria-describedby={missing === undefined ? undefined : `${id}-missing`}
        onChange={(event) => onChange(event.target.value)}
      />
      {missing !== undefined && (
        <p className="field-problem" id={`${id}-missing`} role="alert">
          <Glyph name="cross" /> {missing}
        </p>
      )}
    </div>
  );
}
