import { Button, ListBox, ListBoxItem, Popover, Select, SelectValue } from 'react-aria-components';

/** A choice of one from a list that opens. */
export function Picker<T extends string>(props: {
  label: string;
  value: T | undefined;
  options: { value: T; label: string }[];
  onChange(value: T): void;
}) {
  return (
    <Select
      className="picker"
      aria-label={props.label}
      placeholder={props.label}
      selectedKey={props.value ?? null}
      onSelectionChange={(key) => props.onChange(key as T)}
    >
      <Button>
        <SelectValue />
        <span aria-hidden="true">▾</span>
      </Button>
      <Popover>
        <ListBox className="list-box" items={props.options}>
          {({ value, label }) => (
            <ListBoxItem id={value} textValue={label}>
              {label}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </Select>
  );
}
