import type { WordKey } from '../i18n/vi.js';
import type { Cli } from './cli.js';
import type { ExitCode } from './exit.js';
import type { Globals } from './settings.js';

/** Every option there is, by its name; each command takes those it names. */
export interface Options extends Globals {
  all?: boolean;
  address?: string;
  annotated?: string;
  behaviours?: string;
  code?: string;
  count?: string;
  data?: string;
  asPlan?: boolean;
  dates?: 'shift' | 'same';
  decision?: string;
  deep?: boolean;
  decide?: 'review' | 'dismiss';
  done?: boolean;
  dryRun?: boolean;
  expires?: string;
  figure?: string[];
  file?: string;
  format?: string;
  from?: string;
  head?: string;
  issuedOn?: string;
  item?: string;
  key?: string;
  kind?: string;
  label?: string;
  late?: string;
  lateReason?: string;
  markRead?: boolean;
  name?: string;
  note?: string;
  on?: string;
  out?: string;
  ownPlanOf?: string;
  parent?: string;
  percent?: string;
  period?: string;
  pin?: string[];
  plan?: string;
  port?: string;
  product?: string;
  q?: string;
  reason?: string;
  replace?: string;
  sample?: boolean;
  signedWith?: string;
  state?: string;
  status?: string;
  summary?: string;
  symbol?: string;
  text?: string[];
  title?: string;
  to?: string;
  under?: string;
  unit?: string;
  units?: string;
  unread?: boolean;
  until?: string;
  value?: string;
  wait?: string;
}

/** An option: its flags as commander writes them, its words, and what is more to say. */
export interface OptionSpec {
  flags: string;
  words: WordKey;
  /** May be given many times. */
  many?: boolean;
  required?: boolean;
  choices?: readonly string[];
}

/** A command of the command line: how it is called, what it says of itself, what it takes and what it does. */
export interface Verb {
  /** Words and arguments: `plan issue <file-or-plan>`. */
  call: string;
  words: WordKey;
  options?: readonly OptionSpec[];
  run(cli: Cli, args: string[], options: Options): Promise<ExitCode | void>;
}

/** Options that several commands take. */
export const OPTION = {
  key: { flags: '--key <key>', words: 'cli.option.key' },
  wait: { flags: '--wait <seconds>', words: 'cli.option.wait' },
  period: { flags: '--period <period>', words: 'cli.option.period' },
  unit: { flags: '--unit <unit>', words: 'cli.option.unit' },
  item: { flags: '--item <item>', words: 'cli.option.item' },
  on: { flags: '--on <day>', words: 'cli.option.on' },
  reason: { flags: '--reason <text>', words: 'cli.option.reason', required: true },
  file: { flags: '--file <file>', words: 'cli.option.file' },
} as const satisfies Record<string, OptionSpec>;

/** What every command that lodges takes. */
export const LODGES = [OPTION.key, OPTION.wait] as const;
