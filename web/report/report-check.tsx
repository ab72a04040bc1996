import { useState } from 'react';
import type { ReportBody } from '../../domain/report.js';
import { diffReports } from '../../domain/report-diff.js';
import { Button } from '../parts/button.js';
import { Glyph } from '../parts/glyph.js';
import { useSession } from '../session/session.js';
import { useWords } from '../words/words.js';
import { BodyTable } from './body-table.js';
import { Differences } from './differences.js';
import { LateReason } from './late-reason.js';
import { formOf, type Report } from './report-data.js';

/** Check answers: the figures once more before the report goes, with why it comes late where it does. */
export function ReportCheck(props: {
  report: Report;
  body: ReportBody;
  isLate: boolean;
  busy: boolean;
  onBack(): void;
  onSubmit(lateReason: string): void;
}) {
  const { report, body, isLate, busy, onBack, onSubmit } = props;
  const { say } = useWords();
  const { name, body: acting } = useSession();
  const [reason, setReason] = useState(body.lateReason ?? '');
  const [missing, setMissing] = useState(false);
  const before = report.versions.at(-1)?.body;
  const submit = () => {
    if (isLate && reason.trim() === '') setMissing(true);
    else onSubmit(isLate ? reason.trim() : '');
  };
  return (
    <div className="stack narrow-page">
      <div>
        <h2>{say('web.check')}</h2>
        <p className="secondary">{say('web.check.what', { name, body: acting.name })}</p>
      </div>
      <BodyTable form={formOf(report)} body={body} before={before} />
      {before && (
        <section className="card padded">
          <h3>{say('web.report.changes', { n: report.versions.length })}</h3>
          <Differences differences={diffReports(formOf(report), before, body)} />
        </section>
      )}
      {isLate && <LateReason value={reason} missing={missing} onChange={setReason} />}
      <div className="cluster">
        <Button primary busy={busy} className="wide-on-phone" onClick={submit}>
          <Glyph name="up" />
          {say(before ? 'web.form.resubmit' : 'web.form.submit')}
        </Button>
        <Button onClick={onBack}>{say('web.check.back')}</Button>
      </div>
    </div>
  );
}
