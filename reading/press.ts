import { aliasesIn, expanded } from './aliases.js';
import { citationsIn } from './citations.js';
import type { Citation, Draft } from './draft.js';
import type { Frame } from './frame.js';
import { paragraphsOf } from './outline.js';
import { basesOf, planTold } from './press-plan.js';
import { directedIn, pressReports, pressTargets, pressTasks } from './press-tasks.js';
import type { Source } from './source.js';
import type { PlacedTask } from './tasks.js';

const EMPTY = {
  number: null,
  type: null,
  issuer: null,
  place: null,
  date: null,
  subject: null,
  addressees: [],
  legalBases: [],
  targets: [],
  tasks: [],
  reports: [],
  recipients: [],
  signatory: null,
} as const;
/** What a page that is not the paper itself gives: the plan it tells of, or nothing but the documents it names. */
export function readPress(
  source: Source,
  frame: Frame,
): Pick<Draft, Exclude<keyof Draft, 'schema' | 'sources' | 'flags' | 'plainText'>> & { tasks: PlacedTask[] } {
  const paragraphs = paragraphsOf(source, frame, 0, frame.after.to).map(({ start, end }) => ({ start, end }));
  const all = { start: 0, end: paragraphs.at(-1)?.end ?? 0 };
  const cited = citationsIn(source, all);
  const told = planTold(source, paragraphs);
  if (!told) return { ...blank(), textKind: 'article', citations: once(cited) };
  const aliases = aliasesIn(source);
  const full = (names: string[]) => names.map((name) => expanded(name, aliases));
  const body = paragraphs.filter(({ start, end }) => end - start > 60 || source.plain.slice(start, end).endsWith(':'));
  const issuer = told.issuer ? expanded(told.issuer.replace(/ ?\([^)]*\)/gu, ''), aliases) : undefined;
  const tasks = pressTasks(source, body).map((task) => {
    const lead = full(task.lead);
    // The issuer that directs others: they are the ones who act.
    const directed =
      issuer !== undefined && lead.length === 1 && lead[0] === issuer ? directedIn(source, task.evidence, told.issuer!) : undefined;
    return { ...task, lead: directed ? full(directed) : lead, coordinators: full(task.coordinators) };
  });
  const reports = body
    .flatMap((paragraph) => pressReports(source, paragraph))
    .map((report) => ({ ...report, reporter: full(report.reporter), recipient: full(report.recipient) }));
  const bases = basesOf(source, told, cited);
  return {
    ...blank(),
    textKind: 'press-summary',
    number: told.number,
    type: told.type,
    issuer: issuer === undefined ? null : { name: issuer, superior: null },
    date: told.date,
    subject: told.subject === null ? null : expanded(told.subject, aliases),
    legalBases: bases,
    citations: once(cited.filter((one) => one.number !== told.number?.value && !bases.some((base) => base.number === one.number))),
    targets: body
      .flatMap((paragraph) => pressTargets(source, paragraph))
      .map((target) => ({ ...target, indicator: expanded(target.indicator, aliases) })),
    tasks,
    reports,
  };
}

function blank() {
  return { ...EMPTY, addressees: [], legalBases: [], targets: [], tasks: [], reports: [], recipients: [] };
}

function once(citations: readonly Citation[]): Citation[] {
  const best = new Map<string, Citation>();
  for (const one of citations) {
    const known = best.get(one.number!);
    const weight = (citation: Citation) =>
      Number(citation.date !== null) + Number(citation.issuer !== null) + Number(citation.subject !== null);
    if (!known || weight(one) > weight(known)) best.set(one.number!, one);
  }
  return [...best.values()].sort((a, b) => a.evidence.start - b.evidence.start);
}
