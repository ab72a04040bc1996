import { type Problem, problem } from '../domain/problem.js';
import { foldForSearch } from '../domain/text.js';

/** Bounds of a password in characters; nothing is asked of its composition, and it never runs out. */
const MIN = 12;
const MAX = 128;
/** Words of our trade, folded, which a stranger would try first. */
const CONTEXT = ['dondoc', 'don doc', 'dang', 'tinh uy', 'huyen uy', 'thanh uy', 'dang uy', 'chi bo', 'van phong', 'viet nam', 'cap uy'];
/** Least score, of 0 to 4, by the estimate of guesses that zxcvbn makes: 10^8. */
const LEAST_SCORE = 3;

interface Estimator {
  check(password: string, userInputs: string[]): { score: number };
}
let estimator: Promise<Estimator> | undefined;

/** The problem with a password about to be set: PASSWORD_LENGTH (min, max), or PASSWORD_WEAK for one that is among the commonest or made of `words`. */
export async function checkPassword(password: string, words: string[]): Promise<Problem | undefined> {
  const text = password.normalize('NFC');
  const length = Array.from(text).length;
  if (length < MIN || length > MAX) return problem('PASSWORD_LENGTH', { min: MIN, max: MAX }, 'new');
  const known = [...CONTEXT, ...words.flatMap((word) => [foldForSearch(word), ...foldForSearch(word).split(/[\s-]+/)])].filter(
    (word) => word.length > 2,
  );
  const { score } = (await estimating()).check(foldForSearch(text), [...known, ...known.map((word) => word.replaceAll(' ', ''))]);
  return score < LEAST_SCORE ? problem('PASSWORD_WEAK', {}, 'new') : undefined;
}

/** Its lists of common passwords are large, and few processes ever set one: read when first asked for. */
function estimating(): Promise<Estimator> {
  estimator ??= (async () => {
    const [{ ZxcvbnFactory }, common] = await Promise.all([import('@zxcvbn-ts/core'), import('@zxcvbn-ts/language-common')]);
    return new ZxcvbnFactory({ dictionary: common.dictionary, graphs: common.adjacencyGraphs });
  })();
  return estimator;
}
