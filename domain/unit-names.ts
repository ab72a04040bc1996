import type { Problem } from './problem.js';
import { foldForSearch } from './text.js';
import { cellProblem } from './unit-cells.js';
import { firstShared, type UnitLives, type UnitPiece } from './unit-life.js';

/**
 * Warnings `NAME_SIMILAR`, by row of the file: a name that another body on the same days bears too, apart from accents, case and the place
 * of the tone (`hoà`, `hòa`). Spellings that differ are told anywhere in the tree; equal ones only between brothers, since every commune
 * has its `Ban Tổ chức`.
 */
export function similarNames(lives: UnitLives): Problem[] {
  const pieces = [...lives.values()].flat().sort((a, b) => (a.row ?? 0) - (b.row ?? 0));
  const brothers = new Map<string, UnitPiece>();
  const spellings = new Map<string, Map<string, UnitPiece>>();
  const warnings: Problem[] = [];
  for (const piece of pieces) {
    const { name, parent, code } = piece.version;
    const folded = foldForSearch(name);
    const brother = `${parent ?? ''} ${folded}`;
    const known = spellings.get(folded) ?? new Map<string, UnitPiece>();
    const others = [brothers.get(brother), ...[...known].map(([spelling, other]) => (spelling === name ? undefined : other))];
    const twin = others.find(
      (other) => other && other.version.id !== piece.version.id && firstShared(other.version, piece.version) !== undefined,
    );
    if (piece.row !== undefined && twin) {
      warnings.push(cellProblem('NAME_SIMILAR', piece.row, 'name', { name, code, other: twin.version.name, otherCode: twin.version.code }));
    }
    brothers.set(brother, laterOf(piece, brothers.get(brother)));
    spellings.set(folded, known.set(name, laterOf(piece, known.get(name))));
  }
  return warnings;
}

/** Of two bearers of a name the one that holds longer: it is the likelier to meet the next. */
function laterOf(piece: UnitPiece, other: UnitPiece | undefined): UnitPiece {
  const end = other?.version.validTo;
  if (!other || (end !== undefined && (piece.version.validTo === undefined || piece.version.validTo > end))) return piece;
  return other;
}
