import { ConfigError } from '../config/config.js';
import type { ProblemAnswer } from '../contract/http-api.js';
import { type Problem, ProblemError } from '../domain/problem.js';
import { isWordKey, type Language, render } from '../i18n/render.js';
import type { WordKey } from '../i18n/vi.js';
import { CliProblem, EXIT, type ExitCode, exitOf, Refused } from './exit.js';
import type { Terminal } from './terminal.js';
import { problemLine, told } from './told.js';

/** Says why a command ended early, in the language and without a stack, and answers its exit code. */
export function failed(error: unknown, terminal: Terminal, language: Language, interrupted: boolean): ExitCode {
  const say = (key: WordKey, data: Record<string, string | number> = {}) => render(language, key, data);
  const mark = terminal.red(`${say('cli.failed')}:`);
  if (interrupted) {
    terminal.say(`${mark} ${say('cli.interrupted')}`);
    return EXIT.interrupted;
  }
  if (error instanceof Refused) {
    const { answer, file } = error;
    const code = exitOf(answer.status, file);
    if (terminal.json) terminal.say(JSON.stringify(answer, null, 2));
    else sayRefused(answer, file, terminal, language, mark);
    return code;
  }
  if (error instanceof CliProblem) {
    const { key, more, exit } = error;
    const data = inWords(error.data, language);
    const sentence = say(key, data);
    if (terminal.json) {
      const [vi, en] = [render('vi', key, data), render('en', key, data)];
      terminal.say(JSON.stringify({ code: codeOf(key), exit, data, detail: sentence, vi, en, problems: more.problems ?? [] }, null, 2));
    } else {
      terminal.say(`${mark} ${sentence}`);
      if (more.hint !== undefined) terminal.say(say('cli.usage.didYouMean', { meant: more.hint }));
      for (const found of more.problems ?? []) terminal.say(`  ${problemLine(found, language, more.file)}`);
    }
    return exit;
  }
  if (error instanceof ConfigError) {
    const { variable, value, rule } = error;
    terminal.say(`${mark} ${say('cli.bad.config', { variable, value, rule })}`);
    return EXIT.config;
  }
  if (error instanceof ProblemError) return failed(refusedBy(error.problem, language), terminal, language, false);
  terminal.say(
    `${mark} ${say('cli.bad.internal', { reason: error instanceof Error ? `${error.name}: ${error.message}` : String(error) })}`,
  );
  return EXIT.internal;
}

/** Names of arguments are told as help tells them. */
function inWords(data: Record<string, string | number>, language: Language): Record<string, string | number> {
  const words = `cli.arg.${data.name}`;
  return 'name' in data && isWordKey(words) ? { ...data, name: render(language, words) } : data;
}

/** A stable code for a sentence of ours, in the manner of the API's: `cli.bad.noToken` is NO_TOKEN. */
function codeOf(key: WordKey): string {
  return key.split('.').at(-1)!.replace(/[A-Z]/g, '_$&').toUpperCase();
}

function sayRefused(answer: ProblemAnswer, file: string | undefined, terminal: Terminal, language: Language, mark: string): void {
  const { problems, requestId, command } = answer;
  terminal.say(`${mark} ${problemLine(answer, language, problems.length > 0 ? undefined : fileAt(answer, file))}`);
  for (const found of problems) terminal.say(`  ${problemLine(found, language, file)}`);
  const key = command === undefined ? 'cli.refused.request' : 'cli.refused.command';
  terminal.say(terminal.dim(`  ${render(language, key, { id: command ?? requestId })}`));
}

function fileAt({ line }: ProblemAnswer, file: string | undefined): string | undefined {
  return line === undefined ? undefined : file;
}

function refusedBy(found: Problem, language: Language): CliProblem {
  const problems = (found.problems ?? [found]).map((one) => told(one, language));
  return new CliProblem(EXIT.refused, 'cli.bad.rules', { code: found.code }, { problems });
}
