import { type Argument, Command, CommanderError, Help, Option } from 'commander';
import type { Language } from '../i18n/render.js';
import { isWordKey, render } from '../i18n/render.js';
import type { WordKey } from '../i18n/vi.js';
import { wrapped } from './show/fields.js';
import type { Terminal } from './terminal.js';
import { usageProblem } from './usage.js';
import type { Options, OptionSpec, Verb } from './verb.js';

/** Called with the command that was asked for, once its arguments are read. */
export type Run = (verb: Verb, args: string[], options: Options) => Promise<void>;

/** The tree of commands with its words in a language. A wrong call throws UsageError; `--help` and `--version` throw CommanderError with exit code 0. */
export function programOf(verbs: readonly Verb[], terminal: Terminal, language: Language, version: string, run: Run): Command {
  const say = (key: WordKey) => render(language, key);
  const program = new Command('dondoc');
  dress(program, terminal, language);
  program
    .description(say('cli.program'))
    .version(version, '-V, --version', say('cli.option.version'))
    .option('--json', say('cli.option.json'))
    .addOption(new Option(named('--lang <language>', language), say('cli.option.lang')).choices(['vi', 'en']))
    .option(named('--url <url>', language), say('cli.option.url'))
    .option(named('--as <name>', language), say('cli.option.as'))
    .addHelpText(
      'after',
      `\n${say('cli.program.after')
        .split('\n')
        .flatMap((line) => wrapped(line, WIDTH))
        .join('\n')}`,
    );
  for (const verb of verbs) addVerb(program, verb, terminal, language, run);
  return program;
}

function addVerb(program: Command, { call, words, options = [], ...verb }: Verb, terminal: Terminal, language: Language, run: Run): void {
  const parts = call.split(' ');
  const names = parts.filter((part) => !/^[<[]/.test(part));
  const takes = parts.slice(names.length);
  const parent = names.slice(0, -1).reduce((above, name) => groupOf(above, name, terminal, language), program);
  const command = parent.command([names.at(-1)!, ...takes.map((arg) => named(arg, language))].join(' '));
  dress(command, terminal, language);
  command.description(render(language, words));
  for (const option of options) command.addOption(optionOf(option, language));
  command.action(async (...given: unknown[]) => {
    const args = given.slice(0, takes.length).filter((arg) => arg !== undefined) as string[];
    await run({ call, words, options, ...verb }, args, command.optsWithGlobals<Options>());
  });
}

/** Flags or an argument with what it takes in words: `--key <khóa>`. */
function named(text: string, language: Language): string {
  return text.replace(/([<[])([a-z-]+)([>\]])/g, (whole, open: string, name: string, close: string) => {
    const words = `cli.arg.${name}`;
    return isWordKey(words) ? `${open}${render(language, words)}${close}` : whole;
  });
}

/** A noun that has commands beneath it; called alone it shows them. */
function groupOf(above: Command, name: string, terminal: Terminal, language: Language): Command {
  const known = above.commands.find((command) => command.name() === name);
  if (known) return known;
  const group = above.command(name);
  const words = `cli.group.${name}`;
  dress(group, terminal, language);
  return group.description(isWordKey(words) ? render(language, words) : name);
}

function optionOf({ flags, words, many, required, choices }: OptionSpec, language: Language): Option {
  const option = new Option(named(flags, language), render(language, words));
  if (choices) option.choices([...choices]);
  if (required) option.makeOptionMandatory();
  if (many) option.argParser((value: string, before: string[] | undefined) => [...(before ?? []), value]);
  return option;
}

/** Headings, help and errors in the language; errors are thrown, and said by main in one way. */
function dress(command: Command, terminal: Terminal, language: Language): void {
  const say = (key: WordKey) => render(language, key);
  const titles: Record<string, WordKey> = {
    'Usage:': 'cli.help.usage',
    'Arguments:': 'cli.help.arguments',
    'Options:': 'cli.help.options',
    'Global Options:': 'cli.help.globalOptions',
    'Commands:': 'cli.help.commands',
  };
  command
    .helpOption('-h, --help', say('cli.option.help'))
    .helpCommand(false)
    .exitOverride()
    .configureHelp({
      showGlobalOptions: true,
      helpWidth: WIDTH,
      commandUsage: (shown) =>
        usageOf(shown).replace('[options]', say('cli.help.options.arg')).replace('[command]', say('cli.help.command.arg')),
      subcommandTerm: (shown) => [shown.name(), ...shown.registeredArguments.map(argumentText)].join(' '),
      styleTitle: (title) => (titles[title] === undefined ? title : say(titles[title])),
      optionDescription: ({ description, mandatory }) => (mandatory ? `${description} (${say('cli.help.required')})` : description),
    })
    // What commander would write itself is thrown as well; main says it.
    .configureOutput({
      writeOut: (text) => terminal.out(text.trimEnd()),
      writeErr: (text) => terminal.say(text.trimEnd()),
      outputError: () => undefined,
      getOutHelpWidth: () => WIDTH,
      getErrHelpWidth: () => WIDTH,
    });
}

const WIDTH = 100;
const help = new Help();

function usageOf(command: Command): string {
  return help.commandUsage(command);
}

function argumentText(argument: Argument): string {
  return argument.required ? `<${argument.name()}>` : `[${argument.name()}]`;
}

/** Reads the arguments and runs what they ask for. Throws UsageError. */
export async function parse(program: Command, argv: readonly string[]): Promise<void> {
  if (argv.length === 0) program.help({ error: true });
  try {
    await program.parseAsync([...argv], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError) || error.exitCode === 0 || error.code === 'commander.help') throw error;
    throw usageProblem(error);
  }
}
