import { checkPlan } from '../../domain/plan-check.js';
import { aTask, at, onlyProblemIn, planFrom, planTree, wrongIn } from '../builders/plan-file.js';

describe('bodies', () => {
  test('someone must hold each task, report, own plan and exemption, and stand in each line of recipients', () => {
    const lines = `tasks: [{ id: t1, title: Một }]
reports: [{ id: b1, title: Hai, period: month, due: { endOf: period } }]
ownPlan: { due: 2026-03-01 }
recipients: [{ to: [] }, { to: [], purpose: toKnow, line: Báo A }]
exempt: [{ units: [], items: [t1], reason: Ba }]
`;
    expect(wrongIn(lines)).toEqual([
      'ASSIGNEE_REQUIRED tasks.0.lead',
      'ASSIGNEE_REQUIRED reports.0.reporters',
      'ASSIGNEE_REQUIRED recipients.0.to',
      'ASSIGNEE_REQUIRED ownPlan.by',
      'ASSIGNEE_REQUIRED exempt.0.units',
    ]);
  });

  test.each([
    ['lead: HU1, cooperate: [HU2, HU1]', 'HU1'],
    ['lead: { group: g }, cooperate: HU1', 'HU1'],
    ['lead: HU1, cooperate: { group: g }', 'g'],
    ['lead: { group: g }, cooperate: { group: h }', 'h'],
    ['lead: { depth: direct }, cooperate: { depth: direct }', 'TU'],
  ])('who leads does not co-operate: %s', (roles, unit) => {
    const lines = `groups: { g: HU1, h: { group: g } }\ntasks: [{ id: t1, title: Một, ${roles} }]\n`;
    expect(onlyProblemIn(lines)).toEqual({ code: 'ASSIGNEE_TWICE', path: 'tasks.0.cooperate', data: { unit } });
  });

  test('who leads may advise, and different places may overlap', () => {
    expect(wrongIn('tasks: [{ id: t1, title: Một, lead: BTC, advise: BTC, cooperate: { depth: direct } }]\n')).toEqual([]);
  });

  test('groups exist, and do not hold each other', () => {
    const lines = `groups:
  a: [{ group: b }, { group: nobody }]
  b: [HU1, { group: c }]
  c: { group: a }
  d: { group: d }
  e: { group: d }
  constructorOf: { group: toString }
`;
    const problems = checkPlan(planFrom(lines));
    expect(at(problems)).toEqual([
      'GROUP_UNKNOWN groups.a.1.group',
      'GROUP_UNKNOWN groups.constructorOf.0.group',
      'GROUP_CYCLE groups.a',
      'GROUP_CYCLE groups.d',
    ]);
    expect(problems[2]?.data).toEqual({ group: 'a', path: 'a → b → c → a' });
  });

  test('are in the tree, open on the day, and beneath the issuer where they come to owe something', () => {
    const lines = `groups: { g: [XX, HU1] }
tasks:
  - { id: t1, title: Một, lead: [{ group: g }, OLD, OTHER], cooperate: MTTQ, monitor: [TW, YY] }
  - { id: t2, title: Hai, lead: { depth: all, kinds: [school] } }
reports: [{ id: b1, title: Ba, reporters: { under: OLD, depth: all }, to: TW, via: ZZ, period: year, due: { endOf: period } }]
targets: [{ id: c1, indicator: Bốn, comparator: atLeast, value: 1, unit: lớp, time: { kind: perYear }, allotment: { shares: [{ unit: OTHER, value: 1 }, { unit: OLD, value: 1 }] } }]
recipients: [{ to: [TW], purpose: toReport }, { to: [OTHER] }]
`;
    const problems = checkPlan(planFrom(lines), { tree: planTree });
    expect(at(problems)).toEqual([
      'UNIT_UNKNOWN groups.g.0.unit',
      'ORG_INACTIVE tasks.0.lead.1.unit',
      'UNIT_UNKNOWN tasks.0.lead',
      'UNIT_UNKNOWN tasks.0.monitor.1.unit',
      'ASSIGNEE_NOBODY tasks.1.lead',
      'ORG_INACTIVE reports.0.reporters.0.under',
      'UNIT_UNKNOWN recipients.1.to',
      'UNIT_UNKNOWN reports.0.via',
      'UNIT_UNKNOWN targets.0.allotment.shares.0.unit',
      'ORG_INACTIVE targets.0.allotment.shares.1.unit',
    ]);
    expect(problems[1]?.data).toEqual({ code: 'OLD', day: '2026-01-05' });
  });

  test('a body of another tree answers exactly as one that is not there', () => {
    const about = (lead: string) =>
      JSON.stringify(checkPlan(planFrom(`ownPlan: { by: ${lead}, due: 2026-03-01 }\n`), { tree: planTree })).replaceAll(lead, '?');
    expect(about('OTHER').replace('ownPlan.by', '')).toBe(about('NOONE').replace('ownPlan.by.0.unit', ''));
  });

  test('an unknown issuer is told, and stops the look at the tree', () => {
    expect(at(checkPlan({ ...planFrom(aTask('')), issuer: 'XX' }, { tree: planTree }))).toEqual(['UNIT_UNKNOWN issuer']);
    expect(at(checkPlan({ ...planFrom(aTask('')), issuer: 'OLD' }, { tree: planTree }))).toEqual(['ORG_INACTIVE issuer']);
  });

  test('a staff body names the bodies of its committee', () => {
    const plan = { ...planFrom('tasks: [{ id: t1, title: Một, lead: HU1 }]\n'), issuer: 'BTC' };
    expect(checkPlan(plan, { tree: planTree })).toEqual([]);
    expect(at(checkPlan({ ...plan, issuer: 'HU2' }, { tree: planTree }))).toEqual(['UNIT_UNKNOWN tasks.0.lead']);
  });
});
