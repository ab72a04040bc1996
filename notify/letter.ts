import type { Day } from '../domain/day.js';
import type { DigestGroup, DigestLine } from '../domain/digest.js';
import { type Notice, type Tier, TIERS } from '../domain/notice.js';
import { dayText } from '../i18n/format.js';
import { type NoticeWords, renderNotice } from '../i18n/notice.js';
import { type Language, render } from '../i18n/render.js';
import { htmlPage, type LetterSection, plainPage } from './page.js';
import { type MailReferences, mailNames } from './reference.js';

/** Version of the letters' wording and layout; the delivery log keeps it beside the hash of what went out. Raise it with every change of either. */
export const TEMPLATE_VERSION = 1;

/** Lines of a digest before the rest is a number and a link. */
const LINES_SHOWN = 50;

/** Where and for whom a letter is written. A letter names nobody: what it says of people and papers is read behind its links. */
export interface LetterContext {
  language: Language;
  references: MailReferences;
  /** Address of the web pages, http or https. */
  baseUrl: string;
}

/** A letter as it is mailed: one subject, the same text plain and as HTML. */
export interface Letter {
  subject: string;
  text: string;
  html: string;
  language: Language;
  templateVersion: number;
  /** Digests only: where the reader stops them. */
  unsubscribeUrl?: string;
  /** Plan whose letters a mail program shows together. */
  plan?: string;
}

/** The digest of a person's day; undefined when nothing is left to say. */
export function renderDigest(
  groups: readonly DigestGroup[],
  context: LetterContext & { day: Day; unsubscribeUrl?: string },
): Letter | undefined {
  const { language, day, unsubscribeUrl } = context;
  const lines = groups.flatMap((group) => group.lines);
  if (lines.length === 0) return undefined;
  const shown = new Set(lines.slice(0, LINES_SHOWN));
  const sections = groups.flatMap((group) => section(group, shown, context));
  const date = dayText(day, language);
  const more = lines.length - shown.size;
  const page = {
    language,
    salutation: render(language, 'notice.mail.salutation'),
    intro: render(language, 'notice.mail.digest.intro', { day: date }),
    sections,
    ...(more > 0 && { more: render(language, 'notice.mail.digest.more', { more }) }),
    link: { words: render(language, 'notice.mail.link'), url: link(context.baseUrl, 'inbox') },
    footer: render(language, 'notice.mail.digest.footer'),
  };
  return {
    subject: render(language, 'notice.mail.digest.subject', { day: date, counts: counts(lines, language) }),
    text: plainPage(page),
    html: htmlPage(page),
    language,
    templateVersion: TEMPLATE_VERSION,
    ...(unsubscribeUrl !== undefined && { unsubscribeUrl }),
  };
}

/** The letter of one notice that leaves at once. */
export function renderImmediate(notice: Notice, context: LetterContext): Letter {
  const { language, references, baseUrl } = context;
  const names = mailNames(references, language);
  const words = renderNotice(notice, language, names);
  const page = {
    language,
    salutation: render(language, 'notice.mail.salutation'),
    sections: [{ heading: names.plan(notice.plan), lines: [sectionLine(words, notice.tier, language)] }],
    link: { words: render(language, 'notice.mail.link'), url: link(baseUrl, 'plans', notice.plan) },
    footer: render(language, 'notice.mail.immediate.footer'),
  };
  const { title: subject } = words;
  return { subject, text: plainPage(page), html: htmlPage(page), language, templateVersion: TEMPLATE_VERSION, plan: notice.plan };
}

function section(group: DigestGroup, shown: ReadonlySet<DigestLine>, context: LetterContext): LetterSection[] {
  const { language, references, baseUrl } = context;
  const names = mailNames(references, language);
  const lines = group.lines.filter((line) => shown.has(line));
  if (lines.length === 0) return [];
  const words = lines.map((line) => sectionLine(renderNotice(spoken(line), language, names), line.tier, language));
  return [{ heading: names.plan(group.plan), lines: words, url: link(baseUrl, 'plans', group.plan) }];
}

/** A line of several bodies is said as a list, also where each body got a notice of its own and one person acts for all. */
function spoken({ notice, units }: DigestLine): Notice {
  return notice.units || units.length > 1 ? { ...notice, units } : notice;
}

function sectionLine({ title, line, why }: NoticeWords, tier: Tier | undefined, language: Language): LetterSection['lines'][number] {
  const said = { title, line, why: render(language, 'notice.mail.why', { why }) };
  return tier ? { tier: render(language, `notice.tier.${tier}`), ...said } : said;
}

function counts(lines: readonly DigestLine[], language: Language): string {
  const of = (tier: Tier | undefined) => lines.filter((line) => line.tier === tier).length;
  const parts = [...TIERS].reverse().map((tier) => [of(tier), `notice.mail.count.${tier}`] as const);
  return [...parts, [of(undefined), 'notice.mail.count.other'] as const]
    .filter(([n]) => n > 0)
    .map(([n, key]) => render(language, key, { n }))
    .join(', ');
}

function link(baseUrl: string, ...path: string[]): string {
  return `${baseUrl.replace(/\/+$/, '')}/${path.map(encodeURIComponent).join('/')}`;
}
