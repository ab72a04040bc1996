import type { ReactNode } from 'react';
import type { DutyState } from '../../domain/duty.js';
import { useWords } from '../words/words.js';
import { Glyph, type GlyphName } from './glyph.js';

export type Tone = 'good' | 'late' | 'over' | 'warn' | 'wait' | 'info' | 'plain-state';

/** A status: glyph and word, never one alone. `bare` loses the fill, for what is well inside a table. */
export function Chip({ glyph, tone, bare = false, children }: { glyph: GlyphName; tone: Tone; bare?: boolean; children: ReactNode }) {
  return (
    <span className={`chip ${tone}${bare ? ' bare' : ''}`}>
      <Glyph name={glyph} />
      {children}
    </span>
  );
}

export const STATE_LOOK: Record<DutyState, { glyph: GlyphName; tone: Tone }> = {
  doneOnTime: { glyph: 'tick', tone: 'good' },
  doneLate: { glyph: 'tickLate', tone: 'late' },
  openInTime: { glyph: 'ring', tone: 'plain-state' },
  openOverdue: { glyph: 'cross', tone: 'over' },
  nil: { glyph: 'none', tone: 'plain-state' },
  waitingGuidance: { glyph: 'hourglass', tone: 'wait' },
  standing: { glyph: 'cycle', tone: 'info' },
  exempt: { glyph: 'dash', tone: 'plain-state' },
  transferred: { glyph: 'right', tone: 'plain-state' },
  cancelled: { glyph: 'dash', tone: 'plain-state' },
};

const REVIEW_LOOK = {
  submitted: { glyph: 'up', tone: 'info' },
  returned: { glyph: 'back', tone: 'warn' },
  resubmitted: { glyph: 'up', tone: 'info' },
  accepted: { glyph: 'tick', tone: 'good' },
} as const;
export type Review = keyof typeof REVIEW_LOOK;

/** Where a duty stands, in chip form. */
export function StateChip({ state, bare }: { state: DutyState; bare?: boolean }) {
  const { code } = useWords();
  return (
    <Chip {...STATE_LOOK[state]} bare={bare}>
      {code('web.state.', state)}
    </Chip>
  );
}

export function ReviewChip({ review, bare }: { review: Review; bare?: boolean }) {
  const { code } = useWords();
  return (
    <Chip {...REVIEW_LOOK[review]} bare={bare ?? review === 'accepted'}>
      {code('web.review.', review)}
    </Chip>
  );
}

const RUNG_GLYPH: Record<string, GlyphName> = { reminded: 'clock' };

/** How far a duty was pressed; `short` where a column is narrow. */
export function RungChip({ rung, urged = 0, short = false }: { rung: string; urged?: number; short?: boolean }) {
  const { code, say } = useWords();
  return (
    <Chip glyph={RUNG_GLYPH[rung] ?? 'urge'} tone={rung === 'reminded' ? 'warn' : 'over'}>
      {rung === 'urged' && urged > 0 ? say('web.rung.urgedTimes', { n: urged }) : code(short ? 'web.rungShort.' : 'web.rung.', rung)}
    </Chip>
  );
}

const PLAN_LOOK: Record<string, { glyph: GlyphName; tone: Tone }> = {
  draft: { glyph: 'pen', tone: 'plain-state' },
  issued: { glyph: 'up', tone: 'info' },
  inForce: { glyph: 'right', tone: 'info' },
  suspended: { glyph: 'pause', tone: 'wait' },
  revoked: { glyph: 'cross', tone: 'plain-state' },
  concluded: { glyph: 'tick', tone: 'good' },
};

export function PlanChip({ status }: { status: string }) {
  const { code } = useWords();
  return <Chip {...(PLAN_LOOK[status] ?? { glyph: 'page', tone: 'plain-state' })}>{code('web.plan.', status)}</Chip>;
}
