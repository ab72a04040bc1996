import type { DutyAnswer } from '../../contract/http-api.js';
import type { Answer } from '../api/ask.js';
import type { GlyphName } from '../parts/glyph.js';

export type Matrix = Answer<'plans', 'matrix'>;
export type MatrixRow = Matrix['rows']['items'][number];
export type MatrixCellData = MatrixRow['cells'][number];

/** A column of the matrix: a report and a period, with how many of how many are in. */
export interface Column {
  item: string;
  title: string;
  period: string;
  dueMs?: number;
  expected: number;
  actual: number;
  onTime: number;
}

export function columnsOf({ items }: Matrix, item: string | undefined): Column[] {
  return items
    .filter((one) => item === undefined || one.item === item)
    .flatMap((one) => one.periods.map((period) => ({ item: one.item, title: one.title, ...period })))
    .toSorted((a, b) => (a.dueMs ?? 0) - (b.dueMs ?? 0));
}

const DAY_MS = 86_400_000;

/** Days past the due instant, begun ones counted. */
export const daysOf = (overdueMs: number): number => Math.ceil(overdueMs / DAY_MS);

export interface CellLook {
  glyph: GlyphName;
  look: 'solid' | 'outlined' | 'tinted' | 'plain';
  word: 'openInTime' | 'openOverdue' | 'doneOnTime' | 'doneLate' | 'nil' | 'exempt' | 'cancelled' | 'waitingGuidance' | 'returned';
}

/** How a cell looks: overdue solid, returned outlined, late tinted, the rest plain. */
export function lookOf({ state, review }: MatrixCellData): CellLook {
  if (state === 'openOverdue') return { glyph: 'cross', look: 'solid', word: state };
  if (review === 'returned') return { glyph: 'back', look: 'outlined', word: 'returned' };
  switch (state) {
    case 'doneLate':
      return { glyph: 'tickLate', look: 'tinted', word: state };
    case 'doneOnTime':
      return { glyph: 'tick', look: 'plain', word: state };
    case 'nil':
      return { glyph: 'none', look: 'plain', word: state };
    case 'exempt':
    case 'cancelled':
      return { glyph: 'dash', look: 'plain', word: state };
    case 'waitingGuidance':
      return { glyph: 'hourglass', look: 'plain', word: state };
    default:
      return { glyph: 'ring', look: 'plain', word: 'openInTime' };
  }
}

/** Bounds of the ages of what is overdue, in days; the last is open. */
export const AGES = [7, 30, 60, 120, Number.POSITIVE_INFINITY] as const;

/** How many overdue duties are of each age. */
export function agesOf(duties: readonly Pick<DutyAnswer, 'standing'>[]): number[] {
  return AGES.map(
    (to, place) =>
      duties.filter(({ standing }) => {
        const days = daysOf(standing.overdueMs);
        return days <= to && days > (AGES[place - 1] ?? 0);
      }).length,
  );
}
