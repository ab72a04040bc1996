import { parse } from 'yaml';
import { cascadeSpec } from '../../domain/cascade-spec.js';
import { vietnamCalendar } from '../../domain/calendar-vn.js';
import { startOfDayMs } from '../../domain/day.js';
import { descendantsOf, termOn } from '../../domain/unit.js';
import { codesOf, examplePlan, exampleText, PLAN_FILES, provinceOn, provinceUnits } from './province.js';

const ROLES = ['administrator', 'issuer', 'clerk', 'approver', 'leader', 'inspector', 'operator'];

interface Person {
  id: string;
  name: string;
  email: string;
  language: string;
  grants: { role: string; unit: string; from?: string; to?: string }[];
}

const people = parse(exampleText('people.yaml')) as Person[];
const units = provinceUnits();

describe('the sample province', () => {
  it('is some two hundred bodies on four levels under one root', () => {
    const tree = provinceOn('2022-02-14');
    expect(tree.units.size).toBeGreaterThanOrEqual(190);
    expect(tree.units.size).toBeLessThanOrEqual(210);
    expect(new Set([...tree.units.values()].map(({ level }) => level))).toEqual(new Set([1, 2, 3, 4]));
    expect(
      codesOf(
        tree,
        [...tree.units.values()].filter(({ parent }) => parent === undefined).map(({ id }) => id),
      ),
    ).toEqual(['TU']);
  });

  it('marks as sample whatever hangs in it only for the sake of one root', () => {
    const tree = provinceOn('2024-09-12');
    for (const code of ['HU-LACDUONG', 'DUK', 'TB-TU']) {
      const id = tree.byCode.get(code)!;
      for (const unit of [id, ...descendantsOf(tree, id)])
        expect([tree.units.get(unit)!.code, tree.units.get(unit)!.sample]).toEqual([expect.any(String), true]);
    }
    expect(tree.units.get(tree.byCode.get('HU-KIMBOI')!)!.sample ?? false).toBe(false);
  });

  it('has committees whose terms follow each other without a gap, and a term for the day of every plan', () => {
    for (const { code, terms } of units.filter(({ terms }) => terms.length > 1)) {
      expect([code, terms.map(({ name }) => name)]).toEqual([code, ['2015-2020', '2020-2025', '2025-2030']]);
    }
    for (const name of PLAN_FILES) {
      const plan = examplePlan(name);
      const tree = provinceOn(plan.date!);
      expect([name, termOn(tree.units.get(tree.byCode.get(plan.issuer)!)!, plan.date!)?.name]).toEqual([name, '2020-2025']);
      expect(plan.term).toBe('2020-2025');
    }
  });

  it('puts the armed forces under a regime of their own, and only them', () => {
    for (const { code, tags, specialRegime } of units) expect([code, specialRegime]).toEqual([code, tags.includes('armedForces')]);
  });

  it('looks different on an earlier day: a commune that ended in 2020, sub-committees born in 2024', () => {
    const codes = (day: string) => codesOf(provinceOn(day), provinceOn(day).units.keys());
    expect(codes('2020-01-31')).toContain('KB-THUONGBI');
    expect(codes('2020-02-01')).not.toContain('KB-THUONGBI');
    expect(codes('2024-08-14')).not.toContain('TB-TBNS');
    expect(codes('2024-09-12')).toContain('TB-TBNS');
  });
});

describe('the sample people', () => {
  it('are told apart by id and address, and hold known roles in bodies of the province', () => {
    expect(new Set(people.map(({ id }) => id)).size).toBe(people.length);
    expect(new Set(people.map(({ email }) => email)).size).toBe(people.length);
    const codes = new Set(units.map(({ code }) => code));
    for (const { id, email, language, grants } of people) {
      expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(email).toMatch(/^[a-z0-9-]+@example\.vn$/);
      expect(language).toBe('vi');
      for (const { role, unit } of grants) expect([id, ROLES.includes(role), codes.has(unit)]).toEqual([id, true, true]);
    }
    expect(new Set(people.flatMap(({ grants }) => grants.map(({ role }) => role)))).toEqual(new Set(ROLES));
  });

  it('include an issuer for every plan, and a clerk and an approver for every body that owes anything under one', () => {
    const holders = (role: string) =>
      new Set(people.flatMap(({ grants }) => grants.filter((grant) => grant.role === role).map(({ unit }) => unit)));
    for (const name of PLAN_FILES) {
      const plan = examplePlan(name);
      const tree = provinceOn(plan.date!);
      const spec = cascadeSpec(plan, { planId: 'plan00000001', tree, calendar: vietnamCalendar, issuedMs: startOfDayMs(plan.date!) });
      if (Array.isArray(spec)) throw new Error(JSON.stringify(spec));
      const owing = codesOf(tree, new Set(spec.rounds.flatMap((round) => round.holders)));
      expect(owing.filter((code) => !holders('clerk').has(code) || !holders('approver').has(code))).toEqual([]);
      expect(holders('issuer')).toContain(plan.issuer);
    }
  });
});
