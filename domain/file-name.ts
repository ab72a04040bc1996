/** Longest name of a file, in characters. */
const MAX_NAME = 120;

/** Names that a system keeps for its devices. */
const DEVICES = /^(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/iu;

/**
 * The name of a file from outside, fit to be shown and to be saved under: without folders, without what steers a screen or a system, NFC,
 * at most 120 characters with its ending. What is left without a letter or digit is called by the name given instead.
 */
export function shownFileName(given: string, instead = 'tep'): string {
  const bare = given
    .normalize('NFC')
    .replace(/^.*[/\\]/su, '')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}]/gu, '')
    .replace(/[<>:"|?*]/gu, '_')
    .replace(/\s+/gu, ' ')
    .replace(/^[. ]+|[. ]+$/gu, '');
  if (!/[\p{L}\p{N}]/u.test(bare)) return instead;
  const name = DEVICES.test(bare) ? `_${bare}` : bare;
  const ending = /\.[\p{L}\p{N}]{1,8}$/u.exec(name)?.[0] ?? '';
  const letters = Array.from(name);
  return letters.length <= MAX_NAME
    ? name
    : letters
        .slice(0, MAX_NAME - Array.from(ending).length)
        .join('')
        .trimEnd() + ending;
}
