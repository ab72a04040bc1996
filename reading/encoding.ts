import { fromTcvn3, fromVni } from '../domain/legacy-text.js';

export interface Decoded {
  text: string;
  /** The old encoding that the text was in. */
  encoding?: 'TCVN3' | 'VNI';
}

/** Letters that Vietnamese has in Unicode and neither old encoding can show. */
const MODERN = /[ăđơưĂĐƠƯ\u1ea0-\u1ef9]/u;
const OLD = /[\u00a1-\u00ff]/u;
/** Words that no Vietnamese paper of some length does without. */
const COMMON = [
  'và',
  'của',
  'các',
  'việc',
  'thực',
  'hiện',
  'được',
  'đảng',
  'nhân',
  'dân',
  'kế',
  'hoạch',
  'theo',
  'với',
  'về',
  'công',
  'tác',
  'tổ',
  'chức',
  'số',
  'ngày',
  'tháng',
  'năm',
  'ủy',
  'uỷ',
  'nhiệm',
  'vụ',
];

/**
 * The text in Unicode. A text of an old font has the letters of others (`KÕ ho¹ch`, `Keá hoaïch`): it is read in both old encodings, and in
 * the one that gives Vietnamese words, if either does. A text that already has letters of its own stays as it is.
 */
export function decoded(text: string): Decoded {
  const modern = count(text, MODERN);
  const old = count(text, OLD);
  if (old === 0 || modern * 4 > old) return { text };
  const tries = [
    { encoding: 'TCVN3' as const, text: named(wholeLines(text, fromTcvn3(text))) },
    { encoding: 'VNI' as const, text: fromVni(text) },
  ].map((one) => ({ ...one, known: known(one.text) }));
  const best = tries.sort((a, b) => b.known - a.known)[0]!;
  return best.known >= 3 && best.known > known(text) * 2 ? { text: best.text, encoding: best.encoding } : { text };
}

/** TCVN3 has no capitals with tones; a font shows small ones as capitals. Where the other letters of a line are capitals, so are they. */
function wholeLines(given: string, text: string): string {
  const lines = given.split('\n');
  return text
    .split('\n')
    .map((line, at) => {
      const plain = lines[at]!.match(/[A-Za-z]/gu) ?? [];
      const capitals = plain.filter((letter) => letter < 'a').length;
      return plain.length >= 3 && capitals > plain.length * 0.9 ? line.toUpperCase() : line;
    })
    .join('\n');
}

/** The capital of `Ủy ban`, which TCVN3 cannot show. */
function named(text: string): string {
  return text.replace(/(?<!\p{L})[ủu](?=(?:y|ỷ) ban (?:nhân dân|mặt trận|kiểm tra|thường vụ|bầu cử|dân tộc))/gu, (letter) =>
    letter.toUpperCase(),
  );
}

function count(text: string, letter: RegExp): number {
  return text.match(new RegExp(letter.source, 'gu'))?.length ?? 0;
}

/** How many of the words of a text are common ones, a share of its first thousands. */
function known(text: string): number {
  const words =
    text
      .slice(0, 20_000)
      .toLowerCase()
      .match(/\p{L}+/gu) ?? [];
  const common = new Set(COMMON);
  return words.filter((word) => common.has(word)).length;
}
