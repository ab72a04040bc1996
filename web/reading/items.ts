import type { Plan, UnitSelector } from '../../domain/plan.js';
import type { WordKey } from '../../i18n/vi.js';
import type { Answer } from '../api/ask.js';
import type { HeadGiven, ItemGiven } from './given.js';
import type { Words } from '../words/words.js';

export type Reading = Answer<'readings', 'get'>;
export type Proposal = Answer<'readings', 'proposal'>;
export type Evidence = Reading['draft']['legalBases'][number]['evidence'];
type Proposed = Partial<Plan>;

export type ItemKind = 'head' | 'basis' | 'target' | 'task' | 'report' | 'recipient';

/** One thing that a paper proposes: where it stands, what was read of it, and what a person is asked about it. */
export interface Item {
  id: string;
  kind: ItemKind;
  /** Number by its place in the text, printed at both sides. */
  number: number;
  title: string;
  at?: Evidence;
  fields: { word: WordKey; value: string; at?: Evidence }[];
  asks: string[];
}

const SIGNS: Record<string, string> = { eq: '=', gte: '≥', gt: '>', lte: '≤', lt: '<', approx: '≈' };

/** A part of the text, by its Roman heading; the first is what stands above them all, the last what stands below the body. */
export interface Part {
  key: string;
  start: number;
  end: number;
}

const ROMAN = /^[ \t]*([IVX]{1,5})[ ]*[-.–—/)]/gmu;
const END = /^[ \t]*Nơi nhận[ \t]*:?/imu;

export function partsOf({ plainText }: Reading): Part[] {
  const heads = [...plainText.matchAll(ROMAN)].map((found) => ({ key: found[1]!, start: found.index }));
  const tail = plainText.search(END);
  const cuts = [
    { key: 'head', start: 0 },
    ...heads.filter(({ start }) => tail < 0 || start < tail),
    ...(tail > 0 ? [{ key: 'end', start: tail }] : []),
  ];
  return cuts.map((cut, at) => ({ ...cut, key: `${at}.${cut.key}`, end: cuts[at + 1]?.start ?? plainText.length }));
}

/** Name of a part: `mục III`, or what it is at the head and the end. */
export function partName({ key }: Part, { say }: Words): string {
  const name = key.slice(key.indexOf('.') + 1);
  if (name === 'head' || name === 'end') return say(`web.reading.${name}`);
  return say('web.reading.section', { number: name });
}

/** Everything a paper proposes, in the order of the text, numbered. */
export function itemsOf({ draft }: Reading, { plan, questions }: Proposal, names: ReadonlyMap<string, string>, words: Words): Item[] {
  const { say, code, day } = words;
  const proposed = plan as Proposed;
  const bodies = (selectors: readonly UnitSelector[] | undefined, printed: readonly string[]) =>
    selectors && selectors.length > 0
      ? selectors
          .map((one) => ('unit' in one ? (names.get(one.unit) ?? one.unit) : printed.join('; ')))
          .filter((name, at, all) => all.indexOf(name) === at)
          .join('; ')
      : '';
  const asked = (id: string) =>
    questions
      .filter(({ data }) => data.item === id)
      .map(({ code: what, data }) => say(`reading.ask.${what}` as WordKey, data).replace(`${id}: `, ''));
  const none = say('web.reading.none');
  const found: Omit<Item, 'number'>[] = [
    {
      id: 'head',
      kind: 'head',
      title: draft.subject ?? say('web.reading.kind.head'),
      at: draft.number?.evidence ?? draft.sources.type ?? draft.sources.subject,
      fields: [
        { word: 'web.reading.symbol', value: draft.number?.value ?? none, at: draft.number?.evidence },
        { word: 'web.reading.issuer', value: names.get(proposed.issuer ?? '') ?? draft.issuer?.name ?? none, at: draft.sources.issuer },
        { word: 'web.reading.date', value: draft.date?.iso ? day(draft.date.iso) : none, at: draft.date?.evidence },
        { word: 'web.reading.place', value: draft.place ?? none, at: draft.sources.place },
        {
          word: 'web.reading.signatory',
          value: [draft.signatory?.authority, draft.signatory?.position, draft.signatory?.name].filter(Boolean).join(' · ') || none,
          at: draft.signatory?.evidence,
        },
        { word: 'web.reading.horizonFrom', value: proposed.horizon ? day(proposed.horizon.from) : none },
        { word: 'web.reading.horizonTo', value: proposed.horizon ? day(proposed.horizon.to) : none },
      ],
      asks: questions
        .filter(({ data }) => data.item === undefined)
        .map(({ code: what, data }) => say(`reading.ask.${what}` as WordKey, data)),
    },
    ...draft.legalBases.map(({ number, issuer, subject, evidence }, at): Omit<Item, 'number'> => ({
      id: `legalBases.${at}`,
      kind: 'basis',
      title: [number, issuer, subject].filter(Boolean).join(', ') || evidence.quote,
      at: evidence,
      fields: [],
      asks: [],
    })),
    ...draft.targets.map(({ id, indicator, value, valueMax, unit, comparator, evidence }): Omit<Item, 'number'> => ({
      id,
      kind: 'target',
      title: indicator,
      at: evidence,
      fields: [
        {
          word: 'web.reading.value',
          value:
            `${SIGNS[comparator] ?? ''} ${words.number(value, 4)}${valueMax === undefined ? '' : `–${words.number(valueMax, 4)}`} ${unit}`.trim(),
        },
      ],
      asks: asked(id),
    })),
    ...draft.tasks.map((task): Omit<Item, 'number'> => {
      const read = proposed.tasks?.find(({ id }) => id === task.id);
      const lead = read ? read.lead : proposed.ownPlan?.by;
      const { iso, rule, evidence } = task.deadline;
      const due =
        iso && iso.length >= 10
          ? task.deadline.comparator === 'before'
            ? say('web.reading.before', { day: day(iso.slice(0, 10)) })
            : day(iso.slice(0, 10))
          : task.deadline.kind === 'standing'
            ? say('web.reading.timing.standing')
            : (rule ?? none);
      return {
        id: task.id,
        kind: 'task',
        title: task.content,
        at: task.evidence,
        fields: [
          { word: 'web.reading.lead', value: bodies(lead, task.lead) || task.lead.join('; ') || none },
          ...(task.coordinators.length > 0
            ? [
                {
                  word: 'web.reading.cooperate' as const,
                  value: bodies(read?.cooperate, task.coordinators) || task.coordinators.join('; '),
                },
              ]
            : []),
          { word: 'web.reading.due', value: due, ...(evidence && { at: evidence }) },
          ...(task.product === undefined ? [] : [{ word: 'web.reading.product' as const, value: task.product }]),
        ],
        asks: [...asked(task.id), ...(task.deadline.kind === 'none' ? [say('web.reading.noDue')] : [])],
      };
    }),
    ...draft.reports.map((report): Omit<Item, 'number'> => {
      const read = proposed.reports?.find(({ id }) => id === report.id);
      return {
        id: report.id,
        kind: 'report',
        title: report.content ?? report.evidence.quote,
        at: report.evidence,
        fields: [
          { word: 'web.reading.reporters', value: bodies(read?.reporters, report.reporter) || report.reporter.join('; ') || none },
          { word: 'web.reading.period', value: read?.period === undefined ? none : code('web.period.', read.period) },
          { word: 'web.reading.due', value: report.iso ? day(report.iso.slice(0, 10)) : (report.dueRule ?? none) },
        ],
        asks: asked(report.id),
      };
    }),
    ...draft.recipients.map((line, at): Omit<Item, 'number'> => ({
      id: `recipients.${at}`,
      kind: 'recipient',
      title: line,
      at: draft.sources[`recipients.${at}`],
      fields: [{ word: 'web.reading.purpose', value: code('web.purpose.', proposed.recipients?.[at]?.purpose ?? '') }],
      asks: [],
    })),
  ];
  return found
    .toSorted((a, b) => Number(b.kind === 'head') - Number(a.kind === 'head') || (a.at?.start ?? 0) - (b.at?.start ?? 0))
    .map((item, at) => ({ ...item, number: at + 1 }));
}

/** The part an item stands in; the head of a paper is in the first. */
export function partOf(parts: readonly Part[], { kind, at }: Item): Part {
  if (kind === 'head' || !at) return parts[0]!;
  return parts.findLast(({ start }) => at.start >= start) ?? parts[0]!;
}

/** An item as it is after what a person gave in place of what was read. */
export function withGiven(
  item: Item,
  { head, items }: { head: HeadGiven; items: Record<string, ItemGiven> },
  names: ReadonlyMap<string, string>,
  words: Words,
): Item {
  const { code, day, number } = words;
  const given = items[item.id] ?? {};
  const bodies = (codes: readonly string[]) => codes.map((one) => names.get(one) ?? one).join('; ') || '–';
  const due = given.due !== undefined ? day(given.due) : given.timing && code('web.reading.timing.', given.timing);
  const over: Partial<Record<WordKey, string | undefined>> =
    item.kind === 'head'
      ? {
          'web.reading.symbol': head.symbol,
          'web.reading.issuer': head.issuer && bodies([head.issuer]),
          'web.reading.date': head.date && day(head.date),
          'web.reading.place': head.place,
          'web.reading.horizonFrom': head.from && day(head.from),
          'web.reading.horizonTo': head.to && day(head.to),
        }
      : {
          'web.reading.lead': given.lead && bodies(given.lead),
          'web.reading.reporters': given.lead && bodies(given.lead),
          'web.reading.cooperate': given.cooperate && bodies(given.cooperate),
          'web.reading.due': due,
          'web.reading.period': given.period && code('web.period.', given.period),
          'web.reading.value': given.value === undefined ? undefined : `${number(given.value, 4)} ${given.unit ?? ''}`.trim(),
        };
  const title = item.kind === 'head' ? head.subject : given.title;
  const isAsked = given.lead === undefined && given.period === undefined;
  return {
    ...item,
    title: title ?? item.title,
    fields: item.fields.map((field) => (over[field.word] === undefined ? field : { word: field.word, value: over[field.word]! })),
    asks: item.kind === 'head' || isAsked ? item.asks : [],
  };
}
