import { type Day, isDay } from './day.js';
import { type Problem, problem, type ProblemCode } from './problem.js';
import { checkText, type TextRule } from './text.js';
import { type Term, UNIT_KINDS, type UnitKind } from './unit.js';

/** Columns of a unit file, in the order of its documentation. */
export const UNIT_COLUMNS = [
  'code',
  'name',
  'kind',
  'level',
  'parent',
  'headName',
  'headPosition',
  'specialRegime',
  'tags',
  'terms',
  'validFrom',
  'validTo',
  'sample',
] as const;
export type UnitColumn = (typeof UNIT_COLUMNS)[number];

/** One row of a unit file as text; an absent cell is an empty one. `row` is its place in the file: row of the sheet (header = 1), or line. */
export type UnitRow = { row: number } & { [column in UnitColumn]?: string };

/** One row of a unit file as values. Where `broken` is set, what could not be read is empty, and only code and days may be relied on. */
export interface UnitDraft {
  row: number;
  /** Empty where it could not be read. */
  code: string;
  parent?: string;
  level?: number;
  /** Absent where the days of the row could not be read. */
  validity?: { from: Day; to?: Day };
  broken: boolean;
  facts: UnitFacts;
}

/** What a row says of a body besides its place and days. */
export interface UnitFacts {
  name: string;
  kind: UnitKind;
  head?: { name?: string; position: string };
  specialRegime: boolean;
  tags: readonly string[];
  terms: readonly Term[];
  sample: boolean;
}

const NAME: TextRule = { max: 300, title: true };
const SHORT: TextRule = { max: 150, title: true };
const TAG: TextRule = { max: 60, title: true };
/** Deeper trees are refused whole, so a level beyond is a slip of the pen. */
const LAST_LEVEL = 99;
const CODE = /^[\p{L}\p{N}][\p{L}\p{N}._/-]{0,63}$/u;
const YES = new Set(['true', '1', 'x', 'có', 'yes']);
const NO = new Set(['', 'false', '0', 'không', 'no']);

/** A problem at a cell of a unit file: `line` and data `row` are the row, `path` and data `column` the column's name. */
export function cellProblem(code: ProblemCode, row: number, column: UnitColumn, data: Record<string, string | number> = {}): Problem {
  return { ...problem(code, { row, column, ...data }, column), line: row };
}

/** The values of a row, and every problem of its cells. Days are `YYYY-MM-DD` or day first (`01/7/2025`); lists are parted by `;`. */
export function readCells(row: UnitRow): { draft: UnitDraft; problems: Problem[] } {
  const problems: Problem[] = [];
  const cell = (column: UnitColumn): string => (row[column] ?? '').normalize('NFC').trim();
  const refuse = (code: ProblemCode, column: UnitColumn, data: Record<string, string | number> = {}): undefined => {
    problems.push(cellProblem(code, row.row, column, data));
  };
  const text = (column: UnitColumn, rule: TextRule, value = cell(column)): string => {
    const checked = checkText(value, rule);
    if (typeof checked === 'string') return checked;
    refuse(checked.code, column, checked.data);
    return '';
  };
  const code = (column: 'code' | 'parent'): string => {
    const value = cell(column);
    if (CODE.test(value)) return value;
    const plain = text(column, SHORT);
    if (plain !== '') refuse('UNIT_CODE_FORMAT', column, { value: plain });
    return '';
  };
  const day = (column: UnitColumn, value = cell(column)): Day | undefined => readDay(value) ?? refuse('DATE_INVALID', column, { value });
  const flag = (column: UnitColumn): boolean => {
    const value = cell(column).toLowerCase();
    if (!YES.has(value) && !NO.has(value)) refuse('UNIT_FLAG_FORMAT', column, { value });
    return YES.has(value);
  };
  const kind = (): UnitKind => {
    const value = cell('kind');
    const known = UNIT_KINDS.find((each) => each === value);
    if (!known) refuse('UNIT_KIND_UNKNOWN', 'kind', { value, allowed: UNIT_KINDS.join(', ') });
    return known ?? UNIT_KINDS[0];
  };
  const level = (): number | undefined => {
    const value = cell('level');
    if (value === '') return undefined;
    if (/^\d{1,2}$/.test(value) && Number(value) > 0) return Number(value);
    return refuse('UNIT_LEVEL_FORMAT', 'level', { value, max: LAST_LEVEL });
  };
  const head = (): UnitFacts['head'] => {
    if (cell('headPosition') === '' && cell('headName') === '') return undefined;
    const position = text('headPosition', SHORT);
    return cell('headName') === '' ? { position } : { name: text('headName', SHORT), position };
  };
  const term = (value: string): Term[] => {
    const found = /^(.*\S)\s*:\s*(\S+?)\s*\.\.\s*(\S*)$/u.exec(value);
    if (!found) return refuse('TERM_FORMAT', 'terms', { value }) ?? [];
    const name = text('terms', TAG, found[1]);
    const from = day('terms', found[2]);
    const to = found[3] === '' ? undefined : day('terms', found[3]);
    if (from === undefined) return [];
    if (to !== undefined && to < from) refuse('VALIDITY_ORDER', 'terms', { from, to });
    return [to === undefined ? { name, from } : { name, from, to }];
  };
  const terms = (): Term[] => {
    const found = parts(cell('terms'))
      .flatMap(term)
      .toSorted((a, b) => (a.from < b.from ? -1 : 1));
    found.forEach((next, place) => {
      const before = found[place - 1];
      if (before && (before.to === undefined || before.to >= next.from))
        refuse('TERM_OVERLAP', 'terms', { term: before.name, other: next.name });
    });
    return found;
  };
  const validity = (): UnitDraft['validity'] => {
    const from = day('validFrom');
    if (cell('validTo') === '') return from === undefined ? undefined : { from };
    const to = day('validTo');
    if (from === undefined || to === undefined) return undefined;
    return to < from ? refuse('VALIDITY_ORDER', 'validTo', { from, to }) : { from, to };
  };
  const draft = {
    row: row.row,
    code: code('code'),
    parent: cell('parent') === '' ? undefined : code('parent'),
    level: level(),
    validity: validity(),
    facts: {
      name: text('name', NAME),
      kind: kind(),
      head: head(),
      specialRegime: flag('specialRegime'),
      tags: [...new Set(parts(cell('tags')).map((tag) => text('tags', TAG, tag)))],
      terms: terms(),
      sample: flag('sample'),
    },
  };
  return { draft: { ...draft, broken: problems.length > 0 }, problems };
}

function parts(value: string): string[] {
  return value
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** A day written `YYYY-MM-DD`, or day first with strokes as people write it here: `01/7/2025`, never month first. */
function readDay(value: string): Day | undefined {
  const found = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(value);
  const day = found ? `${found[3]}-${found[2]!.padStart(2, '0')}-${found[1]!.padStart(2, '0')}` : value;
  return isDay(day) ? day : undefined;
}
