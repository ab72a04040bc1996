import { useState } from 'react';
import { useLocation } from 'wouter';
import type { PlanAnswer } from '../../contract/http-api.js';
import { addWorkingDays } from '../../domain/calendar.js';
import { vietnamCalendar } from '../../domain/calendar-vn.js';
import { addDays } from '../../domain/day.js';
import type { Plan } from '../../domain/plan.js';
import { useAct } from '../api/act.js';
import { useRead } from '../api/read.js';
import { Button } from '../parts/button.js';
import { Glyph } from '../parts/glyph.js';
import { Picker } from '../parts/picker.js';
import { Trouble } from '../parts/states.js';
import { WhyLine } from '../parts/why-line.js';
import { today } from '../words/due.js';
import { useWords } from '../words/words.js';
import { BodyTable } from './body-table.js';
import { formOf, type OnReport, type Report } from './report-data.js';
import { ReportHead } from './report-head.js';

const CODES = ['mismatch', 'missing', 'vague', 'late', 'other'] as const;
type Code = (typeof CODES)[number];

/** A report is given back on a page of its own: the kind of reason, its words, pins on fields, and until when it is to be mended. */
export function ReportReturn(props: { on: OnReport; report: Report; plan: PlanAnswer | undefined; onLeave(): void }) {
  const { on, report, plan, onLeave } = props;
  const words = useWords();
  const { say, code, day, weekday } = words;
  const [, go] = useLocation();
  const { lodge, busy, refusal } = useAct();
  const [kind, setKind] = useState<Code>();
  const [reason, setReason] = useState('');
  const [pins, setPins] = useState<Record<string, string>>({});
  const [asked, setAsked] = useState(false);
  const document = useRead('plans', 'get', { params: { plan: on.plan } }).data?.plan as Plan | undefined;
  const within = document?.reports.find(({ id }) => id === on.item)?.repairWithin;
  const now = today();
  const repair = within && (within.unit === 'working' ? addWorkingDays(vietnamCalendar, now, within.days) : addDays(now, within.days));
  const pinned = Object.entries(pins);
  const emptyPin = pinned.find(([, comment]) => comment.trim() === '')?.[0];
  async function giveBack() {
    setAsked(true);
    if (reason.trim() === '' || kind === undefined || emptyPin !== undefined) return;
    const outcome = await lodge('reports', 'giveBack', {
      params: { ...on },
      body: { reason: reason.trim(), code: kind, pins: pinned.map(([field, comment]) => ({ field, comment: comment.trim() })) },
      ifMatch: report.duty.revision,
    });
    if (outcome) go('/inbox');
  }
  const beside = (field: string, label: string) =>
    pins[field] === undefined ? (
      <button
        type="button"
        className="text-button"
        aria-label={say('web.return.addPinTo', { field: label })}
        onClick={() => setPins({ ...pins, [field]: '' })}
      >
        {say('web.return.addPin')}
      </button>
    ) : (
      <div className="pin-input">
        <span className="pin">{pinned.findIndex(([id]) => id === field) + 1}</span>
        <input
          className="input"
          aria-label={say('web.return.comment', { field: label })}
          aria-invalid={asked && emptyPin === field}
          value={pins[field]}
          onChange={(event) => setPins({ ...pins, [field]: event.target.value })}
        />
        <button
          type="button"
          className="plain"
          aria-label={say('web.return.dropPin', { field: label })}
          onClick={() => setPins(Object.fromEntries(pinned.filter(([id]) => id !== field)))}
        >
          <Glyph name="cross" />
        </button>
      </div>
    );
  const version = report.versions.at(-1)!;
  return (
    <>
      <ReportHead report={report} plan={plan} />
      <Trouble refusal={refusal} />
      <div className="stack narrow-page">
        <h2>{say('web.return')}</h2>
        <div className="field">
          <span className="label">{say('web.return.kind')}</span>
          <div>
            <Picker<Code>
              label={say('web.return.kind')}
              value={kind}
              options={CODES.map((value) => ({ value, label: code('web.return.code.', value) }))}
              onChange={setKind}
            />
          </div>
          {asked && kind === undefined && <Missing text={say('web.return.kindMissing')} />}
        </div>
        <div className="field">
          <label htmlFor="return-reason">{say('web.return.reason')}</label>
          <textarea
            id="return-reason"
            className="input"
            rows={3}
            value={reason}
            aria-invalid={asked && reason.trim() === ''}
            onChange={(event) => setReason(event.target.value)}
          />
          {asked && reason.trim() === '' && <Missing text={say('web.return.reasonMissing')} />}
        </div>
        <div>
          <h3>{say('web.return.pins')}</h3>
          <p className="secondary">{say('web.return.pinsWhat')}</p>
        </div>
        <BodyTable form={formOf(report)} body={version.body} beside={beside} />
        {asked && emptyPin !== undefined && <Missing text={say('web.return.pinMissing')} />}
        {repair !== undefined && within && (
          <div className="card padded">
            <p>
              <b>{say('web.return.until', { day: `${weekday(repair)} ${day(repair)}` })}</b>
            </p>
            <WhyLine>{say(within.unit === 'working' ? 'web.return.whyWorking' : 'web.return.whyDays', { days: within.days })}</WhyLine>
          </div>
        )}
        <div className="cluster">
          <Button primary busy={busy} className="wide-on-phone" onClick={() => void giveBack()}>
            <Glyph name="back" />
            {say('web.return.send')}
          </Button>
          <Button onClick={onLeave}>{say('web.cancel')}</Button>
        </div>
      </div>
    </>
  );
}

function Missing({ text }: { text: string }) {
  return (
    <p className="field-problem" role="alert">
      <Glyph name="cross" /> {text}
    </p>
  );
}
