import { checkPlanFile } from '../../contract/plan-file.js';
import { cascadeSpec, type CascadeSpec } from '../../domain/cascade-spec.js';
import { vietnamCalendar } from '../../domain/calendar-vn.js';
import { daysBetween, endOfDayMs, startOfDayMs } from '../../domain/day.js';
import { checkAllotment } from '../../domain/allotment.js';
import { ROLLUPS, type Plan } from '../../domain/plan.js';
import { sameSymbol } from '../../domain/symbol.js';
import { codesOf, examplePlan, exampleText, PLAN_FILES, type PlanName, provinceOn } from './province.js';

function specOf(plan: Plan): CascadeSpec {
  const tree = provinceOn(plan.date!);
  const spec = cascadeSpec(plan, { planId: 'plan00000001', tree, calendar: vietnamCalendar, issuedMs: startOfDayMs(plan.date!) });
  if (Array.isArray(spec)) throw new Error(JSON.stringify(spec));
  return spec;
}

const figuresOf = (plan: Plan) => plan.reports.flatMap(({ form }) => form.figures);
const timings = (plan: Plan) => plan.tasks.map(({ timing }) => timing.kind);

describe.each(PLAN_FILES)('%s', (name) => {
  const plan = examplePlan(name);

  it('reads and checks without a problem on the day of its issue', () => {
    const tree = provinceOn(plan.date!);
    expect(checkPlanFile(exampleText(`${name}.yaml`), { tree }).problems).toEqual([]);
  });

  it('keeps its rehearsal bounded: four years at most, monthly duties for one', () => {
    expect(daysBetween(plan.horizon.from, plan.horizon.to)).toBeLessThanOrEqual(4 * 366);
    const monthly = specOf(plan).rounds.filter(({ period }) => /-M\d\d$/.test(period));
    expect(new Set(monthly.map(({ period }) => period)).size).toBeLessThanOrEqual(12);
  });

  it('gives every report time to be accepted before its figures are collected', () => {
    for (const { item, period, kind, dueMs, lockMs } of specOf(plan).rounds) {
      if (kind === 'report') expect([item, period, lockMs! > dueMs!]).toEqual([item, period, true]);
    }
  });

  it('names only what stands in it: each clause has its section', () => {
    const numbers = (sections: Plan['sections']): string[] => sections.flatMap((section) => [section.number, ...numbers(section.sections)]);
    const known = numbers(plan.sections);
    const clauses = [...plan.objectives, ...plan.targets, ...plan.tasks, ...plan.reports].flatMap(({ clause }) => clause ?? []);
    for (const clause of clauses) expect(known.some((number) => clause === number || clause.startsWith(`${number}.`))).toBe(true);
  });
});

describe('what the papers say', () => {
  const identity: [PlanName, string, string, string | undefined, (string | undefined)[]][] = [
    ['plan-132-kh-tu', 'TU', '132-KH/TU', '2022-10-28', ['21-NQ/TW', '07-KH/TW', '28-CT/TW']],
    ['plan-77-kh-tu', 'TU', '77-KH/TU', '2022-02-14', ['28-CT/TW', '02-HD/BTCTW']],
    [
      'plan-lac-duong',
      'HU-LACDUONG',
      '62-KH/HU',
      '2022-12-12',
      ['42-CTr/TU', '21-NQ/TW', '05-CT/TW', '48-KH/TU', '49-KH/TU', '18-NQ/TW', '19-NQ/TW'],
    ],
    ['plan-77-kh-duk', 'DUK', '77-KH/ĐUK', '2023-05-15', ['28-NQ/TW', '20-Ctr/TU']],
    ['plan-301-kh-tu', 'TB-TU', '301-KH/TU', '2024-09-12', ['35-CT/TW']],
  ];
  it.each(identity)('%s has its issuer, symbol, day and bases', (name, issuer, symbol, date, bases) => {
    const plan = examplePlan(name);
    expect([plan.issuer, plan.symbol, plan.date, plan.legalBases.map((basis) => basis.symbol)]).toEqual([issuer, symbol, date, bases]);
  });

  const bases: [PlanName, string, string, string | undefined][] = [
    ['plan-132-kh-tu', '21-NQ/TW', 'implements', '2022-06-16'],
    ['plan-132-kh-tu', '07-KH/TW', 'implements', '2022-08-17'],
    ['plan-132-kh-tu', '28-CT/TW', 'cites', '2019-01-21'],
    ['plan-77-kh-tu', '02-HD/BTCTW', 'cites', '2021-04-12'],
    ['plan-lac-duong', '42-CTr/TU', 'concretises', '2022-10-27'],
    ['plan-lac-duong', '05-CT/TW', 'cites', '2016-05-15'],
    ['plan-77-kh-duk', '28-NQ/TW', 'implements', '2022-11-17'],
    ['plan-77-kh-duk', '20-CTr/TU', 'implements', '2023-03-20'],
    ['plan-301-kh-tu', '35-CT/TW', 'implements', '2024-06-14'],
  ];
  it.each(bases)('%s rests on %s (%s)', (name, symbol, relation, date) => {
    const basis = examplePlan(name).legalBases.find((one) => sameSymbol(one.symbol!, symbol));
    expect([basis?.relation, basis?.date]).toEqual([relation, date]);
  });
});

describe('132-KH/TU', () => {
  const plan = examplePlan('plan-132-kh-tu');

  it('has five parts and nine groups of key tasks', () => {
    expect(plan.sections.map(({ number }) => number)).toEqual(['I', 'II', 'III', 'IV', 'V', 'PL']);
    expect(plan.sections[2]!.sections).toHaveLength(9);
  });

  it('gives 15, 3, 2, 2, 3 and 10 groups of tasks to its six kinds of bodies', () => {
    const bySection = [1, 2, 3, 4, 5, 6].map((n) => plan.tasks.filter(({ clause }) => clause?.startsWith(`IV.${n}.`)).length);
    expect(bySection).toEqual([15, 3, 2, 2, 3, 10]);
    expect(plan.tasks).toHaveLength(35);
  });

  it('has 15 dated groups, all marked as sample, and 8 that wait for guidance of the centre', () => {
    const of = (kind: string) => plan.tasks.filter(({ timing }) => timing.kind === kind);
    expect([of('dated').length, of('awaiting').length, of('standing').length]).toEqual([15, 8, 12]);
    expect([...of('dated'), ...of('awaiting')].every(({ sample }) => sample)).toBe(true);
  });

  it('ties both parts of its appendix to their groups', () => {
    const appendix = plan.sections.find(({ id }) => id === 'PL')!.sections;
    const of = (kind: string) => plan.tasks.filter(({ timing }) => timing.kind === kind).map(({ id }) => id);
    expect(appendix.map(({ text }) => text?.split('; '))).toEqual([of('dated'), of('awaiting')]);
  });

  it('wakes tasks of several bodies by one guidance document', () => {
    const waiting = (key: string) =>
      plan.tasks.filter(({ timing }) => timing.kind === 'awaiting' && timing.guidance.key === key).map(({ id }) => id);
    expect(waiting('mo-hinh-co-so')).toEqual(['btc-08', 'cap-uy-05']);
    expect(waiting('so-tay-dien-tu')).toEqual(['btc-09', 'cap-uy-06']);
    expect(new Set(plan.tasks.flatMap(({ timing }) => (timing.kind === 'awaiting' ? [timing.guidance.key] : []))).size).toBe(5);
  });

  it('has six dated tasks, 38 duties, past their day on 01/01/2023; one of 31/12/2022 moved on to 03/01/2023', () => {
    const tasks = specOf(plan).rounds.filter(({ kind }) => kind === 'task');
    const due = tasks.filter(({ dueMs }) => dueMs !== undefined && dueMs < startOfDayMs('2023-01-01'));
    expect(due.map(({ item }) => item).sort()).toEqual(['btc-01', 'btc-02', 'btg-1', 'cap-uy-01', 'cap-uy-02', 'vp-1']);
    expect(due.reduce((sum, { holders }) => sum + holders.length, 0)).toBe(38);
    const moved = tasks.find(({ item }) => item === 'btc-03')!;
    expect([moved.statedDay, moved.dueMs]).toEqual(['2022-12-31', endOfDayMs('2023-01-03')]);
  });

  it('asks seventeen subordinate committees for a plan of their own, and none of Thái Bình', () => {
    const { rounds } = specOf(plan);
    const holders = codesOf(provinceOn(plan.date!), rounds.find(({ kind }) => kind === 'ownPlan')!.holders);
    expect(holders).toHaveLength(17);
    expect(holders).toEqual(expect.arrayContaining(['HU-KIMBOI', 'HU-LACDUONG', 'DUK', 'DUQS']));
    expect(holders).not.toContain('TB-TU');
  });

  it('lets unions and youth lead the search for candidates, with the committees; that it is a group of its own is made up', () => {
    const task = plan.tasks.find(({ id }) => id === 'mat-tran-2')!;
    expect([task.lead, task.cooperate, task.sample]).toEqual([
      [{ unit: 'DD-LDLD' }, { unit: 'TINHDOAN' }],
      [{ group: 'committees' }],
      true,
    ]);
  });
});

describe('77-KH/TU', () => {
  const plan = examplePlan('plan-77-kh-tu');
  const target = plan.targets[0]!;

  it('aims at 1,600 or more new members in 2022', () => {
    expect(plan.targets).toHaveLength(1);
    expect(target).toMatchObject({ comparator: 'atLeast', value: 1600, unit: 'đảng viên', time: { kind: 'year', year: 2022 }, aim: true });
  });

  it('allots it to all seventeen committees with a reserve; of the shares only Kim Bôi’s 150 is a fact', () => {
    const shares = target.allotment!.shares;
    const committees = codesOf(provinceOn(plan.date!), specOf(plan).rounds.find(({ item }) => item === 'so-lieu-thang')!.holders);
    expect(shares.map(({ unit }) => unit).sort()).toEqual([...committees].sort());
    expect(checkAllotment(target)).toEqual({ sum: 1615, reserve: 15 });
    expect(shares.filter(({ sample }) => !sample)).toEqual([{ unit: 'HU-KIMBOI', value: 150 }]);
  });

  it('has a quarterly survey and twelve tasks', () => {
    expect(plan.tasks).toHaveLength(12);
    expect(plan.tasks.find(({ id }) => id === 'khao-sat-quy')!.timing).toMatchObject({ kind: 'periodic', period: 'quarter' });
    expect(
      specOf(plan)
        .rounds.filter(({ item }) => item === 'khao-sat-quy')
        .map(({ period }) => period),
    ).toEqual(['2022-Q1', '2022-Q2', '2022-Q3', '2022-Q4']);
  });

  it('feeds the target by monthly increments, May known by 08/06', () => {
    const fed = figuresOf(plan).filter(({ feeds }) => feeds);
    expect(fed.map(({ id, feeds }) => [id, feeds])).toEqual([['ket-nap', { target: 'ket-nap-moi', as: 'increment' }]]);
    const months = specOf(plan).rounds.filter(({ item }) => item === 'so-lieu-thang');
    expect(months).toHaveLength(11);
    expect(months.find(({ period }) => period === '2022-M05')!.dueMs).toBe(endOfDayMs('2022-06-08'));
  });

  it('names the bodies that lead apart from the committees', () => {
    const leads = Object.fromEntries(plan.tasks.map(({ id, lead }) => [id, lead]));
    expect(leads['ke-hoach-mo-lop']).toEqual([{ unit: 'BTGTU' }]);
    expect(leads['cong-doan-tao-nguon']).toEqual([{ unit: 'DD-LDLD' }]);
    expect(leads['doan-tao-nguon']).toEqual([{ unit: 'TINHDOAN' }]);
    expect(leads['don-doc-kiem-tra']).toEqual([{ unit: 'BTCTU' }]);
  });
});

describe('Kim Bôi’s own plan', () => {
  const plan = examplePlan('plan-kim-boi');
  const above = examplePlan('plan-77-kh-tu');

  it('is sample throughout and makes 77-KH/TU concrete', () => {
    expect(plan.sample).toBe(true);
    expect(plan.concretises).toEqual([{ issuer: above.issuer, symbol: above.symbol, term: above.term }]);
    const items = [...above.tasks, ...above.reports].map(({ id }) => id);
    const linked = [...plan.tasks, ...plan.reports].flatMap(({ concretises }) => concretises?.item ?? []);
    expect(linked).toEqual(['khao-sat-quy', 'mo-lop-boi-duong', 'so-lieu-thang']);
    expect(items).toEqual(expect.arrayContaining(linked));
  });

  it('allots the district’s 150 among its twenty grassroots organisations', () => {
    expect(checkAllotment(plan.targets[0]!)).toEqual({ sum: 152, reserve: 2 });
    expect(plan.targets[0]!.allotment!.shares).toHaveLength(20);
  });

  it('collects each month before the district reports to the province, and fills every figure that form takes from below', () => {
    const own = specOf(plan).rounds.filter(({ item }) => item === 'so-lieu-thang');
    const due = new Map(
      specOf(above)
        .rounds.filter(({ item }) => item === 'so-lieu-thang')
        .map(({ period, dueMs }) => [period, dueMs!]),
    );
    expect(own).toHaveLength(11);
    for (const { period, lockMs } of own) expect([period, lockMs! < due.get(period)!]).toEqual([period, true]);
    const asked = above.reports.find(({ id }) => id === 'so-lieu-thang')!.form.figures.flatMap(({ from }) => from ?? []);
    expect(asked).toEqual(['ket-nap', 'nguon', 'chinh-thuc', 'dung-han']);
    expect(figuresOf(plan).map(({ id }) => id)).toEqual(expect.arrayContaining(asked));
  });
});

describe('Lạc Dương’s plan', () => {
  const plan = examplePlan('plan-lac-duong');

  const targets: [string, string, number, number | undefined, string, string, boolean][] = [
    ['dung-quy-che', 'equal', 100, undefined, '%', 'standing', true],
    ['co-ke-hoach-kiem-tra', 'equal', 100, undefined, '%', 'standing', true],
    ['xep-loai-to-chuc', 'equal', 90, undefined, '%', 'perYear', true],
    ['mo-hinh-moi', 'atLeast', 25, undefined, '%', 'perYear', true],
    ['thon-co-chi-bo', 'maintain', 100, undefined, '%', 'standing', true],
    ['chi-bo-co-chi-uy', 'moreThan', 90, undefined, '%', 'byYear', true],
    ['chi-bo-ngoai-nha-nuoc', 'range', 1, 2, 'chi bộ', 'perTerm', false],
    ['giu-moi-lien-he', 'equal', 100, undefined, '%', 'standing', true],
    ['cam-ket', 'equal', 100, undefined, '%', 'standing', true],
    ['xep-loai-dang-vien', 'equal', 90, undefined, '%', 'standing', true],
    ['ty-le-ket-nap', 'range', 3, 4, '%', 'perYear', true],
    ['chu-doanh-nghiep', 'range', 1, 2, 'chủ doanh nghiệp', 'perTerm', false],
  ];
  it('has twelve targets as the paper states them, shares with a numerator and a denominator in the form', () => {
    expect(
      plan.targets.map(({ id, comparator, value, valueMax, unit, time, share }) => [
        id,
        comparator,
        value,
        valueMax,
        unit,
        time.kind,
        share !== undefined,
      ]),
    ).toEqual(targets);
    expect(plan.targets.find(({ id }) => id === 'chi-bo-co-chi-uy')!.time).toEqual({ kind: 'byYear', year: 2030 });
    for (const { id, share, measure } of plan.targets) if (share) expect([id, measure?.denominator]).toEqual([id, expect.any(String)]);
  });

  it('exempts the armed forces from the rating target, and from nothing else', () => {
    const tree = provinceOn(plan.date!);
    const { exempt, rounds } = specOf(plan);
    expect(exempt.map(({ item, unit }) => [item, ...codesOf(tree, [unit])]).sort((a, b) => (a.join() < b.join() ? -1 : 1))).toEqual([
      ['xep-loai-to-chuc', 'LD-CA'],
      ['xep-loai-to-chuc', 'LD-QS'],
    ]);
    expect(rounds.find(({ kind }) => kind === 'report')!.holders).toHaveLength(13);
  });
});

describe('77-KH/ĐUK', () => {
  const plan = examplePlan('plan-77-kh-duk');

  it('has 4, 5 and 3 standing measures in sections III.1 to III.3', () => {
    for (const [clause, count] of [
      ['III.1', 4],
      ['III.2', 5],
      ['III.3', 3],
    ] as const) {
      const tasks = plan.tasks.filter((task) => task.clause === clause);
      expect([clause, tasks.length, new Set(tasks.map(({ timing }) => timing.kind))]).toEqual([clause, count, new Set(['standing'])]);
    }
  });

  it('gives a whole section each to two boards', () => {
    const whole = plan.tasks.filter(({ section }) => section !== undefined);
    expect(whole.map(({ lead, section }) => [lead, section])).toEqual([
      [[{ unit: 'DUK-BTG' }], 'III.1'],
      [[{ unit: 'DUK-BTC' }], 'III.2'],
    ]);
  });

  it('has a day after the programme it carries out, its signatory, and its recipients with purposes', () => {
    expect(plan.date! > '2023-03-20').toBe(true);
    expect(plan.signatory).toEqual({ name: 'Lê Văn Hồng', position: 'Bí thư', authority: 'T/M BAN THƯỜNG VỤ' });
    expect(plan.recipients.map(({ purpose }) => purpose)).toEqual(['toReport', 'toImplement', 'toImplement', 'toImplement', 'toArchive']);
  });

  it('asks every grassroots organisation for a plan of its own and a yearly report', () => {
    const { rounds } = specOf(plan);
    const holders = (kind: string) => rounds.filter((round) => round.kind === kind).map((round) => round.holders.length);
    expect(holders('ownPlan')).toEqual([17]);
    expect(holders('report')).toEqual([17, 17, 17]);
  });
});

describe('301-KH/TU', () => {
  const plan = examplePlan('plan-301-kh-tu');

  it('has fifteen contents in order of time, all sample, each sub-committee leading one at least', () => {
    const dues = plan.tasks.map(({ id }) => specOf(plan).rounds.find(({ item }) => item === id)!.dueMs!);
    expect(dues).toHaveLength(15);
    expect(dues).toEqual([...dues].sort((a, b) => a - b));
    expect(plan.sample && plan.tasks.every(({ sample }) => sample)).toBe(true);
    expect(timings(plan).every((kind) => kind === 'dated')).toBe(true);
    const leads = JSON.stringify(plan.tasks.map(({ lead }) => lead));
    for (const code of ['TB-TBVK', 'TB-TBNS', 'TB-TBTT', 'TB-TBPV']) expect(leads).toContain(code);
  });
});

describe('the examples together', () => {
  it('use every way of rolling up, every kind of timing, and the five parts of a narrative', () => {
    const plans = PLAN_FILES.map(examplePlan);
    expect(new Set(plans.flatMap(figuresOf).map(({ rollup }) => rollup))).toEqual(new Set(ROLLUPS));
    expect(new Set(plans.flatMap((plan) => timings(plan)))).toEqual(new Set(['dated', 'periodic', 'standing', 'awaiting', 'undated']));
    const narrative = new Set(plans.flatMap((plan) => plan.reports.flatMap(({ form }) => form.narrative.map(({ id }) => id))));
    for (const id of ['ket-qua', 'han-che', 'nguyen-nhan', 'kien-nghi', 'phuong-huong']) expect(narrative).toContain(id);
  });
});
