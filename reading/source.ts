/** A stretch of the text: offsets in UTF-16 code units, end exclusive. */
export interface Span {
  start: number;
  end: number;
}

/** A stretch with the words that stand there, the rule that found it and how sure it is (0 to 1). */
export interface Evidence extends Span {
  quote: string;
  rule: string;
  confidence: number;
}

/**
 * A text made ready for reading. Spans count in `text`: the text given without the spaces that only lay it out (at ends of lines, doubled; a
 * wide gap stays three). `plain` and `low` have its length: `plain` has one kind of space, dash and quote, places the tone mark one way (`hòa`,
 * `ủy`) and lines as spaces; `low` is `plain` in lower case. `at` leads back to the text given.
 */
export interface Source {
  given: string;
  text: string;
  plain: string;
  low: string;
  at: Uint32Array;
}

const SAME: readonly [RegExp, string][] = [
  [/[\u00a0\u2000-\u200a\u202f\u205f\u3000\ufeff\u00ad\u200b\t\r\f\v]/g, ' '],
  [/[\u2010-\u2015\u2212]/g, '-'],
  [/[Ðð]/g, 'Đ'],
  // Letters that the recognition of pictures takes for others.
  [/Ƕ/g, 'ỳ'],
  [/ǜ/g, 'ũ'],
  [/[\u2018\u2019\u02bc]/g, "'"],
  [/[\u2022\u25cf\u25aa\u00b7\uf0b7\uf02d]/g, '-'],
];

/** Old and new place of the tone in open syllables: `hoà`, `hòa`. After q the u is no vowel. */
const OLD_TONE = /(?<![qQ])(o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ]|O[ÀÁẢÃẠÈÉẺẼẸ]|U[ỲÝỶỸỴ]|O[àáảãạèéẻẽẹ]|U[ỳýỷỹỵ])(?!\p{L})/gu;
const MARKS = '\u0300\u0301\u0309\u0303\u0323';

function newTone(syllable: string): string {
  const [base = '', mark = ''] = syllable.slice(1).normalize('NFD');
  return MARKS.includes(mark) ? `${`${syllable[0]}${mark}`.normalize('NFC')}${base}` : syllable;
}

/** The text made ready for reading; it should be in NFC. */
export function sourceOf(given: string): Source {
  const { text, at } = laidOut(given);
  const one = SAME.reduce((now, [from, to]) => now.replace(from, to), text).replaceAll('\n', ' ');
  const plain = one.replace(OLD_TONE, newTone);
  const low = plain.toLowerCase();
  return {
    given,
    text,
    plain,
    low: low.length === plain.length ? low : Array.from({ length: plain.length }, (_, i) => lowUnit(plain[i]!)).join(''),
    at,
  };
}

const SPACE = /[ \t\r\f\v\u00a0\u2000-\u200b\u202f\u205f\u3000\ufeff]/u;

/** Marks by which a page sets headings and bold or slanted words: they lay a text out and are no words of it. */
const MARKS_OF_PAGE =
  /(?<=^|\n)[ \t]*#{1,6} |(?<=^|\n)[ \t]*> ?|\\(?=[*_#.-]|[ \t]|\n|$)|\*\*|__(?=[\p{L}\d])|(?<=[\p{L}\d.:;])__|(?<![*\p{L}\d\\])\*(?=[\p{L}\d(“"][^*\n]{0,300}[^*\s]\*(?![*\p{L}\d]))|(?<=[^*\s\\])\*(?![*\p{L}\d])/gu;

/** Where such marks stand, if the text has them at all: one star alone begins a point. */
function marksOfPage(given: string): Uint8Array | undefined {
  if (!/(?:^|\n)[ \t]*#{1,6} \S|\*\*[^*\n]+\*\*|\\ \\ - /u.test(given)) return undefined;
  const marks = new Uint8Array(given.length);
  for (const { index, 0: mark } of given.matchAll(MARKS_OF_PAGE)) marks.fill(1, index, index + mark.length);
  return marks;
}

/** The text without its layout, and where each unit of it stood. */
function laidOut(given: string): { text: string; at: Uint32Array } {
  const marks = marksOfPage(given);
  const at = new Uint32Array(given.length + 1);
  const units: string[] = [];
  let gap = 0;
  let gapAt = 0;
  const put = (unit: string, place: number) => {
    at[units.length] = place;
    units.push(unit);
  };
  for (let i = 0; i < given.length; i += 1) {
    if (marks?.[i] === 1) continue;
    const unit = given[i]!;
    if (unit !== '\n' && SPACE.test(unit)) {
      if (gap === 0) gapAt = i;
      gap += unit === '\t' ? 3 : 1;
      continue;
    }
    const inLine = unit !== '\n' && units.length > 0 && units.at(-1) !== '\n';
    if (gap > 0 && inLine) for (let k = 0; k < (gap < 3 ? 1 : 3); k += 1) put(' ', Math.min(gapAt + k, i - 1));
    gap = 0;
    put(unit, i);
  }
  at[units.length] = given.length;
  return { text: units.join(''), at };
}

function lowUnit(unit: string): string {
  const low = unit.toLowerCase();
  return low.length === 1 ? low : unit;
}

/** A small text as the shadows have it: for comparing words apart from a source. */
export function plainOf(text: string): string {
  return sourceOf(text.normalize('NFC')).plain;
}

/** A value as people read it: one line, single spaces. */
export function tidy(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}

/** The span without spaces and, where `marks` are given, without those at its ends. */
export function trimmed(source: Source, span: Span, marks = ''): Span {
  let { start, end } = span;
  const drop = (at: number) => /\s/u.test(source.text[at]!) || source.plain[at] === ' ' || marks.includes(source.plain[at]!);
  while (start < end && drop(start)) start += 1;
  while (end > start && drop(end - 1)) end -= 1;
  return { start, end };
}

/** The value of a span. */
export function valueOf(source: Source, span: Span): string {
  return tidy(source.text.slice(span.start, span.end));
}

export function evidenceOf(source: Source, { start, end }: Span, rule: string, confidence: number): Evidence {
  const from = source.at[start]!;
  const to = end > start ? source.at[end - 1]! + 1 : from;
  return { start: from, end: to, quote: source.given.slice(from, to), rule, confidence };
}
