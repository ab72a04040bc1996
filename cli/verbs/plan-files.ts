import { checkPlanFile, readPlanFile, writePlanFile } from '../../contract/plan-file.js';
import { operations } from '../../contract/http-api.js';
import { vietnamCalendar } from '../../domain/calendar-vn.js';
import { cascadeSpec } from '../../domain/cascade-spec.js';
import { atHourMs, type Day, REMINDER_HOUR, yearOf } from '../../domain/day.js';
import { isDay } from '../../domain/day.js';
import type { Plan } from '../../domain/plan.js';
import { rebasePlan } from '../../domain/rebase.js';
import type { AnswerOf } from '../api.js';
import { numberOf } from '../acting.js';
import type { Cli } from '../cli.js';
import { badFile } from '../data-file.js';
import { CliProblem, EXIT, type ExitCode } from '../exit.js';
import { formatOf, readText, writeNew } from '../files.js';
import { planOf } from '../plan-ref.js';
import { checkText, draftText } from '../show/plan-files.js';
import { told } from '../told.js';
import { treeFrom } from '../unit-tree.js';
import { type Options, OPTION, type Verb } from '../verb.js';

type Check = AnswerOf<typeof operations.plans.check>;

/** Plan files: checked, moved by years, kept as drafts. */
export const planFileVerbs: Verb[] = [
  {
    call: 'plan check <file>',
    words: 'cli.plan.check',
    options: [{ flags: '--units <file>', words: 'cli.option.units' }, OPTION.on],
    async run(cli, [file = ''], options): Promise<ExitCode> {
      const text = await readText(file);
      const { check, by } = await checkedBy(cli, file, text, options);
      await cli.show(check, () => checkText(cli, check, file));
      if (check.problems.length > 0) return EXIT.badFile;
      cli.note(by);
      return EXIT.ok;
    },
  },
  {
    call: 'plan rebase <file>',
    words: 'cli.plan.rebase',
    options: [
      { flags: '--to <year>', words: 'cli.option.toYear', required: true },
      { flags: '--out <file>', words: 'cli.option.out' },
    ],
    async run(cli, [file = ''], { to, out }) {
      const plan = await planIn(cli, file);
      const year = Math.trunc(numberOf('--to', to, { min: 1900, max: 2200 }, 0));
      const from = yearOf(plan.date ?? plan.horizon.from);
      const moved = writePlanFile(rebasePlan(plan, year - from));
      if (out === undefined) return cli.terminal.out(moved.trimEnd());
      await writeNew(out, moved);
      cli.note('cli.plan.rebased', { from, to: year, file: out });
    },
  },
  {
    call: 'plan draft <file>',
    words: 'cli.plan.draft',
    options: [
      { flags: '--replace <plan>', words: 'cli.option.replace' },
      { flags: '--own-plan-of <plan>', words: 'cli.option.ownPlanOf' },
      OPTION.unit,
    ],
    async run(cli, [file = ''], options) {
      const answer = await draft(cli, file, options);
      await cli.show(answer, () => draftText(cli, answer, file));
    },
  },
];

/** Keeps a plan file as a draft: a new one, another version of one, or a body's own plan under a plan it received. */
export async function draft(
  cli: Cli,
  file: string,
  { replace, ownPlanOf, unit }: Options = {},
): Promise<AnswerOf<typeof operations.plans.draft>> {
  const text = await readText(file);
  formOf(cli, file, text);
  const body = { text, format: formatOf(file) };
  if (replace !== undefined) {
    const plan = await planOf(cli, replace, true);
    const { revision } = await cli.api.ask(operations.plans.get, { params: { plan } });
    return cli.api.ask(operations.plans.redraft, { params: { plan }, body, file, ifMatch: revision });
  }
  if (ownPlanOf === undefined) return cli.api.ask(operations.plans.draft, { body, file });
  if (unit === undefined) throw new CliProblem(EXIT.usage, 'cli.usage.missingOption', { what: '--unit' });
  const plan = await planOf(cli, ownPlanOf);
  return cli.api.ask(operations.plans.draftOwn, { params: { plan, unit }, body, file });
}

/** The plan in a file; ends with 65 and every problem of its form. */
export async function planIn(cli: Cli, file: string): Promise<Plan> {
  return formOf(cli, file, await readText(file));
}

function formOf(cli: Cli, file: string, text: string): Plan {
  const read = readPlanFile(text, formatOf(file));
  if ('problems' in read) throw badFile(cli, file, read.problems);
  return read.plan;
}

/**
 * Checks a file by the best there is: a unit file where one is given, else the server where it answers, else the file by itself. Says which
 * it was, since without bodies some of what could be wrong stays open.
 */
async function checkedBy(cli: Cli, file: string, text: string, { units, on }: Options) {
  if (units !== undefined) return { check: await checkHere(cli, file, text, units, on), by: 'cli.plan.checkedUnits' } as const;
  if (on !== undefined) throw new CliProblem(EXIT.usage, 'cli.usage.missingOption', { what: '--units' });
  // What is wrong in form is wrong everywhere; nobody has to be asked.
  const unreadable = 'problems' in readPlanFile(text, formatOf(file));
  if (unreadable || !cli.hasAccount) return { check: await checkHere(cli, file, text), by: 'cli.plan.checkedAlone' } as const;
  try {
    const body = { text, format: formatOf(file) };
    return { check: await cli.api.ask(operations.plans.check, { body, file, impatient: true }), by: 'cli.plan.checkedServer' } as const;
  } catch (error) {
    if (!(error instanceof CliProblem) || error.exit !== EXIT.unreachable) throw error;
    return { check: await checkHere(cli, file, text), by: 'cli.plan.checkedAlone' } as const;
  }
}

async function checkHere(cli: Cli, file: string, text: string, units?: string, on?: string): Promise<Check> {
  const format = formatOf(file);
  const tree = units === undefined ? undefined : await treeFrom(cli, units, dayGiven(on));
  const { plan, problems, warnings } = checkPlanFile(text, { format, calendar: vietnamCalendar, ...(tree && { tree }) });
  const tell = (found: typeof problems) => found.map((one) => told(one, cli.language));
  if (!plan || problems.length > 0 || !tree) return { problems: tell(problems), warnings: tell(warnings) };
  const issuedMs = atHourMs(tree.day, REMINDER_HOUR);
  const spec = cascadeSpec(plan, { planId: 'check', tree, calendar: vietnamCalendar, issuedMs });
  if (Array.isArray(spec)) return { problems: tell(spec), warnings: tell(warnings) };
  const dues = spec.rounds.flatMap(({ dueMs }) => dueMs ?? []);
  const summary = {
    recipients: spec.recipients.length,
    duties: spec.rounds.reduce((sum, { holders }) => sum + holders.length, 0),
    rounds: spec.rounds.length,
    ...(dues.length > 0 && { firstDueMs: Math.min(...dues), lastDueMs: Math.max(...dues) }),
  };
  return { problems: [], warnings: tell(warnings), summary };
}

/** The day that goes with a unit file; needed, since the tree is another on another day. */
export function dayGiven(on: string | undefined): Day {
  if (on === undefined) throw new CliProblem(EXIT.usage, 'cli.usage.missingOption', { what: '--on' });
  if (!isDay(on)) throw new CliProblem(EXIT.usage, 'cli.bad.day', { option: '--on', value: on });
  return on;
}
