import { ProblemError, problem } from '../domain/problem.js';
import type { Block, CellBlock, TableBlock } from './block.js';
import { DocxParagraph } from './docx-paragraph.js';
import { readLetters, readSetting } from './docx-styles.js';
import { attribute, type Tag, type XmlHandler } from './xml.js';

/** What was met on the way and belongs in a warning. */
export interface Marks {
  changes: number;
  comments: number;
}

const WORD = /\/wordprocessingml\/(?:2006\/)?main$/;
/** Elements whose content is no text of the page: what was deleted, what Word keeps for itself, and the copy for old readers. */
const SILENT = new Set([
  'del',
  'moveFrom',
  'instrText',
  'delText',
  'sdtPr',
  'Fallback',
  'rubyPr',
  'rt',
  'tblPr',
  'sectPr',
  'pPrChange',
  'rPrChange',
]);
const CHANGES = new Set(['del', 'ins', 'moveFrom', 'moveTo']);
/** Fields that would fetch something when the file is opened. */
const FETCHING = /^\s*(?:DDE|DDEAUTO|INCLUDETEXT|IMPORT)\b/i;

/**
 * Turns the elements of one part (`document.xml`, `footnotes.xml`, a header) into blocks. Notes are kept by id, each with blocks of its own.
 * What is tracked as deleted or hidden is left out and counted; a text box comes after the paragraph it hangs on.
 */
export class BlockReader {
  readonly blocks: Block<DocxParagraph>[] = [];
  readonly notes = new Map<string, Block<DocxParagraph>[]>();
  readonly #containers: Block<DocxParagraph>[][] = [this.blocks];
  readonly #paragraphs: DocxParagraph[] = [];
  readonly #tables: TableBlock<DocxParagraph>[] = [];
  #silent = 0;
  #field = '';
  #inField = false;

  constructor(
    readonly part: string,
    readonly marks: Marks,
  ) {}

  handler(): XmlHandler {
    return {
      open: (tag) => this.#open(tag),
      close: (tag) => this.#close(tag),
      text: (text) => {
        if (this.#inField) this.#field += text;
        else if (this.#silent === 0) this.#paragraphs.at(-1)?.write(text);
      },
    };
  }

  #open(tag: Tag): void {
    const { local } = tag;
    const ours = WORD.test(tag.uri);
    if (ours && CHANGES.has(local)) this.marks.changes += 1;
    if (ours && local === 'commentReference') this.marks.comments += 1;
    if (ours && local === 'fldSimple') this.#checkField(attribute(tag, 'instr') ?? '');
    if (ours && local === 'instrText') this.#inField = true;
    if (SILENT.has(local)) this.#silent += 1;
    if (this.#silent > 0 || !ours) return;
    if (local === 'altChunk' || local === 'subDoc' || local === 'object') this.#refuseObject(local);
    const paragraph = this.#paragraphs.at(-1);
    if (local === 'p') this.#paragraphs.push(new DocxParagraph());
    else if (local === 'txbxContent') this.#containers.push(paragraph?.floating ?? []);
    else if (local === 'footnote' || local === 'endnote') this.#containers.push(this.#noteOf(tag));
    else if (!this.#openTable(tag) && paragraph) inParagraph(tag, paragraph);
  }

  #openTable(tag: Tag): boolean {
    const table = this.#tables.at(-1);
    const row = table?.rows.at(-1);
    const cell = row?.cells.at(-1);
    if (tag.local === 'tbl') this.#tables.push({ kind: 'table', rows: [] });
    else if (tag.local === 'tr') table?.rows.push({ cells: [], before: 0 });
    else if (tag.local === 'gridBefore' && row) row.before = whole(attribute(tag, 'val'));
    else if (tag.local === 'tc') {
      const opened: CellBlock<DocxParagraph> = { blocks: [], columns: 1, continues: false };
      row?.cells.push(opened);
      this.#containers.push(opened.blocks);
    } else if (tag.local === 'gridSpan' && cell) cell.columns = Math.max(1, whole(attribute(tag, 'val')));
    else if (tag.local === 'vMerge' && cell) cell.continues = attribute(tag, 'val') !== 'restart';
    else return false;
    return true;
  }

  #close({ local, uri }: Tag): void {
    const ours = WORD.test(uri);
    if (ours && local === 'instrText') this.#inField = false;
    if (ours && local === 'fldChar') this.#endField();
    if (SILENT.has(local)) {
      this.#silent -= 1;
      return;
    }
    if (this.#silent > 0 || !ours) return;
    if (local === 'p') this.#endParagraph();
    else if (local === 'tbl') this.#containers.at(-1)!.push(this.#tables.pop()!);
    else if (['tc', 'txbxContent', 'footnote', 'endnote'].includes(local)) this.#containers.pop();
    else this.#paragraphs.at(-1)?.close(local);
  }

  #endParagraph(): void {
    const paragraph = this.#paragraphs.pop()!;
    this.#containers.at(-1)!.push(paragraph, ...paragraph.floating);
  }

  #endField(): void {
    this.#checkField(this.#field);
    this.#field = '';
  }

  #checkField(instruction: string): void {
    if (FETCHING.test(instruction))
      throw new ProblemError(problem('FILE_EXTERNAL_LINK', { part: this.part, kind: instruction.trim().split(/\s/)[0]! }));
  }

  #refuseObject(local: string): never {
    throw new ProblemError(problem('FILE_EMBEDDED_OBJECT', { part: `${this.part} ${local}` }));
  }

  #noteOf(tag: Tag): Block<DocxParagraph>[] {
    const blocks: Block<DocxParagraph>[] = [];
    // Separators have a type; they are lines, not notes.
    if (attribute(tag, 'type') === undefined) this.notes.set(`${tag.local}:${attribute(tag, 'id') ?? ''}`, blocks);
    return blocks;
  }
}

function inParagraph(tag: Tag, paragraph: DocxParagraph): void {
  const { local } = tag;
  if (local === 'pPr' || local === 'rPr' || local === 'r') paragraph.open(local);
  else if (paragraph.within === 'pPr') {
    if (local === 'pStyle') paragraph.style = attribute(tag, 'val');
    else readSetting(tag, paragraph.setting);
  } else if (paragraph.within === 'rPr') {
    if (local === 'rStyle') paragraph.runStyle = attribute(tag, 'val');
    else readLetters(tag, paragraph.letters);
  } else if (local === 't') paragraph.open('t');
  else if (local === 'tab' || local === 'ptab') paragraph.add('\t');
  else if (local === 'br' || local === 'cr') paragraph.add('\n');
  else if (local === 'noBreakHyphen') paragraph.add('-');
  else if (local === 'sym') paragraph.add(symbol(attribute(tag, 'char')));
  else if (local === 'footnoteReference') paragraph.note(`footnote:${attribute(tag, 'id') ?? ''}`);
  else if (local === 'endnoteReference') paragraph.note(`endnote:${attribute(tag, 'id') ?? ''}`);
}

/** Letters of symbol fonts have no meaning of their own; arrows and dots are told as a dot. */
function symbol(code: string | undefined): string {
  const value = Number.parseInt(code ?? '', 16);
  if (Number.isNaN(value)) return '';
  return value >= 0xf000 && value <= 0xf0ff ? '•' : String.fromCharCode(value);
}

const whole = (value: string | undefined): number => {
  const number = Number(value);
  return Number.isInteger(number) && number > 0 && number < 1000 ? number : 0;
};
