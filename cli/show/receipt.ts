import type { DecidedAnswer } from '../../contract/http-api.js';
import type { Cli } from '../cli.js';
import { instantText } from '../instant.js';

const HASH_SHOWN = 12;

/** A receipt in words: that it is recorded, when, late or not, and by which event it can be proved. */
export function receiptText(cli: Cli, { receipt }: DecidedAnswer): string {
  const { lodgedMs, late, event, commandId, contentHash } = receipt;
  const at = instantText(lodgedMs, cli.language);
  const done = late === undefined ? 'cli.receipt.done' : late ? 'cli.receipt.late' : 'cli.receipt.onTime';
  const proof = event
    ? cli.word('cli.receipt.event', { lane: event.lane, seq: event.seq, hash: event.hash.slice(0, HASH_SHOWN) })
    : cli.word('cli.receipt.nothing');
  const content = contentHash === undefined ? '' : ` · ${cli.word('cli.receipt.content', { hash: contentHash.slice(0, HASH_SHOWN) })}`;
  const mark = late ? cli.terminal.yellow('!') : cli.terminal.green('✓');
  return [`${mark} ${cli.word(done, { at })}`, `  ${cli.word('cli.receipt.command', { command: commandId })}`, `  ${proof}${content}`].join(
    '\n',
  );
}
