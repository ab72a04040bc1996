import { plain } from './plain.js';

/** A mark of secrecy as it is stamped: alone on its line, in capitals; a sentence about secrets is none. */
const MARK = /^[\s*([|-]*(TUYỆT MẬT|TỐI MẬT|MẬT|ĐỘ MẬT\s*:?\s*(?:TUYỆT MẬT|TỐI MẬT|MẬT))[\s*)\]|-]*$/u;

/** The mark of secrecy that a paragraph of a document consists of, if one does. Spaced letters (`M Ậ T`) are read together. */
export function classifiedMark(lines: Iterable<string>): string | undefined {
  for (const line of lines)
    for (const part of line.split(/[\n|\t]/)) {
      const text = plain(part).trim();
      if (text.length > 40) continue;
      const closed = /^(?:\p{Lu}\s){2,}\p{Lu}$/u.test(text) ? text.replace(/\s/g, '') : text.replace(/\s+/g, ' ');
      const found = MARK.exec(closed.replace(/^TUYỆTMẬT$/, 'TUYỆT MẬT').replace(/^TỐIMẬT$/, 'TỐI MẬT'));
      if (found) return found[1]!;
    }
  return undefined;
}
