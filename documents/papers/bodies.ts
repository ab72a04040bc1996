import type { Plan, UnitSelector } from '../../domain/plan.js';
import type { UnitKind } from '../../domain/unit.js';
import { bare } from './phrase.js';

/** Name of a body by its code or id; the code itself where the reader sees no such body. */
export type NameOf = (unit: string) => string;

const KIND_WORDS: Partial<Record<UnitKind, string>> = {
  partyCommittee: 'các cấp ủy',
  grassrootsOrg: 'các tổ chức cơ sở đảng',
  cell: 'các chi bộ',
  massOrganisation: 'các đoàn thể',
  stateBody: 'các cơ quan nhà nước',
  partyGroup: 'các đảng đoàn, ban cán sự đảng',
};

/** Bodies as a sentence names them; a group goes by its line in Nơi nhận where it has one. */
export function bodiesWords(
  selectors: readonly UnitSelector[],
  plan: Pick<Plan, 'groups' | 'recipients' | 'issuer'>,
  nameOf: NameOf,
): string {
  return selectors.map((selector) => oneWords(selector, plan, nameOf)).join(', ');
}

function oneWords(selector: UnitSelector, plan: Pick<Plan, 'groups' | 'recipients' | 'issuer'>, nameOf: NameOf): string {
  if ('unit' in selector) return nameOf(selector.unit);
  if ('group' in selector) {
    const line = plan.recipients.find(
      ({ to, line: printed }) => printed !== undefined && to.length === 1 && isGroup(to[0]!, selector.group),
    )?.line;
    if (line !== undefined) return bare(line);
    const members = plan.groups[selector.group] ?? [];
    return members.some((member) => 'group' in member) ? selector.group : bodiesWords(members, plan, nameOf);
  }
  const kinds = selector.kinds?.map((kind) => KIND_WORDS[kind]).filter((word) => word !== undefined) ?? [];
  const below = selector.depth === 'direct' ? 'trực thuộc' : 'các cấp thuộc';
  const except = selector.except?.length ? ` (trừ ${selector.except.map(nameOf).join(', ')})` : '';
  return `${kinds.length > 0 ? kinds.join(', ') : 'các đơn vị'} ${below} ${nameOf(selector.under ?? plan.issuer)}${except}`;
}

const isGroup = (selector: UnitSelector, group: string): boolean => 'group' in selector && selector.group === group;
