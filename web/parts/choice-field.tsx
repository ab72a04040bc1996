import { Picker } from './picker.js';

/** A choice of one from a list, under its label. */
export function ChoiceField<T extends string>(props: {
  label: string;
  value: T | undefined;
  options: { value: T; label: string }[];
  onChange(value: T): void;
}) {
  return (
    <div className="field">
      <span className="label">{props.label}</span>
      <div>
        <Picker<T> {...props} />
      </div>
    </div>
  );
}
