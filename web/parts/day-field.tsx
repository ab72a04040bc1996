import { parseDate } from '@internationalized/date';
import { DateField, DateInput, DateSegment, Label } from 'react-aria-components';
import type { Day } from '../../domain/day.js';

/** A day typed day first (`dd/MM/yyyy`), whatever the machine's own habit. */
export function DayField({ label, value, onChange }: { label: string; value: Day | undefined; onChange(day: Day | undefined): void }) {
  return (
    <DateField
      className="field"
      value={value === undefined ? null : parseDate(value)}
      onChange={(date) => onChange(date?.toString())}
      shouldForceLeadingZeros
    >
      <Label className="label">{label}</Label>
      <DateInput className="input day-input">{(segment) => <DateSegment segment={segment} className="day-segment" />}</DateInput>
    </DateField>
  );
}
