import type { ReportBody } from '../../domain/report.js';
import { diffReports } from '../../domain/report-diff.js';
import { useWords } from '../words/words.js';
import { Differences } from './differences.js';
import { FieldHistory } from './field-history.js';
import { fieldOf, formOf, type OnReport, pinsOf, type Report } from './report-data.js';

/** Beside the form: the pin of the chosen field, its history, and what was changed since the version before. */
export function ReportDetails(props: { on: OnReport; report: Report; body: ReportBody; field: string | undefined }) {
  const { on, report, body, field } = props;
  const { say, dayOf, time } = useWords();
  const form = formOf(report);
  const pins = pinsOf(report);
  const at = pins.findIndex((pin) => pin.field === field);
  const returned = report.versions.at(-1)?.returned;
  const before = report.versions.at(-1)?.body;
  const chosen = field === undefined ? undefined : fieldOf(form, field);
  const isFigure = form.figures.some(({ id }) => id === field);
  return (
    <aside className="card padded pane" aria-label={say('web.form.details')}>
      {at >= 0 && returned && (
        <div>
          <h2>{say('web.return.pin', { n: at + 1, of: pins.length })}</h2>
          <p>
            <b>{chosen?.label}</b>
          </p>
          <blockquote className="pin-comment">
            <span className="secondary">
              {dayOf(returned.ms)}, {time(returned.ms)}
            </span>
            <br />
            {pins[at]!.comment}
          </blockquote>
        </div>
      )}
      {chosen && isFigure && (
        <div>
          <h3>{say('web.form.history', { field: chosen.label })}</h3>
          <FieldHistory on={on} field={chosen.id} now={body.figures[chosen.id] ?? null} />
        </div>
      )}
      {before && (
        <div>
          <h3>{say('web.report.changes', { n: report.versions.length })}</h3>
          <Differences differences={diffReports(form, before, body)} />
        </div>
      )}
      {!chosen && !before && <p className="secondary">{say('web.form.choose')}</p>}
    </aside>
  );
}
