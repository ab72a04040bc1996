import type { Answer } from '../api/ask.js';
import { useWords } from '../words/words.js';
import { Glyph, type GlyphName } from './glyph.js';

type Entry = Answer<'plans', 'timeline'>['items'][number];

const LOOK: Record<string, { glyph: GlyphName; tone: string }> = {
  issued: { glyph: 'flag', tone: 'plain-state' },
  received: { glyph: 'tick', tone: 'good' },
  progressed: { glyph: 'pen', tone: 'info' },
  completed: { glyph: 'tick', tone: 'good' },
  submitted: { glyph: 'up', tone: 'info' },
  resubmitted: { glyph: 'up', tone: 'info' },
  returned: { glyph: 'back', tone: 'warn' },
  accepted: { glyph: 'tick', tone: 'good' },
  returnUndone: { glyph: 'back', tone: 'info' },
  acceptanceUndone: { glyph: 'back', tone: 'warn' },
  reminded: { glyph: 'clock', tone: 'warn' },
  urged: { glyph: 'urge', tone: 'over' },
  escalated: { glyph: 'urge', tone: 'over' },
  fellDue: { glyph: 'cross', tone: 'over' },
  ownPlanIssued: { glyph: 'page', tone: 'plain-state' },
  consolidated: { glyph: 'tick', tone: 'good' },
};

/** What happened, the newest first, each with what was written beside it. */
export function Thread({ entries, limit = 12 }: { entries: readonly Entry[]; limit?: number }) {
  const { say, code, capital, shortOf, dayOf, time } = useWords();
  const told = entries.filter(({ type }) => type !== 'ticked' && type !== 'superseded').toReversed();
  if (told.length === 0) return <p className="secondary">{say('web.thread.empty')}</p>;
  return (
    <ul className="thread glyphs">
      {told.slice(0, limit).map(({ lane, seq, type, atMs, data, said }) => (
        <li key={`${lane}|${seq}`}>
          <span className={`tone-${LOOK[type]?.tone ?? 'plain-state'}`}>
            <Glyph name={LOOK[type]?.glyph ?? 'right'} />
          </span>
          <time dateTime={new Date(atMs).toISOString()} title={`${dayOf(atMs)} ${time(atMs)}`}>
            <b>{shortOf(atMs)}</b>
          </time>
          <span>
            {capital(code('cli.event.', type))}
            {typeof data['rung'] === 'string' && `: ${code('web.rung.', data['rung'])}`}
            {data['late'] === true && `, ${say('web.state.doneLate').toLowerCase()}`}
            {said?.pins && said.pins.length > 0 && `, ${say('web.thread.pins', { count: said.pins.length })}`}
            {said?.text !== undefined && <span className="thread-said">{shortened(said.text)}</span>}
          </span>
        </li>
      ))}
      {told.length > limit && <li className="secondary">{say('web.thread.more', { count: told.length - limit })}</li>}
    </ul>
  );
}

const MOST_SAID = 140;

/** What was said, cut at a word where it is long: the whole stands on the page of the duty. */
function shortened(text: string): string {
  return text.length <= MOST_SAID ? text : `${text.slice(0, text.lastIndexOf(' ', MOST_SAID))}…`;
}
