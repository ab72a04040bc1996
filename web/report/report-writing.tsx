import { useEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import type { PlanAnswer } from '../../contract/http-api.js';
import { dayOfMs } from '../../domain/day.js';
import type { Plan } from '../../domain/plan.js';
import { checkReportBody } from '../../domain/report.js';
import { ask } from '../api/ask.js';
import { useAct } from '../api/act.js';
import { useRead } from '../api/read.js';
import { Button } from '../parts/button.js';
import { Glyph } from '../parts/glyph.js';
import { isTyping, keysAreOn } from '../parts/keys.js';
import { Spoken, Trouble } from '../parts/states.js';
import { timeLeft } from '../words/due.js';
import { useWords } from '../words/words.js';
import { formOf, isMended, type OnReport, pinsOf, problemText, type Report } from './report-data.js';
import { ReportCheck } from './report-check.js';
import { ReportContents } from './report-contents.js';
import { ReportDetails } from './report-details.js';
import { ReportForm } from './report-form.js';
import { ReportHead } from './report-head.js';
import { ReportNil } from './report-nil.js';
import { type Saved, useDraft } from './use-draft.js';

/** A report being written: contents, form, details; kept as one types, checked at once, shown again before it goes. */
export function ReportWriting({ on, report, plan }: { on: OnReport; report: Report; plan: PlanAnswer | undefined }) {
  const words = useWords();
  const { say } = words;
  const [, go] = useLocation();
  const [step, setStep] = useState<'form' | 'check' | 'nil'>('form');
  const [field, setField] = useState<string | undefined>(pinsOf(report)[0]?.field);
  const [asked, setAsked] = useState(false);
  const { body, saved, change, saveNow, takeTheirs, keepMine, forget } = useDraft(on, report, true);
  const { lodge, busy, refusal } = useAct();
  const form = formOf(report);
  const problems = checkReportBody(form, body, { nil: false });
  const pins = pinsOf(report);
  const document = useRead('plans', 'get', { params: { plan: on.plan } }).data?.plan as Plan | undefined;
  const nilAllowed = document?.reports.find(({ id }) => id === on.item)?.nilAllowed ?? false;
  const box = useRef<HTMLDivElement>(null);

  const show = (id: string | undefined) => {
    if (id === undefined) return;
    setField(id);
    box.current?.querySelector<HTMLElement>(`[data-field="${id}"]`)?.focus();
  };
  const toPin = (step_: 1 | -1) => {
    const at = pins.findIndex((pin) => pin.field === field);
    show(pins[(at + step_ + pins.length) % pins.length]?.field);
  };
  const check = () => {
    setAsked(true);
    if (problems.length === 0) return setStep('check');
    return show(problems[0]!.path?.replace(/^(figures|narrative)\./, ''));
  };
  const newest = () => ask('reports', 'get', { params: { ...on } });

  async function submit(lateReason: string) {
    await saveNow();
    const outcome = await lodge('reports', 'submit', {
      params: { ...on },
      body: { ...body, ...(lateReason !== '' && { lateReason }) },
      ifMatch: report.duty.revision,
    });
    if (outcome) leave(outcome.state === 'decided' ? outcome.receipt.commandId : outcome.commandId);
  }

  async function submitNil(reason: string, lateReason: string) {
    const outcome = await lodge('reports', 'nil', {
      params: { ...on },
      body: { reason, ...(lateReason !== '' && { lateReason }) },
      ifMatch: report.duty.revision,
    });
    if (outcome) leave(outcome.state === 'decided' ? outcome.receipt.commandId : outcome.commandId);
  }

  function leave(command: string) {
    forget();
    go(`/receipts/${command}`);
  }

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey && event.key === 's') {
        event.preventDefault();
        void saveNow();
      } else if (event.ctrlKey && event.key === 'Enter' && step === 'form') {
        check();
      } else if (!isTyping(event) && keysAreOn() && pins.length > 0 && (event.key === ']' || event.key === '[')) {
        toPin(event.key === ']' ? 1 : -1);
      }
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  });

  const isLate = report.duty.standing.state === 'openOverdue';
  const resubmits = report.duty.review === 'returned';
  const head = <ReportHead report={report} plan={plan} />;
  if (step === 'check')
    return (
      <>
        {head}
        <Trouble refusal={refusal} />
        <ReportCheck
          report={report}
          body={body}
          isLate={isLate}
          busy={busy}
          onBack={() => setStep('form')}
          onSubmit={(late) => void submit(late)}
        />
      </>
    );
  if (step === 'nil')
    return (
      <>
        {head}
        <Trouble refusal={refusal} />
        <ReportNil isLate={isLate} busy={busy} onBack={() => setStep('form')} onSubmit={(reason, late) => void submitNil(reason, late)} />
      </>
    );
  return (
    <>
      {head}
      {resubmits && report.duty.repairDueMs !== undefined && (
        <div className="banner">
          <span className="tone-warn">
            <Glyph name="back" size={18} />
          </span>
          <p>
            <b>
              {say('web.return.banner', {
                count: pins.length,
                day: `${words.weekday(dayOfMs(report.duty.repairDueMs))} ${words.shortOf(report.duty.repairDueMs)}`,
                left: timeLeft(report.duty.repairDueMs, words),
              })}
            </b>{' '}
            {report.versions.at(-1)?.returned?.reason}
          </p>
          {pins.length > 0 && (
            <div className="end">
              <b>{say('web.return.mended', { done: pins.filter((pin) => isMended(report, body, pin.field)).length, all: pins.length })}</b>
              <Button small onClick={() => toPin(-1)}>
                ◂ {say('web.return.previous')}
              </Button>
              <Button small onClick={() => toPin(1)}>
                {say('web.return.next')} ▸
              </Button>
            </div>
          )}
        </div>
      )}
      {saved.how === 'conflict' && (
        <div className="banner over" role="alert">
          <b>{say('web.draft.conflict')}</b>
          <div className="end">
            <Button small onClick={() => void newest().then(takeTheirs)}>
              {say('web.draft.takeTheirs')}
            </Button>
            <Button small onClick={() => void newest().then(keepMine)}>
              {say('web.draft.keepMine')}
            </Button>
          </div>
        </div>
      )}
      {asked && problems.length > 0 && (
        <div className="banner over" role="alert">
          <div>
            <b>{say('web.form.problems', { count: problems.length })}</b>
            <ul>
              {problems.map((one) => (
                <li key={`${one.code}${one.path}`}>
                  <button type="button" className="text-button" onClick={() => show(one.path?.replace(/^(figures|narrative)\./, ''))}>
                    {problemText(one, words)}
                  </button>
                </li>
              ))}
            </ul>
          </div>
        </div>
      )}
      <div className="report-columns" ref={box}>
        <ReportContents report={report} body={body} problems={problems} onChoose={show} />
        <ReportForm report={report} body={body} problems={problems} asked={asked} field={field} onField={setField} onChange={change} />
        <ReportDetails on={on} report={report} body={body} field={field} />
      </div>
      <div className="bottom-bar">
        <SavedMark saved={saved} />
        <div className="end">
          {nilAllowed && <Button onClick={() => setStep('nil')}>{say('web.form.nil')}</Button>}
          <Button onClick={() => void saveNow()}>{say('web.form.save')}</Button>
          <Button primary onClick={check}>
            <Glyph name="up" />
            {say(resubmits ? 'web.form.resubmit' : 'web.form.submit')}
          </Button>
        </div>
      </div>
    </>
  );
}

function SavedMark({ saved }: { saved: Saved }) {
  const { say, time } = useWords();
  const text =
    saved.how === 'server'
      ? say('web.draft.saved', { time: time(saved.atMs, true) })
      : saved.how === 'local'
        ? say(saved.why === 'offline' ? 'web.draft.offline' : 'web.draft.invalid')
        : saved.how === 'saving'
          ? say('web.draft.saving')
          : '';
  return (
    <div>
      {text !== '' && (
        <>
          <span className={saved.how === 'server' ? 'tone-good' : 'tone-warn'}>
            <Glyph name={saved.how === 'server' ? 'tick' : 'clock'} />
          </span>{' '}
          {text}
        </>
      )}
      <Spoken>{saved.how === 'saving' ? '' : text}</Spoken>
    </div>
  );
}
