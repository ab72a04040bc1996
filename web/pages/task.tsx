import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { DutyAnswer } from '../../contract/http-api.js';
import type { Day } from '../../domain/day.js';
import { type Plan, PRODUCT_KINDS, type ProductKind } from '../../domain/plan.js';
import { useAct } from '../api/act.js';
import { useRead } from '../api/read.js';
import { Button } from '../parts/button.js';
import { StateChip } from '../parts/chip.js';
import { DayField } from '../parts/day-field.js';
import { Glyph } from '../parts/glyph.js';
import { Trouble } from '../parts/states.js';
import { useSession } from '../session/session.js';
import { today } from '../words/due.js';
import { dutyTitle } from '../words/duty.js';
import { figureOf } from '../words/figures.js';
import { useWords } from '../words/words.js';
import { DutyPane } from './inbox-pane.js';

/** A task, a standing task or a target: what was done of it, told in a minute. */
export function TaskPage({ duty }: { duty: DutyAnswer }) {
  const words = useWords();
  const { say, dayOf } = words;
  const { may } = useSession();
  const plan = useRead('plans', 'get', { params: { plan: duty.plan } }).data;
  const task = (plan?.plan as Plan | undefined)?.tasks.find(({ id }) => id === duty.item);
  const mine = may('duties.act', duty.unit.id);
  const open = duty.doneMs === undefined || duty.kind === 'standing';
  return (
    <>
      <p className="crumbs">
        <Link to="/inbox">{say('web.nav.inbox')}</Link> ›{' '}
        <Link to={`/plans/${duty.plan}`} className="symbol">
          {plan?.symbol ?? say('web.plan.noSymbol')}
        </Link>{' '}
        › {duty.unit.name}
      </p>
      <div className="head">
        <h1>{words.capital(dutyTitle(duty, words))}</h1>
        <StateChip state={duty.standing.state} />
        <span className="secondary">
          {duty.dueMs === undefined ? say('web.left.undated') : say('web.report.due', { day: dayOf(duty.dueMs) })}
        </span>
      </div>
      <div className="with-pane">
        <div className="stack">
          {task?.product && (
            <p className="card padded">
              <b>{say('web.task.product')}:</b> {task.product.text}
            </p>
          )}
          {mine && open && (duty.kind === 'task' || duty.kind === 'standing') ? (
            <ProgressForm duty={duty} product={task?.product?.kind} />
          ) : (
            <p className="card padded">{say(open ? 'web.task.notMine' : 'web.task.done', { body: duty.unit.name })}</p>
          )}
        </div>
        <aside>
          <DutyPane entry={{ bucket: 'soon', duty }} plan={plan} />
        </aside>
      </div>
    </>
  );
}

/** Kinds of product that are named by a symbol; the others by their name. */
const BY_SYMBOL: readonly ProductKind[] = ['document', 'report', 'decision'];

/** Kinds that are held on a day. */
const HELD: readonly ProductKind[] = ['event', 'class'];

function ProgressForm({ duty, product }: { duty: DutyAnswer; product: ProductKind | undefined }) {
  const words = useWords();
  const { say, language } = words;
  const [, go] = useLocation();
  const { lodge, busy, refusal } = useAct();
  const [percent, setPercent] = useState(duty.percent === undefined ? '' : String(duty.percent));
  const [note, setNote] = useState('');
  const [named, setNamed] = useState('');
  const [on, setOn] = useState<string | undefined>(today());
  const [missing, setMissing] = useState<string>();
  const kind = product !== undefined && PRODUCT_KINDS.includes(product) ? product : undefined;
  const isStanding = duty.kind === 'standing';

  async function send(done: boolean) {
    const part = figureOf(percent, language);
    if (part === undefined || (part !== null && (part < 0 || part > 100))) return setMissing(say('web.task.badPercent'));
    if (done && kind && (named.trim() === '' || (HELD.includes(kind) && on === undefined))) return setMissing(say('web.task.nameIt'));
    if (!done && part === null && note.trim() === '') return setMissing(say('web.task.sayMore'));
    setMissing(undefined);
    const outcome = await lodge('duties', 'progress', {
      params: { plan: duty.plan, unit: duty.unit.id, item: duty.item, period: duty.period },
      body: {
        ...(part !== null && !done && { percent: part }),
        ...(done && { done: true }),
        ...(note.trim() !== '' && { note: note.trim() }),
        ...(kind && named.trim() !== '' && { product: productOf(kind, named.trim(), on) }),
      },
      ifMatch: duty.revision,
    });
    if (outcome) go(`/receipts/${outcome.state === 'decided' ? outcome.receipt.commandId : outcome.commandId}`);
    return undefined;
  }

  return (
    <section className="card padded stack">
      <h2>{say(isStanding ? 'web.task.evidence' : 'web.task.progress')}</h2>
      <Trouble refusal={refusal} />
      {!isStanding && (
        <div className="field">
          <label htmlFor="percent">{say('web.task.percent')}</label>
          <input
            id="percent"
            className="input short-input number"
            inputMode="numeric"
            value={percent}
            onChange={(event) => setPercent(event.target.value)}
          />
        </div>
      )}
      {kind && (
        <div className="field">
          <label htmlFor="product">{say(BY_SYMBOL.includes(kind) ? 'web.task.symbol' : 'web.task.name')}</label>
          <input id="product" className="input" value={named} onChange={(event) => setNamed(event.target.value)} />
        </div>
      )}
      {kind && HELD.includes(kind) && <DayField label={say('web.task.on')} value={on} onChange={setOn} />}
      <div className="field">
        <label htmlFor="note">{say(isStanding ? 'web.task.evidenceText' : 'web.task.note')}</label>
        <textarea id="note" className="input" rows={4} value={note} onChange={(event) => setNote(event.target.value)} />
      </div>
      {missing !== undefined && (
        <p className="field-problem" role="alert">
          <Glyph name="cross" /> {missing}
        </p>
      )}
      <div className="cluster">
        {!isStanding && (
          <Button primary busy={busy} className="wide-on-phone" onClick={() => void send(true)}>
            <Glyph name="tick" />
            {say('web.task.finish')}
          </Button>
        )}
        <Button primary={isStanding} busy={busy} className="wide-on-phone" onClick={() => void send(false)}>
          {say(isStanding ? 'web.task.addEvidence' : 'web.task.save')}
        </Button>
      </div>
    </section>
  );
}

/** What came of it, under the name its kind asks for. */
function productOf(kind: ProductKind, text: string, on: Day | undefined) {
  if (kind === 'decision') return { decision: text };
  if (BY_SYMBOL.includes(kind)) return { symbol: text };
  if (kind === 'count') return { name: text, count: Number.parseInt(text, 10) || 0 };
  if (kind === 'database') return { name: text, address: text };
  return { name: text, ...(HELD.includes(kind) && on !== undefined && { on }) };
}
