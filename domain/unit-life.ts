import { addDays, type Day, maxDay } from './day.js';
import { earlierEnd, holdsOn, type UnitId, type UnitVersion } from './unit.js';

/** A dated row of a body in the making: what it says, and the row of the file it comes from, absent for what was on record. */
export interface UnitPiece {
  version: UnitVersion;
  row?: number;
}

/** The dated rows of each body, by day, none overlapping another of the same body. */
export type UnitLives = ReadonlyMap<UnitId, readonly UnitPiece[]>;

/** Level of a row that names none, until levelled: the record's where the body keeps its parent, else one below its parent's. */
export const LEVEL_UNSAID = 0;

/** The piece of a body's life that holds on a day. */
export function pieceOn(life: readonly UnitPiece[] | undefined, day: Day): UnitPiece | undefined {
  return life?.find(({ version }) => holdsOn(version, day));
}

/**
 * The life of a body after a row of a file: what began before the row ends where the row begins, what begins after its last day stays.
 * So a last day ends the body unless a later row goes on, and a row without last day holds until the body's next one on record.
 * A row that says what already holds changes nothing, so reading the same file again never does.
 */
export function withRow(life: readonly UnitPiece[], row: number, said: UnitVersion): UnitPiece[] {
  const held = pieceOn(life, said.validFrom)?.version;
  const level = said.level === LEVEL_UNSAID && held?.parent === said.parent ? (held?.level ?? LEVEL_UNSAID) : said.level;
  const meant = { ...said, level };
  const same = held !== undefined && sameFacts(held, meant);
  const validFrom = same ? held.validFrom : said.validFrom;
  const next = life.find(({ version }) => version.validFrom > said.validFrom)?.version.validFrom;
  const validTo = said.validTo ?? (next === undefined ? undefined : addDays(next, -1));
  const kept = same && held.validTo === validTo ? held : { ...meant, validFrom, validTo };
  const earlier = life.flatMap((piece) => before(piece, validFrom));
  const later = life.filter(({ version }) => validTo !== undefined && version.validFrom > validTo);
  return [...earlier, { version: kept, row }, ...later];
}

/** Whether two rows of a body say the same, whatever their days. */
export function sameFacts(a: UnitVersion, b: UnitVersion): boolean {
  return a === b || factsOf(a) === factsOf(b);
}

function factsOf({ code, name, kind, level, parent, head, specialRegime, tags, terms, sample }: UnitVersion): string {
  const dated = terms.flatMap((term) => [term.name, term.from, term.to ?? '']);
  // No cell of a file holds a control character, so these part what is said without doubt.
  const lists = [tags.join('\u0001'), dated.join('\u0001')];
  return [code, name, kind, level, parent, head?.name, head?.position, specialRegime, ...lists, sample === true].join('\u0000');
}

function before(piece: UnitPiece, day: Day): UnitPiece[] {
  const { version } = piece;
  if (version.validFrom >= day) return [];
  if (version.validTo !== undefined && version.validTo < day) return [piece];
  return [{ ...piece, version: { ...version, validTo: addDays(day, -1) } }];
}

/**
 * The lives with every unsaid level filled in: 1 without parent, else one below the parent's on the row's first day.
 * It stays unsaid where the way up is broken that day: in a circle, or under a parent that does not hold; both are refused elsewhere.
 */
export function levelled(lives: UnitLives): Map<UnitId, UnitPiece[]> {
  const found = new Map([...lives].map(([id, life]) => [id, life.map((piece) => ({ ...piece }))]));
  const broken = new Set<UnitPiece>();
  const fill = (first: UnitPiece): void => {
    const chain = new Set<UnitPiece>();
    let at: UnitPiece | undefined = first;
    while (at?.version.level === LEVEL_UNSAID && !chain.has(at) && !broken.has(at)) {
      chain.add(at);
      at = parentOf(found, at);
    }
    const up = [...chain].toReversed();
    if (at ? at.version.level === LEVEL_UNSAID : up[0]?.version.parent !== undefined) {
      for (const piece of up) broken.add(piece);
      return;
    }
    let level = at?.version.level ?? 0;
    for (const piece of up) piece.version = { ...piece.version, level: (level += 1) };
  };
  for (const life of found.values()) life.forEach(fill);
  return found;
}

function parentOf(lives: UnitLives, { version }: UnitPiece): UnitPiece | undefined {
  return version.parent === undefined ? undefined : pieceOn(lives.get(version.parent), version.validFrom);
}

/** The first of a row's days that a life leaves open; undefined where it covers them all. */
export function firstUncovered(life: readonly UnitPiece[], { validFrom, validTo }: UnitVersion): Day | undefined {
  let day = validFrom;
  for (const { version } of life) {
    if (!holdsOn(version, day)) continue;
    if (version.validTo === undefined) return undefined;
    day = addDays(version.validTo, 1);
    if (validTo !== undefined && day > validTo) return undefined;
  }
  return day;
}

/** The first day that two rows share; undefined where they share none. */
export function firstShared(a: UnitVersion, b: UnitVersion): Day | undefined {
  const from = maxDay(a.validFrom, b.validFrom);
  const to = earlierEnd(a.validTo, b.validTo);
  return to === undefined || from <= to ? from : undefined;
}
