import type { WordKey } from '../../i18n/vi.js';
import { Glyph } from '../parts/glyph.js';
import { useWords } from '../words/words.js';
import type { Evidence, Reading } from './items.js';

/** What a person should look at in a paper before anything of it is believed: warnings of the file, which must be seen, and places in the text. */
export function Remarks({
  reading,
  seen,
  onLight,
  onSee,
}: {
  reading: Reading;
  seen: readonly string[];
  onLight(at: Evidence): void;
  onSee(code: string): void;
}) {
  const { say } = useWords();
  const { warnings, draft } = reading;
  const count = warnings.length + draft.flags.length;
  if (count === 0) return null;
  return (
    <div className="banner over remarks">
      <Glyph name="flag" size={18} />
      <b>{say('web.reading.flags', { count })}</b>
      <ul className="cluster">
        {warnings.map(({ code, detail }) => (
          <li key={code}>
            {detail}{' '}
            {!seen.includes(code) && (
              <button type="button" className="text-button" onClick={() => onSee(code)}>
                {say('web.reading.seen')}
              </button>
            )}
          </li>
        ))}
        {draft.flags.map(({ code, data, at }, place) => (
          <li key={`${code}${place}`}>
            {say(`reading.flag.${code}` as WordKey, data)}{' '}
            {at && (
              <button type="button" className="text-button" onClick={() => onLight(at)}>
                {say('web.reading.show')}
              </button>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
