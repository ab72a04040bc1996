import type { ReadParagraph } from './block.js';
import type { Numbering } from './docx-numbering.js';
import type { DocxParagraph } from './docx-paragraph.js';
import type { Styles } from './docx-styles.js';
import { encodingOf, toUnicode } from './legacy-font.js';
import { plain } from './plain.js';

/** Takes off the space around a text: it sets the page and says nothing. */
function trim(read: ReadParagraph): void {
  const text = read.text.trimEnd();
  const gone = text.length - text.trimStart().length;
  read.text = text.slice(gone);
  const at = (offset: number): number => Math.min(Math.max(0, offset - gone), read.text.length);
  for (const note of read.notes) note.at = at(note.at);
  for (const span of read.converted) [span.start, span.end] = [at(span.start), at(span.end)];
}

/** No list: what a paragraph says to leave the list of its style. */
const NO_LIST = '0';
const BODY_LEVEL = 9;

/** Turns paragraphs, in reading order, into their text as printed: with numbers, in capitals where a style says so, in Unicode. */
export class ReadParagraphs {
  /** Characters met that no reader sees. */
  hidden = 0;

  constructor(
    readonly styles: Styles,
    readonly numbering: Numbering,
  ) {}

  next(paragraph: DocxParagraph): ReadParagraph {
    const { style } = paragraph;
    const setting = this.styles.setting(paragraph.setting, style);
    const read: ReadParagraph = { kind: 'paragraph', text: '', bold: true, italic: true, notes: [], converted: [] };
    let weighed = false;
    const hang = (after: number) => {
      for (const { id } of paragraph.notes.filter((note) => note.after === after)) read.notes.push({ at: read.text.length, id });
    };
    for (const [n, run] of paragraph.runs.entries()) {
      hang(n);
      const letters = this.styles.letters(run.letters, run.style, style);
      if (letters.hidden) {
        this.hidden += run.text.length;
        continue;
      }
      this.#write(read, run.text, letters.font, letters.caps ?? false);
      if (run.text.trim() === '') continue;
      weighed = true;
      read.bold &&= letters.bold ?? false;
      read.italic &&= letters.italic ?? false;
    }
    hang(paragraph.runs.length);
    trim(read);
    if (!weighed) read.bold = read.italic = false;
    const name = this.styles.nameOf(style);
    if (name !== undefined) read.style = name;
    if (setting.outline !== undefined && setting.outline < BODY_LEVEL) read.heading = setting.outline + 1;
    if (setting.alignment !== undefined) read.alignment = setting.alignment;
    const list = setting.list;
    // A paragraph without a word shows its number all the same, but nobody means it.
    if (list !== undefined && list !== NO_LIST && weighed) {
      const label = this.numbering.next(list, setting.level ?? this.numbering.ofStyle(style) ?? 0);
      if (label !== undefined) read.label = label;
    }
    return read;
  }

  #write(read: ReadParagraph, text: string, font: string | undefined, caps: boolean): void {
    const encoding = encodingOf(font);
    const printed = plain(encoding === undefined ? text : toUnicode(text, font!, encoding));
    const start = read.text.length;
    // Letters of one run may compose with those of the one before.
    read.text = (read.text + (caps ? printed.toUpperCase() : printed)).normalize('NFC');
    if (encoding !== undefined && printed.trim() !== '') read.converted.push({ start, end: read.text.length, font: font!, encoding });
  }
}
