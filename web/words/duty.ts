import { OWN_PLAN_ITEM, RECEIPT_ITEM } from '../../domain/duty.js';
import type { DutyAnswer } from '../../contract/http-api.js';
import type { Answer } from '../api/ask.js';
import type { GlyphName } from '../parts/glyph.js';
import type { Tone } from '../parts/chip.js';
import type { Words } from './words.js';

/** The five buckets of the inbox, in their fixed order. */
export const BUCKETS = ['today', 'returned', 'soon', 'toReview', 'urged'] as const;
export type Bucket = (typeof BUCKETS)[number];

/** A row of the inbox: a duty in the one bucket where it is shown. */
export interface InboxEntry {
  bucket: Bucket;
  duty: DutyAnswer;
}

export const dutyKey = ({ plan, unit, item, period }: DutyAnswer): string => `${plan}|${unit.id}|${item}|${period}`;

/** A duty that fits several buckets stands in the one that presses most. */
const PRESSING: readonly Bucket[] = ['toReview', 'returned', 'urged', 'today', 'soon'];

/** The rows of an inbox in the order they are shown. */
export function entriesOf(inbox: Answer<'inbox', 'get'>): InboxEntry[] {
  const placed = new Map<string, Bucket>();
  for (const bucket of PRESSING)
    for (const duty of inbox[bucket]) {
      const key = `${bucket === 'toReview'}|${dutyKey(duty)}`;
      if (!placed.has(key)) placed.set(key, bucket);
    }
  return BUCKETS.flatMap((bucket) =>
    inbox[bucket].filter((duty) => placed.get(`${bucket === 'toReview'}|${dutyKey(duty)}`) === bucket).map((duty) => ({ bucket, duty })),
  );
}

/** What a duty is about, in words: its title, and its period where it comes again. */
export function dutyTitle(
  { item, title, period, kind }: Pick<DutyAnswer, 'item' | 'title' | 'period' | 'kind'>,
  { say, period: spoken }: Words,
) {
  if (item === RECEIPT_ITEM) return say('web.duty.receipt');
  if (item === OWN_PLAN_ITEM) return say('web.duty.ownPlan');
  const when = spoken(period);
  return when === '' || kind === 'target' ? title : `${title}, ${when}`;
}

export interface Deed {
  verb: string;
  button: string;
  glyph: GlyphName;
  tone: Tone;
  /** Where it is done; absent: at once, by the button. */
  to?: string;
}

/** The page of one duty. */
export function dutyPath({
  plan,
  unit,
  item,
  period,
}: {
  plan: string;
  unit: { id: string } | string;
  item: string;
  period: string;
}): string {
  const of = typeof unit === 'string' ? unit : unit.id;
  return `/plans/${plan}/units/${of}/items/${item}/${encodeURIComponent(period)}`;
}

/** What is to be done with a row: its verb, its button and its glyph. */
export function deedOf({ bucket, duty }: InboxEntry, { say }: Words): Deed {
  const to = dutyPath(duty);
  if (bucket === 'toReview') return { verb: say('web.verb.review'), button: say('web.do.review'), glyph: 'up', tone: 'info', to };
  const look: Pick<Deed, 'glyph' | 'tone'> =
    duty.standing.state === 'openOverdue' || bucket === 'urged' ? { glyph: 'urge', tone: 'over' } : { glyph: 'clock', tone: 'plain-state' };
  switch (duty.kind) {
    case 'receipt':
      return { verb: say('web.verb.receive'), button: say('web.do.receive'), ...look, glyph: look.tone === 'over' ? 'urge' : 'page' };
    case 'ownPlan':
      return { verb: say('web.verb.ownPlan'), button: say('web.do.ownPlan'), ...look, to: `/issue?own=${duty.plan}&unit=${duty.unit.id}` };
    case 'standing':
      return { verb: say('web.verb.update'), button: say('web.do.update'), glyph: 'cycle', tone: 'info', to };
    case 'report': {
      if (duty.review !== 'returned') return { verb: say('web.verb.submit'), button: say('web.do.enter'), ...look, to };
      return { verb: say('web.verb.mend'), button: say('web.do.mend'), glyph: 'back', tone: 'warn', to };
    }
    case 'task':
    case 'target':
      return { verb: say('web.verb.finish'), button: say('web.do.progress'), ...look, to };
  }
}
