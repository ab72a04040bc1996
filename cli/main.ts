import { CommanderError } from 'commander';
import { version } from '../start/version.js';
import { Cli } from './cli.js';
import { EXIT, type ExitCode } from './exit.js';
import { failed } from './failure.js';
import { checkLanguage, languageOf } from './language.js';
import { parse, programOf } from './program.js';
import { Terminal } from './terminal.js';
import type { Verb } from './verb.js';
import { verbs } from './verbs/verbs.js';

/** Runs one command of the command line; answers the exit code. */
async function main(argv: readonly string[], env: Record<string, string | undefined>): Promise<ExitCode> {
  const language = languageOf(argv, env);
  const terminal = new Terminal(argv.includes('--json'));
  const ended = new AbortController();
  let code: ExitCode = EXIT.ok;
  const run = async (verb: Verb, args: string[], { json, lang, url, as, ...options }: Parameters<Verb['run']>[2]) => {
    const cli = new Cli(terminal, language, { json, lang, url, as }, env, ended.signal);
    if (!verb.signals) process.once('SIGINT', () => ended.abort()).once('SIGTERM', () => ended.abort());
    code = (await verb.run(cli, args, options)) ?? EXIT.ok;
  };
  try {
    checkLanguage(env);
    await parse(programOf(verbs, language, version(), run), argv);
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    return failed(error, terminal, language, ended.signal.aborted);
  }
}

// A reader that has seen enough (`| head`) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? EXIT.ok : EXIT.internal));

void main(process.argv.slice(2), process.env).then((code) => {
  process.exitCode = code;
});
