import { useWords } from '../words/words.js';

/** A text that narrows the list beneath it. */
export function SearchField({ value, onChange }: { value: string; onChange(value: string): void }) {
  const { say } = useWords();
  return (
    <input
      className="input plan-search"
      type="search"
      aria-label={say('web.search')}
      placeholder={say('web.search')}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
