import { type Problem, problem } from '../domain/problem.js';

/** What reads bytes as text: the same in Node and in browsers, but in no library of the language itself. */
declare const TextDecoder: new (encoding: string, options: { fatal: boolean }) => { decode(bytes: Uint8Array): string };

/** What is left where a text went through the wrong encoding: U+FFFD, and UTF-8 read as Windows-1252 (`Äáº£ng bá»`). */
const MOJIBAKE = /\uFFFD|á[º»]|Æ[°¡]|Ä[\u0080-\u00BF‘]|Ã[\u0080-\u009F¡-¿]/u;
/** What Excel leaves of letters that its Windows-1258 "CSV" lacks: `Ban T? ch?c`. No name of a body has a question mark inside a word. */
const LOST_LETTER = /\p{L}\?\p{L}/u;

/**
 * The text of a file in UTF-8 (with or without byte order mark) or UTF-16 (with mark, or told by its zero bytes), without the mark; or `CSV_ENCODING`.
 *
 * Windows-1258 and other one-byte encodings are refused, not guessed: they cannot be told from TCVN3 or VNI, a wrong guess is mojibake on
 * record, and what Excel writes in them has lost letters already. Data: `text`, what is damaged, with its line where the bytes could be read.
 */
export function readFileText(bytesOrText: Uint8Array | string): string | Problem {
  const text = typeof bytesOrText === 'string' ? bytesOrText : decoded(bytesOrText);
  if (text === undefined) return problem('CSV_ENCODING', { text: '\uFFFD' });
  const damage = MOJIBAKE.exec(text) ?? LOST_LETTER.exec(text);
  if (!damage) return text.startsWith('\uFEFF') ? text.slice(1) : text;
  const lines = text.slice(0, damage.index).split(/\r\n|\r|\n/u);
  const around = text.slice(damage.index).split(/[\r\n;,\t]/u, 1)[0] ?? '';
  return { ...problem('CSV_ENCODING', { text: around.slice(0, 30) }), line: lines.length };
}

function decoded(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function encodingOf([first, second]: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if ((first === 0xff && second === 0xfe) || (first !== undefined && first !== 0 && second === 0)) return 'utf-16le';
  return (first === 0xfe && second === 0xff) || (first === 0 && second !== undefined) ? 'utf-16be' : 'utf-8';
}
