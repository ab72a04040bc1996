import { useId, useState } from 'react';
import { foldForSearch } from '../../domain/text.js';
import { Glyph } from '../parts/glyph.js';
import { useWords } from '../words/words.js';

/** Bodies chosen one by one, by name or code. */
export function UnitsField(props: {
  label: string;
  codes: readonly string[];
  names: ReadonlyMap<string, string>;
  only?: boolean;
  onChange(codes: string[]): void;
}) {
  const { label, codes, names, only = false, onChange } = props;
  const { say } = useWords();
  const id = useId();
  const [typed, setTyped] = useState('');
  const choose = (text: string) => {
    setTyped(text);
    const wanted = foldForSearch(text.trim());
    const code = [...names].find(([one, name]) => foldForSearch(name) === wanted || one.toLowerCase() === text.trim().toLowerCase())?.[0];
    if (code === undefined) return;
    setTyped('');
    onChange(only ? [code] : [...codes.filter((one) => one !== code), code]);
  };
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {codes.length > 0 && (
        <ul className="cluster">
          {codes.map((code) => (
            <li key={code} className="chosen-unit">
              {names.get(code) ?? code}
              <button
                type="button"
                className="plain"
                aria-label={say('web.reading.removeUnit', { name: names.get(code) ?? code })}
                onClick={() => onChange(codes.filter((one) => one !== code))}
              >
                <Glyph name="cross" size={12} />
              </button>
            </li>
          ))}
        </ul>
      )}
      <input
        id={id}
        className="input"
        list={`${id}-list`}
        value={typed}
        placeholder={say('web.reading.addUnit')}
        autoComplete="off"
        onChange={(event) => choose(event.target.value)}
      />
      <datalist id={`${id}-list`}>
        {[...names].map(([code, name]) => (
          <option key={code} value={name}>
            {code}
          </option>
        ))}
      </datalist>
    </div>
  );
}
