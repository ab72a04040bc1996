/**
 * What people wrote beside an act, as its readers see it. The words of an act are kept apart from its event, which carries their hash; this
 * says which of them belong to which event.
 */
export interface Said {
  /** The text of urging, a reason, a note, a closing summary. */
  text?: string;
  /** What came of a task. */
  product?: Product;
  /** Why a report was returned, by the code of its reviewer, and remarks on its fields. */
  code?: string;
  pins?: { field: string; comment: string }[];
}

/** What came of a task: symbol of the document, name of the event, number … by the task's product kind. */
export interface Product {
  symbol?: string;
  name?: string;
  on?: string;
  count?: number;
  decision?: string;
  address?: string;
}

/** Events of a duty beside which something may be written that is no report. */
export const SAID_OF_DUTY = [
  'urged',
  'progressed',
  'completed',
  'evidenced',
  'targetMoved',
  'returned',
  'accepted',
  'returnUndone',
  'acceptanceUndone',
  'reviewDecided',
] as const;

/** Events of a plan that are decisions of people, with their reason. */
export const DECISIONS = ['suspended', 'resumed', 'revoked', 'concluded'] as const;

/** Whether something may be written beside an event, or beside the notice of its kind. */
export function maySay(type: string): boolean {
  return ([...SAID_OF_DUTY, ...DECISIONS] as string[]).includes(type);
}

/** What is written beside an event of a type, from the content that came with it; undefined when that is nothing, or of another act. */
export function saidOf(type: string, content: object | undefined): Said | undefined {
  if (!content || !maySay(type)) return undefined;
  const { text, reason, note, summary, product, code, pins } = content as Said & Record<'reason' | 'note' | 'summary', string | undefined>;
  // A returned report takes its figures back from a target, an undone return tells them anew: what is written there is said of the return.
  const returns = type !== 'targetMoved';
  const words = text ?? (returns ? reason : undefined) ?? note ?? summary;
  const said: Said = {
    ...(words !== undefined && { text: words }),
    ...(product && { product }),
    ...(returns && code !== undefined && { code }),
    ...(returns && pins && pins.length > 0 && { pins }),
  };
  return Object.keys(said).length > 0 ? said : undefined;
}
