import { type Problem, problem } from './problem.js';

/** What a text may be: its bound in characters, whether it has lines, and whether it stands as a title or symbol. */
export interface TextRule {
  max: number;
  /** Line breaks and tabs are allowed; CR LF becomes LF. */
  multiline?: boolean;
  /** A title, name or symbol: no space but the plain one, and at least one letter or digit. */
  title?: boolean;
}

const LONE_SURROGATE = /\p{Cs}/u;
/** Format characters (zero-width, bidi marks, soft hyphen, byte order mark …) and the letters that print as nothing. */
const INVISIBLE = /[\p{Cf}\u115f\u1160\u2800\u3164\uffa0]/u;
const UNUSUAL_SPACE = /[\p{Zs}]/u;
const CONTROL = /[\p{Cc}\u2028\u2029]/u;
const CONTROL_IN_LINES = /(?![\n\t])[\p{Cc}\u2028\u2029]/u;
/** What leaves nothing to read: spaces, emoji with their flags and tones, and marks without a letter. */
const UNREADABLE = /\s|\p{M}|\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}/gu;

/**
 * The text as it is stored: in NFC, trimmed, or the problem with it.
 *
 * `TEXT_NOT_UNICODE` for a lone surrogate, `TEXT_CONTROL` for a control character or, in one line, a line break,
 * `TEXT_INVISIBLE` for what no reader sees, `TEXT_EMPTY` where nothing is left to read, `TEXT_LENGTH` over the bound (characters after NFC).
 * Data: `character` (U+XXXX) and `position` (1 = first), or `length` and `max`.
 */
export function checkText(value: string, rule: TextRule, path?: string): string | Problem {
  const surrogate = firstOf(value, LONE_SURROGATE);
  if (surrogate) return problem('TEXT_NOT_UNICODE', surrogate, path);
  const lines = rule.multiline ? value.replace(/\r\n/g, '\n') : value;
  const control = firstOf(lines, rule.multiline ? CONTROL_IN_LINES : CONTROL);
  if (control) return problem('TEXT_CONTROL', control, path);
  const invisible = firstOf(lines, INVISIBLE) ?? (rule.title ? firstOf(lines.replaceAll(' ', '_'), UNUSUAL_SPACE) : undefined);
  if (invisible) return problem('TEXT_INVISIBLE', invisible, path);
  const text = lines.normalize('NFC').trim();
  if (rule.title ? !/[\p{L}\p{N}]/u.test(text) : text.replace(UNREADABLE, '') === '') return problem('TEXT_EMPTY', {}, path);
  const length = characters(text);
  if (length > rule.max) return problem('TEXT_LENGTH', { length, max: rule.max }, path);
  return text;
}

/** A text as search compares it: without accents, đ as d, lower case; so `ĐÔN ĐỐC` and `don doc` are one, and `hoà` and `hòa`. */
export function foldForSearch(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[đĐðÐ]/g, 'd')
    .toLowerCase()
    .replace(/\s+/gu, ' ')
    .trim();
}

/** Number of characters (code points) of a text. */
function characters(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** The first character a pattern finds, named by its code point and place. */
function firstOf(text: string, pattern: RegExp): { character: string; position: number } | undefined {
  const found = pattern.exec(text);
  if (!found) return undefined;
  const code = found[0].codePointAt(0) ?? 0;
  return { character: `U+${code.toString(16).toUpperCase().padStart(4, '0')}`, position: characters(text.slice(0, found.index)) + 1 };
}
