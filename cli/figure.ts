import { CliProblem, EXIT } from './exit.js';

const PLAIN = /^[+-]?\d{1,15}([.,]\d{1,9})?$/;
/** A point before three digits: a Vietnamese thousand, or an English decimal. */
const TWO_WAYS = /^[+-]?[1-9]\d{0,2}([.,]\d{3})+$/;

/** A figure typed at the terminal: `1600`, `30.7` or `30,7`; empty for one that is missing. `1.600` may mean two numbers, and is asked back. */
export function figureGiven(option: string, text: string): number | null {
  if (text === '') return null;
  if (TWO_WAYS.test(text)) {
    const [thousands, decimal] = [text.replace(/[.,]/g, ''), `${text.replace(',', '.')}0`];
    throw new CliProblem(EXIT.usage, 'cli.bad.twoWays', { option, value: text, thousands, decimal });
  }
  if (!PLAIN.test(text)) throw new CliProblem(EXIT.usage, 'cli.bad.figure', { option, value: text.slice(0, 60) });
  return Number(text.replace(',', '.'));
}
