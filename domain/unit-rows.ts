import { type Problem, problem } from './problem.js';
import { cellProblem, readCells, type UnitDraft, type UnitRow } from './unit-cells.js';
import { checkTree, MAX_UNITS } from './unit-checks.js';
import { levelled, LEVEL_UNSAID, pieceOn, sameFacts, type UnitPiece, withRow } from './unit-life.js';
import { similarNames } from './unit-names.js';
import type { UnitId, UnitVersion } from './unit.js';

export { UNIT_COLUMNS, type UnitColumn, type UnitRow } from './unit-cells.js';

/** Problems listed of one file; the rest is counted. */
export const MAX_LISTED = 100;

/** Rows of one body in one file at most: a dated row a month for forty years. */
export const MAX_ROWS_OF_ONE = 500;

/** What a file of units comes to. */
export interface UnitImport {
  /** Every dated row of every body after the import, those outside the file too, by code and day. */
  versions: UnitVersion[];
  /** Bodies new to the record, and bodies whose dated rows are not what they were. */
  added: UnitId[];
  changed: UnitId[];
  warnings: Problem[];
}

/**
 * The bodies on record after a file of units, or everything that is wrong with it: nothing is applied in part.
 *
 * A row says what its body is from `validFrom` to `validTo`; the body is found by `code`, and a new code is a new body. What the record
 * says before the row stays; a row with `validTo` ends the body there unless a later row, of the file or on record, goes on; a row without
 * holds until the body's next row on record. Bodies that the file does not name stay as they are. Reading the same file again changes nothing.
 *
 * Problems (`line` and data `row`: the row, header = 1; `path` and data `column`: the column), in order of row, 100 at most and then
 * `UNIT_PROBLEMS_MORE`: texts (`TEXT_…`), `UNIT_CODE_FORMAT`, `UNIT_KIND_UNKNOWN`, `UNIT_FLAG_FORMAT`, `UNIT_LEVEL_FORMAT`, `DATE_INVALID`,
 * `VALIDITY_ORDER`, `TERM_FORMAT`, `TERM_OVERLAP`, `ORG_DUPLICATED` (at both rows), `ORG_PARENT_UNKNOWN`, `ORG_PARENT_NOT_VALID`, `ORG_CYCLE`,
 * `ORG_ROOTS`, `ORG_LEVEL`; and `TREE_LIMIT` over 50,000 bodies, 40 levels or
 * 500 rows of one body. Warnings: `NAME_SIMILAR`, `ORG_CORRECTED` (the record's past changes).
 */
export function planUnitImport(
  rows: readonly UnitRow[],
  existing: readonly UnitVersion[],
  newId: () => UnitId,
): UnitImport | { problems: Problem[] } {
  const read = rows.map(readCells);
  const problems = read.flatMap((row) => row.problems);
  const drafts = read.map(({ draft }) => draft).filter(({ code }) => code !== '');
  const record = lifeById(existing);
  const ids = new Map([...existing].sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1)).map(({ code, id }) => [code, id]));
  const firstRow = new Map<UnitId, number>();
  for (const { code, row } of drafts) {
    const id = ids.get(code) ?? newId();
    ids.set(code, id);
    if (!firstRow.has(id)) firstRow.set(id, row);
  }
  const large = tooLarge(drafts, new Set([...record.keys(), ...firstRow.keys()]).size);
  if (large) return { problems: listedProblems([...problems, large]) };

  const unsure = new Set<UnitId>();
  const refuse = (draft: UnitDraft, found: readonly Problem[] = []): void => {
    problems.push(...found);
    unsure.add(ids.get(draft.code)!);
  };
  for (const draft of drafts) if (draft.broken) refuse(draft, wrongParent(draft, ids));
  for (const draft of drafts) if (!draft.broken && wrongParent(draft, ids).length > 0) refuse(draft, wrongParent(draft, ids));
  for (const { draft, other } of doubles(drafts)) {
    refuse(draft, [cellProblem('ORG_DUPLICATED', draft.row, 'code', { code: draft.code, other })]);
  }
  const lives = new Map(record);
  for (const draft of drafts.toSorted((a, b) => ((a.validity?.from ?? '') < (b.validity?.from ?? '') ? -1 : 1))) {
    const id = ids.get(draft.code)!;
    if (draft.validity && !unsure.has(id)) lives.set(id, withRow(lives.get(id) ?? [], draft.row, versionOf(draft, id, ids)));
  }
  const after = levelled(lives);
  problems.push(...checkTree(after, { firstRow, unsure }));
  if (problems.length > 0) return { problems: listedProblems(problems) };
  return { ...difference(record, after), warnings: listedProblems([...similarNames(after), ...corrections(record, after)]) };
}

/** One problem that stands for those of a file: what is too large answers first, the others together as `UNITS_INVALID`. */
export function unitsInvalid(problems: readonly Problem[]): Problem {
  const large = problems.find(({ code }) => code === 'SHEET_TOO_LARGE' || code === 'TREE_LIMIT');
  if (large) return problems.length === 1 ? large : { ...large, problems: [...problems] };
  const more = problems.find(({ code }) => code === 'UNIT_PROBLEMS_MORE')?.data.count;
  const count = typeof more === 'number' ? problems.length - 1 + more : problems.length;
  return { ...problem('UNITS_INVALID', { count }), problems: [...problems] };
}

/** Problems in order of row, the first 100, then how many more there are. */
export function listedProblems(problems: readonly Problem[]): Problem[] {
  const sorted = problems.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0));
  const more = sorted.length - MAX_LISTED;
  return more <= 0 ? sorted : [...sorted.slice(0, MAX_LISTED), problem('UNIT_PROBLEMS_MORE', { count: more })];
}

function tooLarge(drafts: readonly UnitDraft[], bodies: number): Problem | undefined {
  if (bodies > MAX_UNITS) return problem('TREE_LIMIT', { what: 'units', count: bodies, max: MAX_UNITS });
  const rows = new Map<string, number>();
  for (const { code } of drafts) rows.set(code, (rows.get(code) ?? 0) + 1);
  const long = [...rows].find(([, count]) => count > MAX_ROWS_OF_ONE);
  return long && problem('TREE_LIMIT', { what: 'rows', code: long[0], count: long[1], max: MAX_ROWS_OF_ONE });
}

function lifeById(versions: Iterable<UnitVersion>): Map<UnitId, UnitPiece[]> {
  const lives = new Map<UnitId, UnitPiece[]>();
  for (const version of versions) {
    const life = lives.get(version.id);
    if (life) life.push({ version });
    else lives.set(version.id, [{ version }]);
  }
  for (const life of lives.values()) life.sort((a, b) => (a.version.validFrom < b.version.validFrom ? -1 : 1));
  return lives;
}

function wrongParent({ code, parent, row }: UnitDraft, ids: ReadonlyMap<string, UnitId>): Problem[] {
  if (parent === undefined || parent === '') return [];
  if (parent === code) return [cellProblem('ORG_CYCLE', row, 'parent', { path: `${code} → ${code}` })];
  return ids.has(parent) ? [] : [cellProblem('ORG_PARENT_UNKNOWN', row, 'parent', { code, parent })];
}

/** Rows of one code whose days overlap, each with a row it overlaps. */
function doubles(drafts: readonly UnitDraft[]): { draft: UnitDraft; other: number }[] {
  const dated = drafts.flatMap((draft) => (draft.validity ? [{ draft, ...draft.validity }] : []));
  const found = new Map<UnitDraft, number>();
  const last = new Map<string, (typeof dated)[number]>();
  for (const next of dated.toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
    const before = last.get(next.draft.code);
    if (before && (before.to === undefined || before.to >= next.from)) {
      found.set(next.draft, before.draft.row);
      if (!found.has(before.draft)) found.set(before.draft, next.draft.row);
    }
    if (!before || (before.to !== undefined && (next.to === undefined || next.to > before.to))) last.set(next.draft.code, next);
  }
  return [...found].map(([draft, other]) => ({ draft, other }));
}

function versionOf(draft: UnitDraft, id: UnitId, ids: ReadonlyMap<string, UnitId>): UnitVersion {
  const { sample, ...facts } = draft.facts;
  return {
    id,
    code: draft.code,
    ...facts,
    level: draft.level ?? LEVEL_UNSAID,
    parent: draft.parent === undefined ? undefined : ids.get(draft.parent),
    validFrom: draft.validity!.from,
    validTo: draft.validity!.to,
    ...(sample ? { sample } : {}),
  };
}

type Lives = ReadonlyMap<UnitId, readonly UnitPiece[]>;

function difference(before: Lives, after: Lives): Omit<UnitImport, 'warnings'> {
  const versions = [...after.values()].flatMap((life) => life.map(({ version }) => bare(version)));
  const same = (id: UnitId, life: readonly UnitPiece[]): boolean => {
    const old = before.get(id) ?? [];
    return old.length === life.length && life.every(({ version }, place) => sameVersion(old[place]!.version, version));
  };
  return {
    versions: versions.sort((a, b) => (a.code === b.code ? order(a.validFrom, b.validFrom) : order(a.code, b.code))),
    added: [...after.keys()].filter((id) => !before.has(id)),
    changed: [...after].flatMap(([id, life]) => (before.has(id) && !same(id, life) ? [id] : [])),
  };
}

/** Warnings where what was on record from a day on is no longer so on that very day. */
function corrections(before: Lives, after: Lives): Problem[] {
  const warnings: Problem[] = [];
  for (const [id, life] of before) {
    for (const { version: old } of life) {
      const now = pieceOn(after.get(id), old.validFrom);
      if (now?.row !== undefined && !sameFacts(now.version, old)) {
        warnings.push(cellProblem('ORG_CORRECTED', now.row, 'validFrom', { code: old.code, day: old.validFrom }));
      }
    }
  }
  return warnings;
}

function sameVersion(a: UnitVersion, b: UnitVersion): boolean {
  return a === b || (a.validFrom === b.validFrom && a.validTo === b.validTo && sameFacts(a, b));
}

/** A row without the keys that say nothing, as it is stored. */
function bare(version: UnitVersion): UnitVersion {
  const { parent, head, validTo, ...rest } = version;
  if (Object.values(version).every((value) => value !== undefined)) return version;
  return { ...rest, ...(parent === undefined ? {} : { parent }), ...(head && { head }), ...(validTo === undefined ? {} : { validTo }) };
}

function order(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
