import { useEffect, useRef } from 'react';
import { useLocation } from 'wouter';
import type { PlanAnswer } from '../../contract/http-api.js';
import { timeLeft } from '../words/due.js';
import { type Deed, type InboxEntry, dutyTitle } from '../words/duty.js';
import { useWords } from '../words/words.js';
import { Glyph } from './glyph.js';
import { WhyLine, whyText } from './why-line.js';

/** One thing to do: verb, object, document number; why; day and time left; one button. The row that is focused carries the primary button. */
export function InboxRow(props: {
  entry: InboxEntry;
  deed: Deed;
  plan: PlanAnswer | undefined;
  focused: boolean;
  busy: boolean;
  ofOther: boolean;
  onFocus(): void;
  onAct(): void;
}) {
  const { entry, deed, plan, focused, busy, ofOther, onFocus, onAct } = props;
  const { duty } = entry;
  const words = useWords();
  const { say, shortOf } = words;
  const [, go] = useLocation();
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (focused) row.current?.scrollIntoView({ block: 'nearest' });
  }, [focused]);
  const dueMs = duty.repairDueMs ?? duty.dueMs;
  const title = duty.kind === 'receipt' && plan ? words.capital(plan.subject) : dutyTitle(duty, words);
  return (
    <li ref={row} className={`inbox-row${focused ? ' focused' : ''}`} aria-current={focused || undefined} onClick={onFocus}>
      <span className={`tone-${deed.tone} glyph`}>
        <Glyph name={deed.glyph} />
      </span>
      <div className="what">
        <p className="title">
          <b>{deed.verb}</b> {title}
          {ofOther && ` · ${duty.unit.name}`} <span className="symbol">{plan?.symbol}</span>
        </p>
        <WhyLine>{reasonOf(entry, words)}</WhyLine>
      </div>
      <div className="when">
        {duty.kind === 'standing' ? (
          <b>{say('web.state.standing')}</b>
        ) : dueMs === undefined ? (
          <b>{say('web.left.undated')}</b>
        ) : (
          <>
            <b>{shortOf(dueMs)}</b>
            <span className={`secondary${duty.standing.state === 'openOverdue' ? ' tone-over' : ''}`}>{timeLeft(dueMs, words)}</span>
          </>
        )}
      </div>
      <button
        type="button"
        className={`button${focused ? ' primary' : ''}`}
        aria-busy={busy || undefined}
        onFocus={onFocus}
        onClick={(event) => {
          event.stopPropagation();
          onFocus();
          if (deed.to === undefined) onAct();
          else go(deed.to);
        }}
      >
        {deed.button}
        <span className="hidden-words">
          : {title}, {plan?.symbol}
        </span>
      </button>
    </li>
  );
}

function reasonOf({ bucket, duty }: InboxEntry, words: ReturnType<typeof useWords>): string {
  const { say, dayOf, shortOf } = words;
  if (bucket === 'toReview') return say('web.whyLine.toReview', { day: shortOf(duty.doneMs ?? duty.opensMs) });
  if (duty.review === 'returned' && duty.repairDueMs !== undefined) return say('web.whyLine.returned', { day: dayOf(duty.repairDueMs) });
  const why = whyText(duty.why, words);
  if (duty.urged > 0) return [say('web.whyLine.urged', { n: duty.urged }), why].filter(Boolean).join(' ');
  if (duty.kind === 'standing') return say(duty.standing.stale ? 'web.whyLine.stale' : 'web.whyLine.standing');
  return why === '' ? say('web.whyLine.asked') : `${why}.`;
}
