import type { ReportDifference } from '../../domain/report-diff.js';
import { useWords } from '../words/words.js';

/** What changed between two versions, old struck through, new beside it. */
export function Differences({ differences }: { differences: ReportDifference[] }) {
  const { say, number, code } = useWords();
  const shown = (value: number | string | null) =>
    value === null ? say('web.form.blank') : typeof value === 'number' ? number(value, 2) : value;
  if (differences.length === 0) return <p className="secondary">{say('web.report.noChange')}</p>;
  return (
    <dl className="differences">
      {differences.map(({ field, label, kind, before, after }) => (
        <div key={field}>
          <dt>{kind === 'reason' ? code('web.report.', label) : label}</dt>
          <dd>
            <s>{shown(before)}</s> → <b>{shown(after)}</b>
          </dd>
        </div>
      ))}
    </dl>
  );
}
