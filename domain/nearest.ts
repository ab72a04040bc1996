import { foldForSearch } from './text.js';

/** The word nearest to one that is not known: at most a third of its letters away, folded; undefined where none is. */
export function nearest(word: string, words: readonly string[]): string | undefined {
  const folded = foldForSearch(word);
  let best: string | undefined;
  let least = Math.max(1, Math.floor(folded.length / 3)) + 1;
  for (const known of words) {
    const distance = distanceOf(folded, foldForSearch(known));
    if (distance < least) [best, least] = [known, distance];
  }
  return best;
}

/** Letters to put in, leave out or change to make one word of another. */
function distanceOf(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const change = row[j - 1]! + (one[i - 1] === other[j - 1] ? 0 : 1);
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, change));
    }
    row = next;
  }
  return row[other.length]!;
}
