import { randomUUID } from 'node:crypto';
import type { DecidedAnswer, Operation } from '../contract/http-api.js';
import type { AnswerOf, Asked } from './api.js';
import type { Cli } from './cli.js';
import { CliProblem, EXIT } from './exit.js';
import { receiptText } from './show/receipt.js';
import type { Options } from './verb.js';

const WAIT_SECONDS = 60;

/** Lodges a command under the key given, or a new one, and waits for its decision. */
export function lodge<O extends Operation & { lodges?: true }>(
  cli: Cli,
  operation: O,
  asked: Asked<O>,
  { key, wait }: Pick<Options, 'key' | 'wait'>,
): Promise<DecidedAnswer> {
  return cli.api.lodge(operation, { ...asked, key: keyOf(key) }, waitMsOf(wait));
}

/** Lodges a command and prints its receipt. */
export async function act<O extends Operation & { lodges?: true }>(
  cli: Cli,
  operation: O,
  asked: Asked<O>,
  options: Options,
): Promise<void> {
  const decided = await lodge(cli, operation, asked, options);
  await cli.show(decided, () => receiptText(cli, decided));
}

/** Asks an operation that takes a key and answers at once. */
export function askOnce<O extends Operation>(cli: Cli, operation: O, asked: Asked<O>, { key }: Options): Promise<AnswerOf<O>> {
  return cli.api.ask(operation, { ...asked, key: keyOf(key) });
}

function keyOf(key: string | undefined): string {
  if (key === undefined) return randomUUID();
  if (!/^[\x21-\x7e]{1,200}$/.test(key)) throw new CliProblem(EXIT.usage, 'cli.bad.key');
  return key;
}

function waitMsOf(wait: string | undefined): number {
  return numberOf('--wait', wait, { min: 0, max: 86_400 }, WAIT_SECONDS) * 1000;
}

/** A number given as an option. */
export function numberOf(option: string, text: string | undefined, { min, max }: { min: number; max: number }, otherwise: number): number;
export function numberOf(option: string, text: string | undefined, bounds: { min: number; max: number }): number | undefined;
export function numberOf(option: string, text: string | undefined, { min, max }: { min: number; max: number }, otherwise?: number) {
  if (text === undefined) return otherwise;
  const value = /^-?\d{1,15}([.,]\d{1,9})?$/.test(text) ? Number(text.replace(',', '.')) : Number.NaN;
  if (Number.isNaN(value) || value < min || value > max)
    throw new CliProblem(EXIT.usage, 'cli.bad.number', { option, value: text, min, max });
  return value;
}
