import { useAll } from '../api/read.js';
import { SearchChoice } from '../parts/search-choice.js';

/** A body of today, found by its name or code; the value is its code. */
export function UnitChoice(props: { label: string; value: string | undefined; onChange(code: string | undefined): void }) {
  const { items } = useAll('units', 'list', {}, (answer) => answer);
  return <SearchChoice {...props} options={items.map(({ code, name }) => ({ value: code, label: name, detail: code }))} />;
}
