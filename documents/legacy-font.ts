import { fromTcvn3, fromVni } from '../domain/legacy-text.js';

/** Encodings from before Unicode: the code of a letter is that of another in Latin-1, and only the font tells. */
export type LegacyEncoding = 'TCVN3' | 'VNI';

/** The encoding that a font's name stands for: `.VnTime` and its kin, `VNI-Times` and its. */
export function encodingOf(font: string | undefined): LegacyEncoding | undefined {
  if (font === undefined) return undefined;
  if (/^(?:\.vn|vntime)/i.test(font)) return 'TCVN3';
  return /^VNI[- ]/i.test(font) ? 'VNI' : undefined;
}

/** Text of a font in Unicode. */
export function toUnicode(text: string, font: string, encoding: LegacyEncoding): string {
  return encoding === 'TCVN3' ? fromTcvn3(text, font) : fromVni(text);
}
