import type { Language } from '../i18n/render.js';

/** The layout of a letter, twice from the same words: plain, and HTML without images, styles from elsewhere, or scripts. */
export interface LetterPage {
  language: Language;
  salutation: string;
  intro?: string;
  sections: LetterSection[];
  more?: string;
  link: { words: string; url: string };
  footer: string;
}

/** One plan and what is said of it. */
export interface LetterSection {
  heading: string;
  lines: { tier?: string; title: string; line: string; why: string }[];
  url?: string;
}

/** A letter as plain text. */
export function plainPage({ salutation, intro, sections, more, link, footer }: LetterPage): string {
  const parts = sections.map(({ heading, lines, url }) => [
    heading,
    ...lines.map(({ tier, title, line, why }) => `- ${tier ? `[${tier}] ` : ''}${title}\n  ${line}\n  ${why}`),
    ...(url === undefined ? [] : [url]),
  ]);
  const blocks = [salutation, intro, ...parts.map((part) => part.join('\n')), more, `${link.words}\n${link.url}`, `-- \n${footer}`];
  return `${blocks.filter((block) => block !== undefined).join('\n\n')}\n`;
}

/** A letter as HTML: every word is escaped, so that what a title holds is shown and never run. */
export function htmlPage({ language, salutation, intro, sections, more, link, footer }: LetterPage): string {
  const body = [
    paragraph(salutation),
    ...(intro === undefined ? [] : [paragraph(intro)]),
    ...sections.flatMap(({ heading, lines, url }) => [
      `<h2 style="font-size:1.1em">${url === undefined ? escapeHtml(heading) : anchor(url, heading)}</h2>`,
      `<ul>${lines.map(item).join('')}</ul>`,
    ]),
    ...(more === undefined ? [] : [paragraph(more)]),
    `<p>${escapeHtml(link.words)} ${anchor(link.url, link.url)}</p>`,
    `<p style="color:#555">${escapeHtml(footer)}</p>`,
  ];
  const head = '<meta charset="utf-8"><meta name="viewport" content="width=device-width">';
  const style = 'font-family:sans-serif;line-height:1.5;max-width:42em';
  return `<!doctype html>\n<html lang="${language}"><head>${head}</head>\n<body style="${style}">\n${body.join('\n')}\n</body></html>\n`;
}

function item({ tier, title, line, why }: LetterSection['lines'][number]): string {
  const mark = tier === undefined ? '' : `<strong>[${escapeHtml(tier)}]</strong> `;
  return `<li>${mark}${escapeHtml(title)}<br>${escapeHtml(line)}<br><small>${escapeHtml(why)}</small></li>`;
}

function paragraph(text: string): string {
  return `<p>${escapeHtml(text)}</p>`;
}

function anchor(url: string, text: string): string {
  return `<a href="${escapeHtml(url)}">${escapeHtml(text)}</a>`;
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** A text inside HTML, in an element or an attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}
