import type { CommanderError } from 'commander';
import type { WordKey } from '../i18n/vi.js';
import { CliProblem, EXIT } from './exit.js';

const WORDS: Record<string, WordKey> = {
  'commander.unknownOption': 'cli.usage.unknownOption',
  'commander.unknownCommand': 'cli.usage.unknownCommand',
  'commander.missingArgument': 'cli.usage.missingArgument',
  'commander.optionMissingArgument': 'cli.usage.optionMissingArgument',
  'commander.missingMandatoryOptionValue': 'cli.usage.missingOption',
  'commander.excessArguments': 'cli.usage.excessArguments',
  'commander.invalidArgument': 'cli.usage.invalidArgument',
};

/** What was wrong with a call, from what commander says of it: the word it stumbled over, and the one it takes to be meant. */
export function usageProblem({ code, message }: CommanderError): CliProblem {
  const [named = '', value = ''] = [...message.split('\n', 1)[0]!.matchAll(/'([^']*)'/g)].map(([, word]) => word!);
  const meant = /Did you mean (?:one of )?(.+)\?\)/.exec(message)?.[1];
  const key = WORDS[code] ?? 'cli.usage.other';
  // Of a wrong choice commander names the option first and the value second.
  const choice: Record<string, string> = code === 'commander.invalidArgument' ? { value, choices: choicesIn(message) } : {};
  const data = { what: named || message, ...choice };
  return new CliProblem(EXIT.usage, key, data, meant === undefined ? {} : { hint: meant });
}

function choicesIn(message: string): string {
  return /Allowed choices are (.+?)\.$/m.exec(message)?.[1] ?? '';
}
