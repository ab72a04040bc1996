import { useState } from 'react';
import type { PlanAnswer } from '../../contract/http-api.js';
import { useAct } from '../api/act.js';
import { Button } from '../parts/button.js';
import { Glyph } from '../parts/glyph.js';
import { Trouble } from '../parts/states.js';
import { useWords } from '../words/words.js';
import { ReasonField } from './reason-field.js';
import type { OnReport, Report } from './report-data.js';
import { ReportHead } from './report-head.js';

/** A return or an acceptance is undone on a page of its own, with its reason; the report then waits for its review again. */
export function ReportUndo(props: { on: OnReport; report: Report; plan: PlanAnswer | undefined; onLeave(): void }) {
  const { on, report, plan, onLeave } = props;
  const { say, dayOf } = useWords();
  const { lodge, busy, refusal } = useAct();
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const { of = 'return', untilMs } = report.undo ?? {};
  const missing = asked && reason.trim() === '';
  async function undo() {
    setAsked(true);
    if (reason.trim() === '') return;
    const outcome = await lodge('reports', 'undo', { params: { ...on }, body: { reason: reason.trim() }, ifMatch: report.duty.revision });
    if (outcome) onLeave();
  }
  return (
    <>
      <ReportHead report={report} plan={plan} />
      <Trouble refusal={refusal} />
      <div className="stack narrow-page">
        <h2>{say(`web.undo.${of}`)}</h2>
        <p>{say(`web.undo.${of}.what`)}</p>
        {untilMs !== undefined && <p className="secondary">{say('web.undo.until', { day: dayOf(untilMs) })}</p>}
        <ReasonField
          id="undo"
          label={say('web.undo.reason')}
          value={reason}
          missing={missing ? say('web.undo.missing') : undefined}
          onChange={setReason}
        />
        <div className="cluster">
          <Button primary busy={busy} className="wide-on-phone" onClick={() => void undo()}>
            <Glyph name="back" />
            {say(`web.undo.${of}`)}
          </Button>
          <Button onClick={onLeave}>{say('web.cancel')}</Button>
        </div>
      </div>
    </>
  );
}
