import { checkPlanFile, planFileJsonSchema, readPlanFile, writePlanFile } from '../../contract/plan-file.js';
import { DEFAULT_ESCALATION, DEFAULT_REMINDERS, type Plan } from '../../domain/plan.js';
import { FULLEST, faultsOf, planFrom, SHORTEST } from '../builders/plan-file.js';

describe('a plan file that is right', () => {
  test('may be four lines long: the rest is filled in', () => {
    expect(planFrom()).toEqual<Plan>({
      type: 'plan',
      issuer: 'TU',
      subject: 'Phát triển đảng viên năm 2026',
      horizon: { from: '2026-01-01', to: '2026-12-31' },
      legalBases: [],
      concretises: [],
      groups: {},
      sections: [],
      objectives: [],
      targets: [],
      tasks: [],
      reports: [],
      recipients: [],
      receipt: { due: { within: 3, unit: 'working', after: 'issue' } },
      exempt: [],
      reminders: DEFAULT_REMINDERS,
      escalation: DEFAULT_ESCALATION,
    });
  });

  test('carries every part of a plan, and nothing is wrong with it', () => {
    const { plan, problems, warnings } = checkPlanFile(FULLEST);
    expect(problems).toEqual([]);
    expect(warnings.map(({ code }) => code)).toEqual(expect.arrayContaining(['TASK_UNDATED', 'TASK_AWAITING', 'DUE_MOVED']));
    expect(plan?.sections[0]?.sections[0]).toEqual({
      id: 's3-1',
      number: '1',
      title: 'Nhiệm vụ chung',
      text: 'Dòng một\ndòng hai',
      sections: [],
    });
    expect(plan?.tasks[3]?.timing).toEqual({
      kind: 'awaiting',
      guidance: { key: 'hd-tw', title: 'Hướng dẫn của Trung ương', from: 'TW' },
      due: { within: 30, unit: 'calendar', after: 'guidance' },
    });
    expect(plan?.reports[0]?.form.figures[0]).toEqual({
      id: 'admitted',
      label: 'Số kết nạp',
      unit: 'đảng viên',
      required: true,
      min: 0,
      max: 5000,
      integer: true,
      rollup: 'sum',
      feeds: { target: 'admitted', as: 'increment' },
    });
  });

  test('reads back as the same plan after it is written', () => {
    for (const text of [SHORTEST, FULLEST]) {
      const { plan } = checkPlanFile(text);
      expect(checkPlanFile(writePlanFile(plan!)).plan).toEqual(plan);
    }
  });

  test('may be JSON, tabs and all, and gives the same plan', () => {
    const { plan } = checkPlanFile(FULLEST);
    const json = JSON.stringify({ dondoc: 'plan/1', ...plan }, null, '\t');
    expect(checkPlanFile(json, { format: 'json' }).plan).toEqual(plan);
    expect(checkPlanFile(json).plan).toEqual(plan);
  });

  test('may be written shorter: a body by its code, one where a list is meant, a due day by itself, standing by its word', () => {
    const plan = planFrom(`evidenceCadence: month
tasks:
  - { id: t1, title: Việc một, lead: BTC, timing: 2026-03-31 }
  - { id: t2, title: Việc hai, lead: { depth: all }, timing: { kind: dated, due: "Thường xuyên, liên tục" } }
  - { id: t3, title: Việc ba, lead: [HU1, { unit: HU2 }] }
`);
    expect(plan.tasks.map(({ lead, timing }) => ({ lead, timing }))).toEqual([
      { lead: [{ unit: 'BTC' }], timing: { kind: 'dated', due: { on: '2026-03-31' } } },
      { lead: [{ depth: 'all' }], timing: { kind: 'standing' } },
      { lead: [{ unit: 'HU1' }, { unit: 'HU2' }], timing: { kind: 'undated', reviewAfterDays: 90 } },
    ]);
  });

  test('keeps texts that look like numbers as they are written, and blanks as not given', () => {
    const plan = planFrom('term: 2025\nnote:\nplace: ~\nobjectives: [{ id: o1, clause: 1.10, text: Một mục tiêu }]\n');
    expect(plan).toMatchObject({ term: '2025', objectives: [{ clause: '1.10', kind: 'specific' }] });
    expect(plan).not.toHaveProperty('note');
    expect(plan).not.toHaveProperty('place');
  });

  test('prints its own symbol as it should stand and leaves cited ones as they are', () => {
    const plan = planFrom(
      'symbol: Số 6 – KH/TU\nlegalBases: [{ type: actionProgramme, symbol: 20-Ctr/TU }, { type: plan, symbol: 144/KH-UBND }]\n',
    );
    expect(plan.symbol).toBe('06-KH/TU');
    expect(plan.legalBases.map(({ symbol }) => symbol)).toEqual(['20-Ctr/TU', '144/KH-UBND']);
  });

  test('stores its texts in NFC', () => {
    expect(planFrom('place: To\u0302 Hie\u0323\u0302u\n').place).toBe('Tô Hiệu');
  });
});

describe('a plan file with faults', () => {
  test('names all of them at once, each with its path and place', () => {
    const text = `dondoc: plan/1
issuer: TU
subjct: Phát triển đảng viên
horizon: { from: 2026-02-29, to: 31/12/2026 }
targets:
  - { id: c1, indicator: "Kết nạp\u200b", comparator: atleast, value: khoảng 25, unit: "%", time: { kind: yer } }
  - { id: c2, indicator: Hai, comparator: atLeast, value: 1.600, unit: đảng viên, time: { kind: year, year: 20226 } }
tasks:
  - { id: t1, title: "", lead: { unitt: BTC }, timing: { kind: dated, due: { onn: 2026-01-01 } } }
  - { id: t2, title: Hai, lead: { depht: all }, timing: { kind: dated, due: { within: -1, after: issue } } }
  - { id: t3, title: Ba, lead: [], timing: { kind: periodic, period: quater, due: { monthDay: 31-12 } } }
  -
  - x
reports: 5
`;
    expect(faultsOf(text)).toEqual([
      'FIELD_REQUIRED subject 1:1',
      'FIELD_UNKNOWN subjct 3:1',
      'DATE_INVALID horizon.from 4:18',
      'DATE_INVALID horizon.to 4:34',
      'TEXT_INVISIBLE targets.0.indicator 6:26',
      'FIELD_CHOICE targets.0.comparator 6:50',
      'VALUE_UNIT targets.0.value 6:66',
      'FIELD_CHOICE targets.0.time.kind 6:102',
      'NUMBER_AMBIGUOUS targets.1.value 7:59',
      'FIELD_RANGE targets.1.time.year 7:109',
      'TEXT_EMPTY tasks.0.title 9:22',
      'FIELD_FORM tasks.0.lead.0 9:32',
      'FIELD_FORM tasks.0.timing.due 9:76',
      'FIELD_FORM tasks.1.lead.0 10:33',
      'FIELD_RANGE tasks.1.timing.due.within 10:87',
      'FIELD_CHOICE tasks.2.timing.period 11:70',
      'MONTH_DAY_INVALID tasks.2.timing.due.monthDay 11:95',
      'FIELD_REQUIRED tasks.3 12:4',
      'FIELD_TYPE tasks.4 13:5',
      'FIELD_TYPE reports 14:10',
    ]);
  });

  test('asks whether the nearest name is meant, else lists the names there are', () => {
    const problems = (lines: string) => (readPlanFile(SHORTEST + lines) as { problems: unknown[] }).problems;
    expect(problems('recipents: []\n')).toMatchObject([{ data: { field: 'recipents', suggestion: 'recipients' } }]);
    expect(problems('signatory: { name: A, position: B, zzzzzz: 1 }\n')).toMatchObject([
      { data: { suggestion: 'name, position, authority' } },
    ]);
    expect(problems('tasks: [{ id: a, title: b, timing: { kind: standng } }]\n')).toMatchObject([{ data: { choices: 'standing' } }]);
    expect(problems('recipients: [{ to: { grup: x } }]\n')).toMatchObject([{ data: { keys: 'grup', wanted: 'unit, group, depth' } }]);
    expect(problems('recipients: [{ to: { kinds: [cell] } }]\n')).toMatchObject([
      { code: 'FIELD_REQUIRED', path: 'recipients.0.to.0.depth' },
    ]);
    expect(problems('recipients: [{ to: [[x]] }]\n')).toMatchObject([{ code: 'FIELD_TYPE', path: 'recipients.0.to.0' }]);
    expect(problems('evidenceCadence: [x]\n')).toMatchObject([{ code: 'FIELD_TYPE', path: 'evidenceCadence' }]);
    expect(problems('receipt: { due: {} }\n')).toMatchObject([{ code: 'FIELD_FORM', data: { keys: '{}' } }]);
    expect(problems('tasks: [{ id: a, title: b, timing: { due: 2026-01-01 } }]\n')).toMatchObject([
      { code: 'FIELD_REQUIRED', path: 'tasks.0.timing.kind' },
    ]);
  });

  test.each([
    ['value: 1.600', 'NUMBER_AMBIGUOUS', { value: '1.600', thousands: '1600', decimal: '1.6' }],
    ['value: 1.234', 'NUMBER_AMBIGUOUS', { value: '1.234', thousands: '1234', decimal: '1.2340' }],
    ['value: 1.600.000', 'NUMBER_AMBIGUOUS', { thousands: '1600000' }],
    ['value: "30,7"', 'VALUE_UNIT', { value: '30,7' }],
    ['value: 130 %', 'VALUE_UNIT', { value: '130 %' }],
    ['value: .inf', 'VALUE_UNIT', {}],
    ['value: 0x10', 'VALUE_UNIT', {}],
    ['value: 1e400', 'VALUE_UNIT', {}],
    ['value: true', 'VALUE_UNIT', {}],
    ['value: 9999999999999999', 'VALUE_UNIT', {}],
  ])('takes no guess at a number: %s', (value, code, data) => {
    const text = `${SHORTEST}targets: [{ id: c, indicator: Một, comparator: atLeast, unit: lớp, time: { kind: perYear }, ${value} }]\n`;
    expect((readPlanFile(text) as { problems: unknown[] }).problems).toMatchObject([{ code, path: 'targets.0.value', data }]);
  });

  test.each(['30.7', '1600', '-0.5', '1.60', '0.125', '+5'])('reads the number %s', (value) => {
    const plan = planFrom(
      `targets: [{ id: c, indicator: Một, comparator: atLeast, unit: lớp, time: { kind: perYear }, value: ${value} }]\n`,
    );
    expect(plan.targets[0]?.value).toBe(Number(value));
  });

  test('a comma within braces cuts no text and no number unseen', () => {
    const more = 'id: c, indicator: Một, comparator: atLeast, unit: lớp, time: { kind: perYear }';
    expect(faultsOf(`${SHORTEST}targets:\n  - { ${more}, value: 30,7 }\n`)).toEqual(['PLAN_FILE_COMMA targets.0.7 6:97']);
    expect(faultsOf(`${SHORTEST}signatory: { name: A, B, position: C }\n`)).toEqual(['PLAN_FILE_COMMA signatory.B 5:23']);
  });

  test('in JSON a number has one meaning', () => {
    const { plan } = checkPlanFile(FULLEST);
    const json = JSON.stringify({ dondoc: 'plan/1', ...plan, targets: [{ ...plan!.targets[4], value: 1.625 }] });
    expect(readPlanFile(json, 'json')).toMatchObject({ plan: { targets: [{ value: 1.625 }] } });
  });

  test('lists a hundred faults and counts the rest', () => {
    const { problems } = readPlanFile(SHORTEST + Array.from({ length: 250 }, (_, i) => `khong_co_${i}: 1\n`).join('')) as {
      problems: unknown[];
    };
    expect(problems).toHaveLength(101);
    expect(problems[100]).toEqual({ code: 'PLAN_PROBLEMS_MORE', data: { count: 150 } });
  });

  test('lists longer than any plan has are refused, whatever stands in them', () => {
    const many = (count: number, line: (i: number) => string) => Array.from({ length: count }, (_, i) => line(i)).join('');
    expect(faultsOf(`${SHORTEST}recipients:\n  - to:\n${many(4001, (i) => `    - U${i}\n`)}`)).toEqual(['LIST_LONG recipients.0.to 7:5']);
    expect(faultsOf(`${SHORTEST}tasks:\n${many(2001, (i) => `- { id: t${i}, title: Một }\n`)}`)).toEqual(['LIST_LONG tasks 6:1']);
    expect(faultsOf(`${SHORTEST}groups:\n${many(201, (i) => `  g${i}: { group: g${i + 1} }\n`)}`)).toEqual(['LIST_LONG groups 6:3']);
  });

  test('says where what it means is wrong, too', () => {
    const { problems } = checkPlanFile(`${SHORTEST}tasks:\n  - { id: t1, title: Một, timing: 2026-03-31 }\n`);
    expect(problems).toEqual([{ code: 'ASSIGNEE_REQUIRED', path: 'tasks.0.lead', data: {}, line: 6, column: 5 }]);
  });
});

test('the JSON Schema knows every field of a plan file and its short forms', () => {
  const schema = planFileJsonSchema() as { properties: Record<string, unknown>; required: string[]; additionalProperties: boolean };
  const { plan } = checkPlanFile(FULLEST);
  expect(Object.keys(schema.properties).sort()).toEqual(['dondoc', ...Object.keys(plan!)].sort());
  expect(schema.required).toEqual(['dondoc', 'issuer', 'subject', 'horizon']);
  expect(schema.additionalProperties).toBe(false);
  expect(schema.properties.receipt).toMatchObject({ properties: { due: { anyOf: [expect.anything(), { type: 'string' }] } } });
});
