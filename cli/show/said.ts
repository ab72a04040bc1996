import type { ActAnswer, SaidAnswer } from '../../contract/http-api.js';
import { dayText, numberText } from '../../i18n/format.js';
import type { Cli } from '../cli.js';
import { instantText } from '../instant.js';
import { eventText } from './events.js';
import { wrapped } from './fields.js';

/** What was written beside an act, in one line. */
export function saidText(cli: Cli, said: SaidAnswer | undefined): string {
  return partsOf(cli, said).join(' ').replaceAll('\n', ' ');
}

/** The same in lines of the terminal, as people wrote it, behind a margin. */
export function saidLines(cli: Cli, said: SaidAnswer | undefined, margin = '  '): string[] {
  return partsOf(cli, said)
    .flatMap((part) => part.split('\n'))
    .flatMap((line) => wrapped(line, cli.terminal.columns - margin.length))
    .map((line) => margin + line);
}

/** Acts in the order of time: when, what, by whom, and under each what was written. */
export function actLines(cli: Cli, acts: readonly ActAnswer[]): string[] {
  return acts.flatMap((act) => {
    const { type, atMs, by, text: _text, product: _product, pins: _pins, code: _code, ...data } = act;
    const head = [instantText(atMs, cli.language), eventText(cli, type, data), ...(by ? [by.code] : [])].join(' · ');
    return [head, ...saidLines(cli, act)];
  });
}

function partsOf(cli: Cli, { text, product, code, pins }: SaidAnswer = {}): string[] {
  const { symbol, name, on, count, decision, address } = product ?? {};
  const made = [
    ...[symbol, name, decision, address].flatMap((one) => one ?? []),
    ...(on === undefined ? [] : [dayText(on, cli.language)]),
    ...(count === undefined ? [] : [numberText(count, cli.language)]),
  ];
  return [
    ...(text === undefined ? [] : [`“${text}”`]),
    ...(made.length === 0 ? [] : [cli.word('cli.said.product', { product: made.join(', ') })]),
    ...(code === undefined ? [] : [`[${code}]`]),
    ...(pins ?? []).map(({ field, comment }) => `${field}: ${comment}`),
  ];
}
