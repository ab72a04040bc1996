import type { Block } from './block.js';
import type { Letters, Setting } from './docx-styles.js';

/** A stretch of text with letters of one kind. */
export interface Run {
  text: string;
  style: string | undefined;
  letters: Letters;
}

/** A paragraph as its elements go by: runs with what they say of themselves, not yet what styles say of them. */
export class DocxParagraph {
  readonly kind = 'paragraph';
  readonly runs: Run[] = [];
  /** Notes that hang on it, each after so many runs. */
  readonly notes: { after: number; id: string }[] = [];
  /** Blocks of text boxes that hang on it. */
  readonly floating: Block<DocxParagraph>[] = [];
  readonly setting: Setting = {};
  style: string | undefined;
  within: 'pPr' | 'rPr' | 'markPr' | 'r' | 't' | undefined;
  letters: Letters = {};
  runStyle: string | undefined;

  open(local: 'pPr' | 'rPr' | 'r' | 't'): void {
    if (local === 'r') {
      this.letters = {};
      this.runStyle = undefined;
    }
    // Letters of the paragraph's own mark say nothing of its text.
    this.within = local === 'rPr' && this.within === 'pPr' ? 'markPr' : local;
  }

  close(local: string): void {
    if (local === 't' || (local === 'rPr' && this.within === 'rPr')) this.within = 'r';
    else if (local === 'rPr' && this.within === 'markPr') this.within = 'pPr';
    else if (local === 'pPr' || local === 'r') this.within = undefined;
  }

  write(text: string): void {
    if (this.within === 't') this.add(text);
  }

  add(text: string): void {
    const last = this.runs.at(-1);
    const open = last?.letters === this.letters && last.style === this.runStyle && this.notes.at(-1)?.after !== this.runs.length;
    if (open) last.text += text;
    else this.runs.push({ text, letters: this.letters, style: this.runStyle });
  }

  note(id: string): void {
    this.notes.push({ after: this.runs.length, id });
  }
}
