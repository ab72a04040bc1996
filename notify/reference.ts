import type { UnitId } from '../domain/unit.js';
import type { NoticeNames } from '../i18n/notice.js';
import { type Language, render } from '../i18n/render.js';

/**
 * What a letter may say of papers and bodies: numbers, clauses and codes. Titles, subjects and names stay in the system, since mail
 * leaves it in the clear; a letter is a reference with a link.
 */
export interface MailReferences {
  /** Number and symbol of a plan; undefined where it has none. */
  symbolOf(plan: string): string | undefined;
  /** Clause of an item, as in `III.2`; undefined where it has none. */
  clauseOf(plan: string, item: string): string | undefined;
  /** Code of a body. */
  codeOf(unit: UnitId): string | undefined;
}

/** A clause longer than this is prose and not a number; the item is then named by its id. */
const CLAUSE_LENGTH = 16;

/** Names for letters, made from references alone. */
export function mailNames(references: MailReferences, language: Language): NoticeNames {
  return {
    plan: (plan) => references.symbolOf(plan) ?? render(language, 'notice.mail.noSymbol'),
    item: (plan, item) => {
      const clause = references.clauseOf(plan, item);
      return clause !== undefined && clause.length <= CLAUSE_LENGTH
        ? render(language, 'notice.mail.clause', { clause })
        : render(language, 'notice.mail.itemId', { item });
    },
    unit: (unit) => references.codeOf(unit) ?? unit,
  };
}
