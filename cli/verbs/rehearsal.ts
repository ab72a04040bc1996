import { operations } from '../../contract/http-api.js';
import { readPlanFile } from '../../contract/plan-file.js';
import { vietnamCalendar } from '../../domain/calendar-vn.js';
import { addDays, atHourMs, isDay, REMINDER_HOUR, startOfDayMs } from '../../domain/day.js';
import { checkPlan } from '../../domain/plan-check.js';
import type { Plan } from '../../domain/plan.js';
import { type Behaviours, rehearse } from '../../domain/rehearsal.js';
import type { Cli } from '../cli.js';
import { badFile, checkBody, placing, readData, typed } from '../data-file.js';
import { CliProblem, EXIT } from '../exit.js';
import { formatOf, isPlanFile, readText } from '../files.js';
import { planOf } from '../plan-ref.js';
import { type RehearsalAnswer, rehearsalText } from '../show/rehearsal.js';
import { told } from '../told.js';
import { treeFrom } from '../unit-tree.js';
import { type Options, OPTION, type Verb } from '../verb.js';
import { dayGiven } from './plan-files.js';

/** Days past the horizon that are played where no end is given, so that what falls due at its end is still chased and collected. */
const CHASED_DAYS = 120;

export const rehearsalVerb: Verb = {
  call: 'plan rehearse <file-or-plan>',
  words: 'cli.plan.rehearse',
  options: [
    { flags: '--units <file>', words: 'cli.option.units' },
    OPTION.on,
    { flags: '--until <day>', words: 'cli.option.until' },
    { flags: '--behaviours <file>', words: 'cli.option.behaviours' },
    OPTION.unit,
  ],
  async run(cli, [named = ''], options) {
    if (options.until !== undefined && !isDay(options.until))
      throw new CliProblem(EXIT.usage, 'cli.bad.day', { option: '--until', value: options.until });
    const { answer, plan } = await (options.units === undefined ? rehearsedThere(cli, named, options) : rehearsedHere(cli, named, options));
    const shown = options.unit === undefined ? answer : ofUnit(answer, options.unit);
    await cli.show(shown, () => rehearsalText(cli, shown, plan));
  },
};

interface Rehearsed {
  answer: RehearsalAnswer;
  plan: Plan;
}

async function rehearsedThere(cli: Cli, named: string, { on, until, behaviours }: Options): Promise<Rehearsed> {
  if (isPlanFile(named)) throw new CliProblem(EXIT.usage, 'cli.usage.missingOption', { what: '--units' });
  const plan = await planOf(cli, named, true);
  const document = (await cli.api.ask(operations.plans.get, { params: { plan } })).plan as Plan;
  const body = { ...(on !== undefined && { onDay: on }), ...(until !== undefined && { until }) };
  if (behaviours === undefined) return { answer: await cli.api.ask(operations.plans.rehearse, { params: { plan }, body }), plan: document };
  const data = await readData(cli, behaviours);
  const given = behavioursOf(data.value);
  checkBody(cli, data, operations.plans.rehearse, { behaviours: given }, 'behaviours');
  const asking = cli.api.ask(operations.plans.rehearse, { params: { plan }, body: { ...body, behaviours: given }, file: behaviours });
  return { answer: await placing(data, 'behaviours', asking), plan: document };
}

/** The same rules as the server's, on files alone. */
async function rehearsedHere(cli: Cli, file: string, { units = '', on, until, behaviours }: Options): Promise<Rehearsed> {
  const day = dayGiven(on);
  const read = readPlanFile(await readText(file), formatOf(file));
  if ('problems' in read) throw badFile(cli, file, read.problems);
  const { plan, positions } = read;
  const tree = await treeFrom(cli, units, day);
  const placed = (path = '') => positions.of(path);
  const problems = checkPlan(plan, { tree, calendar: vietnamCalendar });
  if (problems.length > 0)
    throw badFile(
      cli,
      file,
      problems.map((found) => ({ ...found, ...placed(found.path) })),
    );
  const data = behaviours === undefined ? undefined : await readData(cli, behaviours);
  const given = data === undefined ? {} : behavioursOf(data.value);
  if (data) checkBody(cli, data, operations.plans.rehearse, { behaviours: given }, 'behaviours');
  const context = {
    planId: 'rehearsal',
    tree,
    calendar: vietnamCalendar,
    issuedMs: atHourMs(day, REMINDER_HOUR),
    untilMs: startOfDayMs(until ?? addDays(plan.horizon.to, CHASED_DAYS)),
  };
  const played = rehearse(plan, context, given as Behaviours);
  if (Array.isArray(played)) {
    const ofBehaviours = played.every(({ path = '' }) => path.startsWith('behaviours.'));
    if (!ofBehaviours || !data) throw badFile(cli, file, played);
    throw badFile(
      cli,
      data.file,
      played.map((found) => ({ ...found, ...data.positions.of((found.path ?? '').slice('behaviours.'.length)) })),
    );
  }
  const { refused, warnings, ...rest } = played;
  const answer = {
    ...rest,
    refused: refused.map(({ problem, ...refusal }) => ({ ...refusal, problem: told(problem, cli.language) })),
    warnings: warnings.map((warning) => told(warning, cli.language)),
  };
  return { answer: answer as RehearsalAnswer, plan };
}

/** Days, as people write behaviours, become the instants that the API takes. */
function behavioursOf(value: unknown): unknown {
  const given = typed(value, ['key']) as Record<string, unknown> | undefined;
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return given ?? {};
  const list = (part: unknown) => (Array.isArray(part) ? part.map(dated) : part);
  return {
    ...given,
    ...('guidance' in given && { guidance: list(given.guidance) }),
    ...('suspensions' in given && { suspensions: list(given.suspensions) }),
    ...('end' in given && { end: dated(given.end) }),
  };
}

const INSTANTS: Record<string, string> = { on: 'atMs', from: 'fromMs', to: 'toMs' };

/** `on`, `from` and `to` are days, and mean their working hour. */
function dated(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).map(([name, part]) => {
    const instant = INSTANTS[name];
    return instant !== undefined && isDay(part) ? [instant, atHourMs(part, REMINDER_HOUR)] : [name, part];
  });
  return Object.fromEntries(fields) as unknown;
}

/** What concerns one body, and what concerns nobody in particular. */
function ofUnit(answer: RehearsalAnswer, named: string): RehearsalAnswer {
  const row = answer.byUnit.find(({ unit, code }) => unit === named || code === named);
  if (!row) throw new CliProblem(EXIT.refused, 'cli.bad.noUnit', { unit: named });
  const mine = ({ units }: { units: string[] }) => units.length === 0 || units.includes(row.unit);
  return {
    ...answer,
    entries: answer.entries.filter(mine).map((entry) => ({ ...entry, units: entry.units.filter((id) => id === row.unit) })),
    byUnit: [row],
  };
}
