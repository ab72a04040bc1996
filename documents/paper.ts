import type { Day } from '../domain/day.js';

/** Who signs: authority (`T/M BAN THƯỜNG VỤ`), position, and name; what is not known stays open for the pen. */
export interface Signature {
  authority?: string;
  position: string;
  name?: string;
}

/** A row of a table; `bold` sets it off, as sums are. */
export interface PaperRow {
  cells: string[];
  bold?: boolean;
}

/** Columns of a table with their widths, as shares of the page, and how their cells stand. */
export interface PaperTable {
  columns: { title: string; share: number; align?: 'left' | 'center' | 'right' }[];
  rows: PaperRow[];
}

/**
 * A part of the body. `level` is how deep a heading or clause stands (`I`, `1`, `a`); its number is part of its text, as people write it.
 * Text of a clause goes on in its own paragraph.
 */
export type PaperPart =
  | { kind: 'heading'; text: string; level: 1 | 2 | 3 }
  | { kind: 'text'; text: string; italic?: boolean }
  | { kind: 'dash'; text: string }
  | { kind: 'table'; table: PaperTable; caption?: string };

/** A page of its own after the signature: title, the line that ties it to its paper, and what it holds. */
export interface PaperAppendix {
  title: string;
  tie: string;
  parts: PaperPart[];
  landscape?: boolean;
}

/**
 * A paper in the official form of Party documents (Hướng dẫn 05-HD/VPTW), as values: what is printed where. Words are Vietnamese: an official
 * paper has no other language.
 */
export interface Paper {
  /** Body above the issuing one, where its kind prints one, and the issuing body. */
  superior?: string;
  issuer: string;
  /** Number and symbol as printed after `Số`: `77-KH/TU`, or with the number still open. */
  symbol: string;
  place?: string;
  /** Day it is signed; open where it is not known, within the month of `month`. */
  date?: Day;
  /** `YYYY-MM` printed around an open day. */
  month?: string;
  /** Type in capitals (`KẾ HOẠCH`); absent for a letter, which has its subject under the number. */
  type?: string;
  subject: string;
  /** Kính gửi. */
  addressees?: string[];
  parts: PaperPart[];
  recipients: string[];
  signature: Signature;
  appendices?: PaperAppendix[];
}
