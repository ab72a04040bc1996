import type { UnitSelector } from '../domain/plan.js';
import { foldForSearch } from '../domain/text.js';
import type { UnitId, UnitKind, UnitTree, UnitVersion } from '../domain/unit.js';

/** What names in a text mean in a tree: selectors for those that can be told, and those that must be asked about. */
export interface Resolved {
  selectors: UnitSelector[];
  asked: string[];
}

/** Short forms that offices use in recipients and tasks. */
const SHORT: readonly [RegExp, string][] = [
  [/\bbtv\b/gu, 'ban thuong vu'],
  [/\bbtc(?:tu)?\b/gu, 'ban to chuc'],
  [/\bbtg(?:tu)?\b/gu, 'ban tuyen giao'],
  [/\bbdv(?:tu)?\b/gu, 'ban dan van'],
  [/\bbnc(?:tu)?\b/gu, 'ban noi chinh'],
  [/\bubkt(?:tu)?\b/gu, 'uy ban kiem tra'],
  [/\bvp(?:tu)?\b/gu, 'van phong'],
  [/\bubnd\b/gu, 'uy ban nhan dan'],
  [/\bhdnd\b/gu, 'hoi dong nhan dan'],
  [/\bubmttq\b/gu, 'uy ban mat tran to quoc'],
  [/\bmttq\b/gu, 'mat tran to quoc'],
  [/\bldld\b/gu, 'lien doan lao dong'],
  [/\bduk\b/gu, 'dang uy khoi'],
  [/\btccs(?:d| dang)\b/gu, 'to chuc co so dang'],
];

/** Groups by what their name says, and the kinds of bodies that they are made of. */
const GROUPS: readonly [RegExp, readonly UnitKind[]][] = [
  [
    /^(?:cac )?(?:co quan tham muu|ban, van phong|ban dang|ban xay dung dang|co quan chuyen trach)/u,
    ['orgBoard', 'propagandaBoard', 'massMobilisationBoard', 'internalAffairsBoard', 'inspectionCommission', 'committeeOffice'],
  ],
  [/^(?:cac )?(?:to chuc co so dang|dang uy co so|dang bo co so|chi bo, dang bo co so)/u, ['grassrootsOrg']],
  [/^(?:cac )?(?:dang doan|ban can su dang)/u, ['partyGroup']],
  [/^(?:cac )?(?:to chuc chinh tri|doan the)/u, ['massOrganisation']],
  [/^(?:cac )?chi bo/u, ['cell']],
  [/^(?:cac )?(?:cap uy(?: cap huyen| truc thuoc)?|dang bo truc thuoc|cap uy, to chuc dang)/u, ['partyCommittee', 'grassrootsOrg']],
];
/** Words by which committees of one level are named together: `các huyện ủy, thành ủy, thị ủy; đảng ủy trực thuộc`. */
const COMMITTEES = ['huyen uy', 'thanh uy', 'thi uy', 'quan uy', 'dang uy', 'tinh uy'];

/** Of a kind, one body in so many may be left out by name. */
const FEW = 4;

/** Resolves names against the bodies of a day beneath an issuer; what fits no body, or more than one, is asked. */
export function resolverOf(tree: UnitTree, issuer: UnitId | undefined): (names: readonly string[]) => Resolved {
  const units = [...tree.units.values()];
  const byName = new Map<string, UnitVersion[]>();
  for (const unit of units) byName.set(nameOf(unit.name), [...(byName.get(nameOf(unit.name)) ?? []), unit]);
  const direct = issuer === undefined ? [] : (tree.children.get(issuer) ?? []).map((id) => tree.units.get(id)!);
  return (names) => {
    const selectors: UnitSelector[] = [];
    const asked: string[] = [];
    // Committees named side by side (`các huyện ủy, thành ủy; đảng ủy trực thuộc`) are one group.
    const together = committeesNamed(
      names.filter((name) => committeeWords(name).length > 0 && !unitNamed(name, units, byName, direct)).flatMap(committeeWords),
      direct,
    );
    for (const name of names) {
      const found = unitNamed(name, units, byName, direct) ?? (committeeWords(name).length > 0 ? together : groupNamed(name, direct));
      if (found) selectors.push(...found.filter((one) => !selectors.some((known) => JSON.stringify(known) === JSON.stringify(one))));
      else asked.push(name);
    }
    return { selectors, asked };
  };
}

function nameOf(text: string): string {
  const folded = foldForSearch(text.replace(/\([^)]*\)/gu, ' '));
  return SHORT.reduce((now, [short, full]) => now.replace(short, full), folded)
    .replace(/\s+/gu, ' ')
    .trim();
}

/** One body: its name, its name with the place left out or added, where only one fits. */
function unitNamed(
  name: string,
  units: readonly UnitVersion[],
  byName: ReadonlyMap<string, UnitVersion[]>,
  direct: readonly UnitVersion[],
): UnitSelector[] | undefined {
  const wanted = nameOf(name);
  const exact = byName.get(wanted) ?? [];
  const near =
    exact.length > 0
      ? exact
      : units.filter((unit) => `${nameOf(unit.name)} `.startsWith(`${wanted} `) || `${wanted} `.startsWith(`${nameOf(unit.name)} `));
  const best = near.length > 1 ? near.filter((unit) => direct.includes(unit)) : near;
  // A collective that acts for its committee is that committee.
  if (best.length === 0 && /^ban (?:thuong vu|chap hanh) /u.test(wanted))
    return unitNamed(wanted.replace(/^ban (?:thuong vu|chap hanh) /u, ''), units, byName, direct);
  return best.length === 1 && !wanted.startsWith('cac ') ? [{ unit: best[0]!.code }] : undefined;
}

/** The kinds of committees that a name puts together; none where it is no such group. */
function committeeWords(name: string): string[] {
  const wanted = nameOf(name)
    .replace(/^(?:ban thuong vu|btv) /u, '')
    .replace(/ truc thuoc.*$/u, '');
  if (!/^(?:cac |huyen uy|thanh uy|thi uy|quan uy|dang uy)/u.test(wanted) || wanted.includes('co so')) return [];
  return COMMITTEES.filter((word) => new RegExp(`(?:^|[, ;])${word}(?:$|[, ;])`, 'u').test(wanted));
}

/** The committees right beneath whose names begin so; nearly all of a kind by the kind, so that a body born later is among them. */
function committeesNamed(words: readonly string[], direct: readonly UnitVersion[]): UnitSelector[] | undefined {
  const named = direct.filter((unit) => words.some((word) => nameOf(unit.name).startsWith(word)));
  if (named.length === 0) return undefined;
  const kinds = [...new Set(named.map(({ kind }) => kind))];
  const others = direct.filter(({ kind, code }) => kinds.includes(kind) && !named.some((one) => one.code === code)).map(({ code }) => code);
  if (others.length * FEW > named.length) return named.map(({ code }) => ({ unit: code }));
  return [{ depth: 'direct', kinds, ...(others.length > 0 && { except: others }) }];
}

/** Bodies named together, as a selector that is expanded on the day of issue; nothing where the tree has none of them. */
function groupNamed(name: string, direct: readonly UnitVersion[]): UnitSelector[] | undefined {
  const wanted = nameOf(name).replace(/^(?:ban thuong vu|btv) /u, '');
  const group = GROUPS.find(([pattern]) => pattern.test(wanted));
  const kinds = group?.[1].filter((kind) => direct.some((unit) => unit.kind === kind));
  return kinds && kinds.length > 0 ? [{ depth: 'direct', kinds: [...kinds] }] : undefined;
}
