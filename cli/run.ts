import { CommanderError } from 'commander';
import { Cli } from './cli.js';
import { EXIT, type ExitCode } from './exit.js';
import { failed } from './failure.js';
import { checkLanguage, languageOf } from './language.js';
import { parse, programOf } from './program.js';
import { type Stream, Terminal } from './terminal.js';
import type { Options, Verb } from './verb.js';
import { verbs } from './verbs/verbs.js';

/** What a run of the command line stands on; `signal` ends it from outside. */
export interface Ground {
  env: Record<string, string | undefined>;
  version: string;
  stdout: Stream;
  stderr: Stream;
  signal?: AbortSignal;
}

/** Runs one command; answers the exit code. Everything it has to say goes to the streams, a failure too. */
export async function runCli(argv: readonly string[], { env, version, stdout, stderr, signal }: Ground): Promise<ExitCode> {
  const language = languageOf(argv, env);
  const terminal = new Terminal(argv.includes('--json'), stdout, stderr, env);
  let code: ExitCode = EXIT.ok;
  const run = async (verb: Verb, args: string[], { json, lang, url, as, ...options }: Options) => {
    const cli = new Cli(terminal, language, { json, lang, url, as }, env, signal);
    code = (await verb.run(cli, args, options)) ?? EXIT.ok;
  };
  try {
    checkLanguage(env);
    await parse(programOf(verbs, terminal, language, version, run), argv);
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    return failed(error, terminal, language, signal?.aborted ?? false);
  }
}
