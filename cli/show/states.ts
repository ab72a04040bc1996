import { ONCE } from '../../domain/duty.js';
import { periodText } from '../../i18n/format.js';
import { isWordKey } from '../../i18n/render.js';
import type { Cli } from '../cli.js';

/** The words of a code that belongs to a set: state of a duty, of a plan, kind of a duty, rung …; the code itself where it has none. */
export function codeText(
  cli: Cli,
  set: 'state' | 'planStatus' | 'dutyKind' | 'rung' | 'review' | 'targetState' | 'purpose' | 'point' | 'rollup',
  code: string,
): string {
  const key = `cli.${set}.${code}`;
  return isWordKey(key) ? cli.word(key) : code;
}

export function stateText(cli: Cli, state: string): string {
  return codeText(cli, 'state', state);
}

/** A period by its name; nothing for what comes once. */
export function periodShown(cli: Cli, period: string | undefined): string {
  return period === undefined || period === ONCE ? '' : periodText(period, cli.language);
}
