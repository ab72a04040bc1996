import { subjectEnd } from './bodies.js';
import type { Node } from './outline.js';
import { descent } from './outline.js';
import { plainOf, type Source, tidy } from './source.js';
import type { PlacedTask } from './tasks.js';

const PERFORMS =
  /((?:Ban|Ủy ban|Sở|Đoàn|Tổ|Hội|Văn phòng|Thanh tra|Công an)[^.;:()]{2,120}?) (?:tiến hành|tổ chức) (kiểm tra|giám sát|khảo sát|thanh tra|đánh giá)(?![\p{L}])/gu;

/**
 * Tasks without a lead whose work the text has given to somebody as a whole: after `Ban … tiến hành kiểm tra …`, a point that begins with
 * `Kiểm tra` is that body's. A short name of the issuer is the issuer.
 */
export function performers(source: Source, roots: readonly Node[], tasks: readonly PlacedTask[], issuer: string | undefined): PlacedTask[] {
  const by = new Map<string, string>();
  for (const node of roots.flatMap(descent)) {
    for (const found of source.plain.slice(node.text.start, node.text.end).matchAll(PERFORMS)) {
      if (by.has(found[2]!)) continue;
      const start = node.text.start + found.index;
      // Who sets up a body that inspects is the one who acts.
      const end = Math.min(start + found[1]!.length, subjectEnd(source, { start, end: node.text.end }) ?? node.text.end);
      by.set(found[2]!, tidy(source.text.slice(start, end)));
    }
  }
  return tasks.map((task) => {
    const body = task.lead.length === 0 ? [...by].find(([work]) => plainOf(task.content).toLowerCase().startsWith(work))?.[1] : undefined;
    return body === undefined ? task : { ...task, lead: [issuer !== undefined && isShort(body, issuer) ? issuer : body] };
  });
}

function isShort(name: string, full: string): boolean {
  const plain = (text: string) =>
    plainOf(text)
      .toLowerCase()
      .replace(/mttq/gu, 'mặt trận tổ quốc')
      .replace(/ubnd/gu, 'ủy ban nhân dân')
      .replace(/^ubmttq/gu, 'ủy ban mặt trận tổ quốc');
  return plain(full).startsWith(plain(name));
}

/** Sections given whole to a body by another clause (`các giải pháp tại mục III.1`): the tasks there are led by it. */
export function references(tasks: readonly PlacedTask[]): PlacedTask[] {
  const given: { path: string[]; lead: string[] }[] = [];
  for (const { content, lead } of tasks) {
    if (lead.length === 0) continue;
    for (const found of content.matchAll(
      /(?:tại|ở|nêu tại|theo) (?:các )?(?:mục|phần|điểm|khoản) ([IVX]{1,5}|\d{1,2})(?:[.,] ?(\d{1,2}))?(?:[.,] ?(\d{1,2}))?(?![\d/])/giu,
    )) {
      given.push({ path: found.slice(1).filter((part): part is string => part !== undefined), lead });
    }
  }
  return tasks.map((task) => {
    const found = task.lead.length === 0 ? given.find(({ path }) => path.every((part, at) => task.path[at] === part)) : undefined;
    return found ? { ...task, leadByReference: found.lead } : task;
  });
}
