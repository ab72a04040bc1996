import { type ReactNode, useEffect } from 'react';
import { dayOfMs } from '../../domain/day.js';
import { OWN_PLAN_ITEM, RECEIPT_ITEM } from '../../domain/duty.js';
import type { Answer } from '../api/ask.js';
import { useRead } from '../api/read.js';
import { usePlanName } from '../api/plan-names.js';
import { useSession } from '../session/session.js';
import { useWords } from '../words/words.js';
import { Chip } from './chip.js';
import { Qr } from './qr.js';
import { GreyRows, Trouble } from './states.js';

type Decided = Extract<Answer<'commands', 'get'>, { state: 'decided' }>['receipt'];
const ASK_AGAIN_MS = 2000;

/** Proof of a lodged act, as a stamp on incoming mail: when, whose, as what it counts, and the code of its record. */
export function Receipt({ command }: { command: string }) {
  const read = useRead('commands', 'get', { params: { command } });
  const answer = read.data;
  const { refetch } = read;
  const waits = answer?.state === 'lodged';
  useEffect(() => {
    if (!waits) return undefined;
    const timer = window.setInterval(() => void refetch(), ASK_AGAIN_MS);
    return () => window.clearInterval(timer);
  }, [waits, refetch]);
  if (read.error) return <Trouble refusal={read.error} />;
  if (!answer) return <GreyRows rows={4} />;
  if (answer.state === 'refused') return <p className="banner over">{answer.problem.detail}</p>;
  return (
    <article className="card receipt fade" aria-live="polite">
      <Stamp lodgedMs={answer.state === 'lodged' ? answer.lodgedMs : answer.receipt.lodgedMs} command={command} />
      {answer.state === 'lodged' ? <Waiting lodgedMs={answer.lodgedMs} /> : <Recorded receipt={answer.receipt} />}
    </article>
  );
}

function Stamp({ lodgedMs, command }: { lodgedMs: number; command: string }) {
  const { say, time, weekday, dayOf } = useWords();
  return (
    <div className="row-between">
      <div className="stamp">
        <div>
          <b>{say('web.receipt.received')}</b>
          <strong>{time(lodgedMs, true)}</strong>
          {weekday(dayOfMs(lodgedMs))}, {dayOf(lodgedMs)}
        </div>
      </div>
      <Qr label={say('web.receipt.qr')} text={`${location.origin}/receipts/${command}`} />
    </div>
  );
}

function Waiting({ lodgedMs }: { lodgedMs: number }) {
  const { say, time } = useWords();
  return (
    <>
      <ol className="steps">
        <li>
          <b>{say('web.receipt.lodged')}</b>
          {time(lodgedMs, true)}
        </li>
        <li className="ahead">
          <b>{say('web.receipt.recording')}</b>
        </li>
      </ol>
      <p>{say('web.receipt.waiting')}</p>
    </>
  );
}

function Recorded({ receipt }: { receipt: Decided }) {
  const words = useWords();
  const { say, time, period } = words;
  const session = useSession();
  const plan = usePlanName(receipt.plan);
  const unit = useRead('units', 'get', { params: { unit: receipt.unit ?? '' } }, { enabled: receipt.unit !== undefined }).data;
  const of = { plan: receipt.plan ?? '', unit: receipt.unit ?? '', item: receipt.item ?? '', period: receipt.period ?? '' };
  const isReport = receipt.contentHash !== undefined && receipt.period !== undefined && receipt.period !== 'once';
  const report = useRead('reports', 'get', { params: of }, { enabled: isReport }).data;
  const version = report?.versions.find(({ lodgedMs }) => lodgedMs === receipt.lodgedMs);
  const isSubmission = version !== undefined;
  const what =
    receipt.item === undefined || receipt.item === RECEIPT_ITEM
      ? say(receipt.unit === undefined ? 'web.receipt.issue' : 'web.receipt.receive')
      : receipt.item === OWN_PLAN_ITEM
        ? say('web.duty.ownPlan')
        : [report?.duty.title ?? receipt.item, period(receipt.period ?? '')].filter(Boolean).join(', ');
  const code = (receipt.event?.hash ?? receipt.commandId).replaceAll('-', '').slice(0, 16).toUpperCase();
  return (
    <>
      <ol className="steps">
        <li>
          <b>{say('web.receipt.lodged')}</b>
          {time(receipt.lodgedMs, true)}
        </li>
        <li>
          <b>{say('web.receipt.recorded')}</b>
          {receipt.event && say('web.receipt.seq', { seq: receipt.event.seq })}
        </li>
        {isSubmission && (
          <li className={version.acceptedMs === undefined ? 'ahead' : ''}>
            <b>{say(version.acceptedMs === undefined ? 'web.receipt.toReview' : 'web.review.accepted')}</b>
          </li>
        )}
      </ol>
      <dl>
        <Line term={say('web.receipt.what')}>
          {what}
          {isSubmission && version.version > 1 && ` (${say('web.report.version', { n: version.version })})`}
        </Line>
        <Line term={say('web.receipt.plan')}>{[plan?.symbol, plan?.subject].filter(Boolean).join(' · ')}</Line>
        {isSubmission && !version.nil && <Line term={say('web.receipt.figures')}>{figuresOf(version.body.figures, report!, words)}</Line>}
        <Line term={say('web.receipt.by')}>
          {say('web.receipt.onBehalf', { name: session.name, body: unit?.name ?? session.body.name })}
        </Line>
        {receipt.late !== undefined && (
          <Line term={say('web.receipt.counts')}>
            {receipt.late ? (
              <Chip glyph="tickLate" tone="late">
                {say('web.state.doneLate')}
              </Chip>
            ) : (
              <Chip glyph="tick" tone="good">
                {say('web.state.doneOnTime')}
              </Chip>
            )}
          </Line>
        )}
        <Line term={say('web.receipt.code')}>
          <span className="code">{code.replace(/(.{4})(?=.)/g, '$1 ')}</span>
        </Line>
      </dl>
    </>
  );
}

function figuresOf(
  figures: Record<string, number | null>,
  report: Answer<'reports', 'get'>,
  { number }: ReturnType<typeof useWords>,
): string {
  const form = report.form as { figures: { id: string; label: string; unit: string }[] };
  return form.figures
    .slice(0, 3)
    .flatMap(({ id, label }) => (figures[id] == null ? [] : [`${label}: ${number(figures[id], 2)}`]))
    .join(' · ');
}

function Line({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}
