import { useMemo, useState } from 'react';
import { Button, ComboBox, Input, Label, ListBox, ListBoxItem, Popover } from 'react-aria-components';
import { foldForSearch } from '../../domain/text.js';

/** Choices in the list at once: who looks for one among thousands types a few letters. */
const SHOWN = 50;

export interface SearchOption {
  value: string;
  label: string;
  /** What tells it from others of the same name. */
  detail?: string;
}

/** One of many, found by typing a part of it, with accents or without. */
export function SearchChoice(props: {
  label: string;
  value: string | undefined;
  options: readonly SearchOption[];
  onChange(value: string | undefined): void;
}) {
  const { label, value, options, onChange } = props;
  const chosen = options.find((option) => option.value === value);
  const [text, setText] = useState<string>();
  const typed = text ?? chosen?.label ?? '';
  const items = useMemo(() => {
    const folded = foldForSearch(chosen?.label === typed ? '' : typed);
    const found = options.filter((option) => foldForSearch(`${option.label} ${option.detail ?? ''}`).includes(folded)).slice(0, SHOWN);
    // What is chosen stays among them, wherever it stands in the list.
    return chosen && !found.includes(chosen) ? [chosen, ...found] : found;
  }, [options, typed, chosen]);
  return (
    <ComboBox
      className="field"
      inputValue={typed}
      onInputChange={setText}
      selectedKey={value ?? null}
      onSelectionChange={(key) => {
        setText(undefined);
        onChange(key === null ? undefined : String(key));
      }}
      items={items}
      menuTrigger="focus"
      allowsEmptyCollection={false}
    >
      <Label className="label">{label}</Label>
      <div className="combo">
        <Input className="input" />
        <Button className="combo-open" aria-label={label}>
          <span aria-hidden="true">▾</span>
        </Button>
      </div>
      <Popover>
        <ListBox className="list-box" items={items}>
          {(option) => (
            <ListBoxItem id={option.value} textValue={option.label}>
              {option.label} {option.detail !== undefined && <span className="secondary">{option.detail}</span>}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
