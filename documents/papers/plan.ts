import type { Plan, Section, Task } from '../../domain/plan.js';
import type { Paper, PaperPart, PaperTable } from '../paper.js';
import { bodiesWords, type NameOf } from './bodies.js';
import { codeIn, headBy, type Office, signedBy } from './office.js';
import { bare, capital, cited, dueWords, inner, periodWords, targetWords, timingWords, TYPE_WORDS } from './phrase.js';

const RELATIONS = { basis: 'Căn cứ', implements: 'Thực hiện', concretises: 'Cụ thể hóa', cites: 'Theo' } as const;
const PURPOSES = { toReport: ' (b/c)', toImplement: ' (t/h)', toCooperate: ' (p/h)', toKnow: '', toArchive: '' } as const;

/** A plan as it is issued: its sections with what each holds, recipients, signature, and its tasks once more as an appendix. */
export function planPaper(plan: Plan, office: Office, nameOf: NameOf): Paper {
  const bodies = (selectors: Task['lead']) => bodiesWords(selectors, plan, nameOf);
  const place = plan.place ?? office.place;
  const named = new Set<string>();
  const sections = plan.sections.flatMap((section) => sectionParts(section, 1, plan, bodies, named));
  const rest = looseParts(plan, bodies, named);
  const symbol = plan.symbol === undefined ? undefined : plan.symbol;
  return {
    ...headBy(
      { ...office, ...(codeIn(symbol) !== undefined && { code: codeIn(symbol)! }), ...(place !== undefined && { place }) },
      'KH',
      symbol,
    ),
    ...(plan.date !== undefined && { date: plan.date }),
    type: TYPE_WORDS[plan.type],
    subject: plan.subject,
    parts: [...basesOf(plan), ...sections, ...rest],
    recipients: plan.recipients.map(({ to, purpose, line }) => `${bare(line ?? bodies(to))}${PURPOSES[purpose]}`),
    signature: signedBy(office, plan.signatory),
    ...(plan.tasks.length > 0 && {
      appendices: [
        {
          title: 'Nhiệm vụ, giải pháp và phân công thực hiện',
          tie: tieOf(plan, office.name),
          parts: [{ kind: 'table', table: taskTable(plan, nameOf) }],
          landscape: true,
        },
      ],
    }),
  };
}

/** `(kèm theo Kế hoạch số 77-KH/TU, ngày 14/02/2022 của Tỉnh ủy)`. */
export function tieOf({ type, symbol, date }: Plan, issuer: string): string {
  const named = cited({ type, ...(symbol !== undefined && { symbol }), ...(date !== undefined && { date }), issuer });
  return `(kèm theo ${named})`;
}

function basesOf({ legalBases }: Plan): PaperPart[] {
  return legalBases.map(({ relation, ...document }, n) => ({
    kind: 'text',
    text: `- ${RELATIONS[relation]} ${cited(document)}${n === legalBases.length - 1 ? '.' : ';'}`,
  }));
}

type Bodies = (selectors: Task['lead']) => string;

function sectionParts(section: Section, level: 1 | 2 | 3, plan: Plan, bodies: Bodies, named: Set<string>): PaperPart[] {
  const number = section.number.split('.').at(-1) ?? section.number;
  const roman = /^[IVX]+$/.test(number);
  const printed = roman ? `${number}- ${section.title.toUpperCase()}` : `${number}${/^\d+$/.test(number) ? '.' : ')'} ${section.title}`;
  const deeper = (level < 3 ? level + 1 : 3) as 2 | 3;
  return [
    { kind: 'heading', level, text: printed },
    ...(section.text === undefined ? [] : [{ kind: 'text', text: section.text } as const]),
    ...itemsOf(plan, bodies, ({ clause }) => clause === section.id || clause === section.number, named),
    ...section.sections.flatMap((inner) => sectionParts(inner, deeper, plan, bodies, named)),
  ];
}

/** What stands under no section, aims before work: the text of a plan must leave nothing out that the plan holds. */
function looseParts(plan: Plan, bodies: Bodies, named: Set<string>): PaperPart[] {
  const { sections } = plan;
  const aims = itemsOf({ ...plan, tasks: [], reports: [], ownPlan: undefined }, bodies, () => true, named);
  const rest = itemsOf(plan, bodies, () => true, named);
  const arabic = sections.length > 0 && /^\d+$/.test(sections[0]!.number);
  const groups = [
    { title: 'Mục tiêu, chỉ tiêu', items: aims },
    { title: sections.length === 0 ? 'Nhiệm vụ, chế độ báo cáo' : 'Chế độ báo cáo và các nhiệm vụ khác', items: rest },
  ].filter(({ items }) => items.length > 0);
  return groups.flatMap(({ title, items }, at) => {
    const next = sections.length + at + 1;
    return [
      { kind: 'heading', level: 1, text: arabic ? `${next}. ${title}` : `${romanOf(next)}- ${title.toUpperCase()}` } as const,
      ...items,
    ];
  });
}

function itemsOf(plan: Plan, bodies: Bodies, belongs: (item: { clause?: string }) => boolean, named: Set<string>): PaperPart[] {
  const parts: PaperPart[] = [];
  const say = (id: string, item: { clause?: string }, text: () => string) => {
    if (named.has(id) || !belongs(item)) return;
    named.add(id);
    parts.push({ kind: 'dash', text: `${bare(text())}.` });
  };
  for (const objective of plan.objectives) say(`objective ${objective.id}`, objective, () => objective.text);
  for (const target of plan.targets) say(`target ${target.id}`, target, () => targetWords(target));
  for (const task of plan.tasks) say(`task ${task.id}`, task, () => taskWords(task, plan, bodies));
  if (plan.ownPlan) {
    const { by, due } = plan.ownPlan;
    say('ownPlan', plan.ownPlan, () => `${capital(bodies(by))} xây dựng, ban hành kế hoạch thực hiện ${dueWords(due)}`);
  }
  for (const report of plan.reports)
    say(`report ${report.id}`, report, () => {
      const through = report.via === undefined ? '' : ` (qua ${bodies([{ unit: report.via }])})`;
      const due = dueWords(report.due, report.period === 'year');
      return `${capital(bodies(report.reporters))} ${periodWords(report.period)} gửi ${inner(report.title)} về ${bodies([{ unit: report.to ?? plan.issuer }])}${through}, ${due}`;
    });
  return parts;
}

function taskWords({ title, lead, cooperate, timing, product }: Task, plan: Plan, bodies: Bodies): string {
  const when = timingWords(timing, plan.evidenceCadence);
  return [
    bare(title),
    ...(lead.length > 0 ? [`${bodies(lead)} chủ trì${cooperate.length > 0 ? `, phối hợp với ${bodies(cooperate)}` : ''}`] : []),
    ...(product ? [`sản phẩm: ${product.text}`] : []),
    ...(when === '' ? [] : [`thời gian: ${when.slice(0, 1).toLowerCase()}${when.slice(1)}`]),
  ].join('; ');
}

/** The appendix of tasks: content, lead, co-operation, time, product. */
export function taskTable(plan: Plan, nameOf: NameOf): PaperTable {
  const bodies = (selectors: Task['lead']) => bodiesWords(selectors, plan, nameOf);
  return {
    columns: [
      { title: 'STT', share: 8, align: 'center' },
      { title: 'Nội dung', share: 44 },
      { title: 'Chủ trì', share: 24 },
      { title: 'Phối hợp', share: 24 },
      { title: 'Thời gian', share: 20 },
      { title: 'Sản phẩm', share: 18 },
    ],
    rows: plan.tasks.map(({ title, lead, cooperate, timing, product }, n) => ({
      cells: [
        String(n + 1),
        title,
        capital(bodies(lead)),
        capital(bodies(cooperate)),
        timingWords(timing, plan.evidenceCadence),
        product?.text ?? '',
      ],
    })),
  };
}

function romanOf(number: number): string {
  return ['', 'I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X'][number] ?? String(number);
}
