import { useId } from 'react';
import { Glyph } from './glyph.js';

interface Props {
  label: string;
  value: string;
  onChange(value: string): void;
  /** What is to be known before one writes. */
  hint?: string;
  /** What is wrong with what stands there. */
  problem?: string | undefined;
  type?: 'text' | 'email';
  lines?: number;
}

/** A text on one line, or on several; what is wrong with it is said beneath. */
export function TextField({ label, value, onChange, hint, problem, type = 'text', lines }: Props) {
  const id = useId();
  const about = [hint !== undefined && `${id}-hint`, problem !== undefined && `${id}-problem`].filter(Boolean).join(' ');
  const shared = {
    id,
    className: 'input',
    value,
    'aria-invalid': problem !== undefined,
    ...(about !== '' && { 'aria-describedby': about }),
  };
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {hint !== undefined && (
        <p id={`${id}-hint`} className="secondary">
          {hint}
        </p>
      )}
      {lines === undefined ? (
        <input {...shared} type={type} onChange={(event) => onChange(event.target.value)} />
      ) : (
        <textarea {...shared} rows={lines} onChange={(event) => onChange(event.target.value)} />
      )}
      {problem !== undefined && (
        <p id={`${id}-problem`} className="field-problem" role="alert">
          <Glyph name="cross" /> {problem}
        </p>
      )}
    </div>
  );
}
