import { headingBodies } from './bodies.js';
import type { ReportRead, TargetRead } from './draft.js';
import type { Node } from './outline.js';
import { reportsIn } from './reports.js';
import { kindOf, type SectionKind } from './sections.js';
import type { Source } from './source.js';
import { targetsIn, periodIn, type TargetScope } from './targets.js';
import { askedLead, introduced, leadIn } from './assignment.js';
import { isAim } from './duty-words.js';

/** The duties to report of a whole outline. */
export function bodyReports(
  source: Source,
  roots: readonly Node[],
  setting: { year?: number; issuer?: string; asking?: boolean },
): ReportRead[] {
  const reports: ReportRead[] = [];
  const walk = (node: Node, lead: string[], above: SectionKind): void => {
    const kind = kindOf(source, node, above);
    if (kind === 'purpose' || kind === 'goal') {
      for (const child of node.children) if (child.children.length > 0) walk(child, lead, kind);
      return;
    }
    const heading = node.children.length > 0 ? headingBodies(source, node.text) : undefined;
    const mine = heading ?? lead;
    if (!heading && node.kind !== 'roman') {
      const inline = /^[^:.;]{3,260}: ?(?=\S)/u.exec(source.plain.slice(node.text.start, node.text.end));
      const named = inline
        ? headingBodies(source, { start: node.text.start, end: node.text.start + inline[0].trimEnd().length - 1 })
        : undefined;
      const own = named ?? leadIn(source, node.text).lead;
      reports.push(...reportsIn(source, node.text, { ...setting, lead: own.length > 0 ? own : mine }));
    }
    for (const child of node.children) walk(child, mine, kind);
  };
  let asked: string[] = [];
  for (const root of roots) {
    walk(root, asked, 'work');
    if (root.children.length === 0)
      asked = introduced(source, root) ?? (setting.asking ? askedLead(source, root.text) : undefined) ?? asked;
  }
  return reports;
}

/** The numeric aims of a whole outline. */
export function bodyTargets(source: Source, roots: readonly Node[], period: TargetScope['period']): TargetRead[] {
  const targets: TargetRead[] = [];
  const walk = (node: Node, above: SectionKind, when: TargetScope['period']): void => {
    const kind = kindOf(source, node, above);
    const heads = node.children.length > 0;
    const mine = (heads ? periodIn(source.plain.slice(node.text.start, node.text.end)) : undefined) ?? when;
    const rewarding =
      /khen thưởng|kinh phí|xếp hạng|thi đua|tiêu chuẩn|tiêu chí/iu.test(
        source.plain.slice(node.text.start, Math.min(node.text.end, node.text.start + 80)),
      ) && heads;
    if (rewarding || kind === 'means') return;
    if (!heads || node.text.end - node.text.start > 120)
      targets.push(
        ...targetsIn(source, node.text, {
          goal: kind === 'goal' || isAim(source.plain.slice(node.text.start, node.text.end)),
          ...(mine && { period: mine }),
        }),
      );
    for (const child of node.children) walk(child, kind, mine);
  };
  for (const root of roots) walk(root, 'other', period);
  return targets;
}
