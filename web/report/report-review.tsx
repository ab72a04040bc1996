import { useState } from 'react';
import { useLocation } from 'wouter';
import type { PlanAnswer } from '../../contract/http-api.js';
import { useAct } from '../api/act.js';
import { Button } from '../parts/button.js';
import { Glyph } from '../parts/glyph.js';
import { Segmented } from '../parts/segmented.js';
import { Trouble } from '../parts/states.js';
import { useWords } from '../words/words.js';
import { BodyTable } from './body-table.js';
import { Differences } from './differences.js';
import { formOf, type OnReport, type Report } from './report-data.js';
import { ReportHead } from './report-head.js';

/** A report to read or to review: a resubmission opens on what changed; accept it, or go to the page that returns it. */
export function ReportReview(props: {
  on: OnReport;
  report: Report;
  plan: PlanAnswer | undefined;
  mayReview: boolean;
  onDo(what: 'return' | 'undo'): void;
}) {
  const { on, report, plan, mayReview, onDo } = props;
  const { say, dayOf, time } = useWords();
  const [, go] = useLocation();
  const { lodge, busy, refusal } = useAct();
  const [place, setPlace] = useState(report.versions.length);
  const version = report.versions[Math.min(place, report.versions.length) - 1];
  const before = report.versions[Math.min(place, report.versions.length) - 2];
  async function accept() {
    const outcome = await lodge('reports', 'accept', { params: { ...on }, body: {}, ifMatch: report.duty.revision });
    if (outcome) go('/inbox');
  }
  return (
    <>
      <ReportHead report={report} plan={plan} />
      <Trouble refusal={refusal} />
      {!version ? (
        <p className="card empty">{say('web.report.none')}</p>
      ) : (
        <div className="with-pane">
          <div className="stack">
            {report.versions.length > 1 && (
              <Segmented
                label={say('web.report.versions')}
                value={String(version.version)}
                options={report.versions.map((one) => ({
                  value: String(one.version),
                  label: say('web.report.version', { n: one.version }),
                }))}
                onChange={(value) => setPlace(Number(value))}
              />
            )}
            {before && version.diff && (
              <section className="card padded">
                <h2>{say('web.report.changes', { n: before.version })}</h2>
                <Differences differences={version.diff} />
              </section>
            )}
            <BodyTable form={formOf(report)} body={version.body} before={before?.body ?? report.previous} />
          </div>
          <aside className="card padded pane">
            <div>
              <h2>{say('web.report.versions')}</h2>
              <ul className="thread">
                {report.versions.map((one) => (
                  <li key={one.version}>
                    <b>
                      {dayOf(one.lodgedMs)} {time(one.lodgedMs)}
                    </b>{' '}
                    {say(one.late ? 'web.report.sentLate' : 'web.report.sentInTime', { n: one.version })}
                    {one.returned && (
                      <p>
                        {say('web.report.returnedOn', { day: dayOf(one.returned.ms) })} {one.returned.reason}
                      </p>
                    )}
                    {one.acceptedMs !== undefined && <p>{say('web.report.acceptedOn', { day: dayOf(one.acceptedMs) })}</p>}
                  </li>
                ))}
              </ul>
            </div>
            <p className="secondary code">
              {say('web.receipt.code')}: {version.contentHash.slice(0, 16).toUpperCase()}
            </p>
          </aside>
        </div>
      )}
      {mayReview && version && (
        <div className="bottom-bar">
          <p className="secondary">{say('web.review.what')}</p>
          <div className="end">
            <Button onClick={() => onDo('return')}>
              <Glyph name="back" />
              {say('web.do.return')}
            </Button>
            <Button primary busy={busy} onClick={() => void accept()}>
              <Glyph name="tick" />
              {say('web.do.accept')}
            </Button>
          </div>
        </div>
      )}
      {report.undo && !mayReview && <UndoBar undo={report.undo} onUndo={() => onDo('undo')} />}
    </>
  );
}

/** What was said of the report may be undone, or why not any more. */
function UndoBar({ undo: { of, untilMs, closed }, onUndo }: { undo: NonNullable<Report['undo']>; onUndo(): void }) {
  const { say, dayOf } = useWords();
  const day = untilMs === undefined ? '' : dayOf(untilMs);
  const why = closed ? say(`web.undo.${closed}`, { day }) : say(of === 'return' ? 'web.undo.untilSent' : 'web.undo.until', { day });
  return (
    <div className="bottom-bar">
      <p className="secondary">{why}</p>
      {!closed && (
        <div className="end">
          <Button onClick={onUndo}>
            <Glyph name="back" />
            {say(`web.undo.${of}`)}
          </Button>
        </div>
      )}
    </div>
  );
}
