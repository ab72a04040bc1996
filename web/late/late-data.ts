import { type DutyState, isDelivered } from '../../domain/duty.js';
import type { DutyAnswer } from '../../contract/http-api.js';
import type { Answer } from '../api/ask.js';
import type { GlyphName } from '../parts/glyph.js';
import type { Words } from '../words/words.js';

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
  /** Whether its day has not come yet. */
  ahead: boolean;
}

export function columnsOf({ items }: Matrix, item: string | undefined): Column[] {
  return items
    .filter((one) => item === undefined || one.item === item)
    .flatMap((one) =>
      one.periods.map((period) => ({ item: one.item, title: one.title, ahead: (period.dueMs ?? 0) > Date.now(), ...period })),
    )
    .toSorted((a, b) => (a.dueMs ?? 0) - (b.dueMs ?? 0));
}

const DAY_MS = 86_400_000;

/** Days past the due instant, begun ones counted. */
export const daysOf = (overdueMs: number): number => Math.ceil(overdueMs / DAY_MS);

export interface CellLook {
  glyph: GlyphName;
  look: 'solid' | 'outlined' | 'tinted' | 'plain';
  word:
    | 'openInTime'
    | 'openOverdue'
    | 'doneOnTime'
    | 'doneLate'
    | 'nil'
    | 'exempt'
    | 'cancelled'
    | 'waitingGuidance'
    | 'returned'
    | 'suspended';
}

/** Cells of a row by `item|period`, and how many of those asked for so far are in, and in time. */
export function rowSums(cells: MatrixRow['cells'], columns: readonly Column[]) {
  const byKey = new Map(cells.map((cell) => [`${cell.item}|${cell.period}`, cell]));
  const asked = columns.flatMap(({ item, period, ahead }) => {
    const cell = byKey.get(`${item}|${period}`);
    return cell && cell.state !== 'exempt' && (!ahead || isDelivered(cell.state as DutyState)) ? [cell.state as DutyState] : [];
  });
  const actual = asked.filter(isDelivered).length;
  return { byKey, expected: asked.length, actual, onTime: asked.filter((state) => state === 'doneOnTime' || state === 'nil').length };
}

/** A column's period as its head says it: without the year where all columns are of one. */
export function periodHead(key: string, columns: readonly Column[], { period, capital }: Pick<Words, 'period' | 'capital'>): string {
  const year = key.slice(0, 4);
  const told = capital(period(key));
  return columns.every((column) => column.period.startsWith(year)) && key.length > 4 ? told.replace(new RegExp(`[ /]${year}$`), '') : told;
}

/** How a cell looks: overdue solid, returned outlined, late tinted, the rest plain. */
export function lookOf({ state, review, suspended }: MatrixCellData): CellLook {
  if (suspended && state === 'openInTime') return { glyph: 'pause', look: 'plain', word: 'suspended' };
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

/** Whether an overdue duty is of an age, by its place in the list of ages. */
export function isOfAge({ standing }: Pick<DutyAnswer, 'standing'>, place: number): boolean {
  const days = daysOf(standing.overdueMs);
  return days <= AGES[place]! && days > (AGES[place - 1] ?? 0);
}

/** How many overdue duties are of each age. */
export function agesOf(duties: readonly Pick<DutyAnswer, 'standing'>[]): number[] {
  return AGES.map((_, place) => duties.filter((duty) => isOfAge(duty, place)).length);
}
