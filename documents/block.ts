/** A cell with what is in it; `continues`: it is the lower part of a cell that began in a row above. */
export interface CellBlock<P> {
  blocks: Block<P>[];
  columns: number;
  continues: boolean;
}

export interface TableBlock<P> {
  kind: 'table';
  /** `before`: columns that a row leaves out at its start. */
  rows: { cells: CellBlock<P>[]; before: number }[];
}

/** What a page consists of, in its order: paragraphs of some kind, and tables. */
export type Block<P> = P | TableBlock<P>;

/** A paragraph before its place in the plain text is known. Offsets count in `text`. */
export interface ReadParagraph {
  kind: 'paragraph';
  text: string;
  label?: string;
  style?: string;
  heading?: number;
  alignment?: string;
  bold: boolean;
  italic: boolean;
  notes: { at: number; id: string }[];
  converted: { start: number; end: number; font: string; encoding: 'TCVN3' | 'VNI' }[];
}

/** Blocks with each paragraph turned into another kind, in reading order. */
export function mapBlocks<P extends { kind: 'paragraph' }, Q>(blocks: readonly Block<P>[], turn: (paragraph: P) => Q): Block<Q>[] {
  return blocks.map((block) =>
    block.kind === 'paragraph'
      ? turn(block)
      : {
          kind: 'table',
          rows: block.rows.map(({ cells, before }) => ({
            before,
            cells: cells.map((cell) => ({ ...cell, blocks: mapBlocks(cell.blocks, turn) })),
          })),
        },
  );
}

/** All paragraphs of blocks, those in tables among them. */
export function* paragraphsOf<P extends { kind: 'paragraph' }>(blocks: readonly Block<P>[]): Generator<P> {
  for (const block of blocks) {
    if (block.kind === 'paragraph') yield block;
    else for (const { cells } of block.rows) for (const cell of cells) yield* paragraphsOf(cell.blocks);
  }
}
