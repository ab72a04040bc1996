import { useWords } from '../words/words.js';
import { ReasonField } from './reason-field.js';

/** Why it comes after its due day: asked where it does, and required. */
export function LateReason({ value, missing, onChange }: { value: string; missing: boolean; onChange(value: string): void }) {
  const { say } = useWords();
  const said = missing ? say('web.report.lateMissing') : undefined;
  return <ReasonField id="late" label={say('web.report.lateReason')} value={value} missing={said} onChange={onChange} />;
}
