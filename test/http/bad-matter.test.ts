import { readFileSync } from 'node:fs';
import { startOfDayMs } from '../../domain/day.js';
import { statusOf } from '../../http/problem.js';
import { type DondocRig, startDondocRig } from '../harness/dondoc-rig.js';
import { type Ask, type HttpRig, openHttp } from './http-rig.js';

const FILE = readFileSync('examples/plan-77-kh-tu.yaml', 'utf8');
const short = (more = '', subject = 'Kế hoạch mẫu') =>
  `dondoc: plan/1\nissuer: TU\nsubject: ${subject}\nhorizon: { from: 2022-03-01, to: 2022-12-31 }\n${more}`;
const task = (lead: string, timing: string, more = '') =>
  short(`tasks:\n  - { id: t1, title: Việc, lead: ${lead}, timing: ${timing}${more} }\n`);
const DATED = '{ kind: dated, due: { on: 2022-06-30 } }';
const target = (measure: string) =>
  short(`targets:\n  - { id: g1, indicator: Chỉ tiêu, comparator: atLeast, time: { kind: year, year: 2022 }, ${measure} }\n`);
const allotted = (comparator: string, total: number) =>
  short(
    `targets:\n  - id: g1\n    indicator: Kết nạp\n    comparator: ${comparator}\n    value: 1600\n    unit: đảng viên\n    time: { kind: year, year: 2022 }\n    allotment: { shares: [{ unit: HU-KIMBOI, value: ${total - 1000} }, { unit: DUK, value: 1000 }] }\n`,
  );

describe('what is said in good form and cannot be', () => {
  let rig: DondocRig;
  let http: HttpRig;
  let ask: Ask;
  let plan: string;
  beforeAll(async () => {
    rig = await startDondocRig({ startMs: startOfDayMs('2022-02-14') + 9 * 3_600_000 });
    http = await openHttp(rig);
    ({ ask } = http);
    const draft = await ask('issuer-tu', 'POST', '/plans', { file: FILE });
    plan = `/plans/${draft.json.id}`;
    await ask('issuer-tu', 'POST', `${plan}/issue`);
    await rig.relay.settle();
  }, 180_000);
  afterAll(async () => {
    await http?.app.close();
    await rig?.stop();
  });

  const files: [string, string, string][] = [
    ['no such day', task('[HU-KIMBOI]', '{ kind: dated, due: { on: 2022-02-29 } }'), 'DATE_INVALID'],
    ['a day with an hour', task('[HU-KIMBOI]', '{ kind: dated, due: { on: 2022-12-31T24:00 } }'), 'DATE_INVALID'],
    ['a reminder longer than the plan', short('reminders: { offsets: [-4000], unit: calendar }\n'), 'REMINDER_RANGE'],
    [
      '10,000 reminders',
      short(`reminders: { offsets: [${Array.from({ length: 10_000 }, (_, n) => -n).join(', ')}], unit: calendar }\n`),
      'REMINDER_RANGE',
    ],
    ['quotas short of at least', allotted('atLeast', 1590), 'QUOTA_SUM'],
    ['quotas over at most', allotted('atMost', 1610), 'QUOTA_OVER'],
    ['130 %', target("value: 130, unit: '%'"), 'VALUE_UNIT'],
    ['about 25', target("value: khoảng 25, unit: '%'"), 'VALUE_UNIT'],
    ['a standing task without cadence', task('[HU-KIMBOI]', '{ kind: standing }'), 'CYCLE_REQUIRED'],
    ['a task for nobody', task('[]', DATED), 'ASSIGNEE_REQUIRED'],
    ['a lead who also co-operates', task('[HU-KIMBOI]', DATED, ', cooperate: [HU-KIMBOI]'), 'ASSIGNEE_TWICE'],
    ['a body that is not there', task('[HU-NONE]', DATED), 'UNIT_UNKNOWN'],
    ['a symbol with the number of another', short('symbol: 132/KH-TU\n'), 'SYMBOL_FORMAT'],
    ['a symbol without a number', short('symbol: KH/TU\n'), 'SYMBOL_FORMAT'],
    ['a zero-width space in the subject', short('', 'Kế\u200B hoạch'), 'TEXT_INVISIBLE'],
    ['a hard space in the subject', short('', 'Kế\u00A0hoạch'), 'TEXT_INVISIBLE'],
    ['a subject turned around', short('', 'Kế \u202Ehoạch'), 'TEXT_INVISIBLE'],
    ['a subject of 20,000 characters', short('', 'a'.repeat(20_000)), 'TEXT_LENGTH'],
    ['a subject of emoji', short('', '🙂🙂'), 'TEXT_EMPTY'],
    ['a file that is none', 'hello', 'PLAN_FILE_KIND'],
    ['a tab', short('\tx: 1\n'), 'PLAN_FILE_TAB'],
    ['an alias', short('place: &x A\nnote: *x\n'), 'PLAN_FILE_ALIAS'],
    ['an unknown field', short('rôle: admin\n'), 'FIELD_UNKNOWN'],
  ];
  test.each(files)('is named in a plan file: %s', async (_, file, code) => {
    const before = (await ask('issuer-tu', 'GET', '/plans')).body;
    const { json } = await ask('issuer-tu', 'POST', '/plans/check', { file, status: 200 });
    const codes = json.problems.map((found: { code: string }) => found.code);
    expect(codes).toContain(code);
    for (const { vi, en } of json.problems) for (const sentence of [vi, en]) expect(sentence).toMatch(/^[^{}]{8,}$/);
    // What is wrong alone is the answer itself, with its own status.
    const status = codes.length === 1 ? statusOf(codes[0]) : 422;
    const { code: refused, problems } = (await ask('issuer-tu', 'POST', '/plans', { file, status })).json;
    const told = problems.map((found: { code: string }) => found.code);
    expect(codes.length === 1 ? [refused] : told).toEqual(codes);
    expect((await ask('issuer-tu', 'GET', '/plans')).body).toBe(before);
  });

  it('but is accepted where it can: a due day off moves, a surplus over at least is a reserve, texts are kept in NFC and literally', async () => {
    const off = await ask('issuer-tu', 'POST', '/plans/check', {
      file: task('[HU-KIMBOI]', '{ kind: dated, due: { on: 2022-05-01 } }'),
      status: 200,
    });
    expect(off.json.warnings.map(({ code }: { code: string }) => code)).toContain('DUE_MOVED');
    expect((await ask('issuer-tu', 'POST', '/plans/check', { file: allotted('atLeast', 1610), status: 200 })).json.problems).toEqual([]);
    const subject = 'Tô Hiệu <script>alert(1)</script> {{constructor}} ${7*7}';
    const { json } = await ask('issuer-tu', 'POST', '/plans', { body: { text: short('', `'${subject.normalize('NFD')}'`) } });
    expect(json.subject).toBe(subject);
    for (const q of ['to hieu', 'TÔ HIỆU', 'tô hiệu'.normalize('NFD'), '{{constructor}}'])
      expect((await ask('issuer-tu', 'GET', `/plans?q=${encodeURIComponent(q)}`)).json.items.map(({ id }: { id: string }) => id)).toEqual([
        json.id,
      ]);
    for (const q of ["'; DROP TABLE plans; --", '%%%', '(a+)+$', '_', '\\'])
      expect((await ask('issuer-tu', 'GET', `/plans?q=${encodeURIComponent(q)}`)).json.items).toEqual([]);
  });

  const units: [string, string, string][] = [
    [
      'a cycle',
      'code,name,kind,level,parent,validFrom\nA1,Đảng ủy A1,partyCommittee,3,A2,2022-01-01\nA2,Đảng ủy A2,partyCommittee,2,A1,2022-01-01\n',
      'ORG_CYCLE',
    ],
    ['a second root', 'code,name,kind,level,parent,validFrom\nR2,Tỉnh ủy hai,partyCommittee,1,,2022-01-01\n', 'ORG_ROOTS'],
    [
      'an unknown superior',
      'code,name,kind,level,parent,validFrom\nA1,Đảng ủy A1,partyCommittee,3,NONE,2022-01-01\n',
      'ORG_PARENT_UNKNOWN',
    ],
    [
      'the same body twice',
      'code,name,kind,level,parent,validFrom\nA1,A,cell,3,TU,2022-01-01\nA1,B,cell,3,TU,2022-01-01\n',
      'ORG_DUPLICATED',
    ],
    ['a column gone', 'code,kind,level,parent,validFrom\nA1,cell,3,TU,2022-01-01\n', 'COLUMN_MISSING'],
    ['no such day', 'code,name,kind,level,parent,validFrom\nA1,A,cell,3,TU,2022-02-30\n', 'DATE_INVALID'],
  ];
  test.each(units)('is named in a unit file: %s', async (_, file, code) => {
    const { json } = await ask('administrator', 'POST', '/units/import', { file, type: 'text/csv', status: 422 });
    expect([json.code, json.problems.map((found: { code: string }) => found.code)]).toEqual([
      'UNITS_INVALID',
      expect.arrayContaining([code]),
    ]);
  });

  it('of 200 rows is told to the hundredth, and nothing is kept', async () => {
    const rows = Array.from({ length: 200 }, (_, n) => `B${n},A,none,3,TU,2022-01-01`).join('\n');
    const file = `code,name,kind,level,parent,validFrom\n${rows}\n`;
    const { json } = await ask('administrator', 'POST', '/units/import', { file, type: 'text/csv', status: 422 });
    expect([json.problems.length, json.problems[0].line, json.problems.at(-1).code]).toEqual([101, 2, 'UNIT_PROBLEMS_MORE']);
    await ask('administrator', 'GET', '/units/B0', { status: 404 });
  });

  it('is refused of a body that is not asked, or that is another’s', async () => {
    const report = 'items/so-lieu-thang/periods/2022-M02';
    const body = { reason: 'không' };
    await ask('clerk-hu-kimboi', 'POST', `${plan}/units/BTCTU/${report}/nil`, { body, status: 404 });
    await ask('issuer-tu', 'POST', `${plan}/units/BTCTU/${report}/nil`, { body, status: 404 });
    expect((await ask('issuer-tu', 'POST', `${plan}/units/HU-KIMBOI/${report}/nil`, { body, status: 403 })).json.code).toBe(
      'DELEGATION_REQUIRED',
    );
  });

  it('is refused of a key that was used for something else, and the first answer stands', async () => {
    const unit = `${plan}/units/HU-KIMBOI`;
    const headers = { 'idempotency-key': 'one' };
    const first = await ask('clerk-hu-kimboi', 'POST', `${unit}/receipt`, { headers });
    const other = await ask('clerk-hu-kimboi', 'POST', `${unit}/receipt`, { headers, body: {}, status: 422 });
    expect(other.json.code).toBe('KEY_REUSED');
    expect((await ask('clerk-hu-kimboi', 'POST', `${unit}/receipt`, { headers })).body).toBe(first.body);
    const refused = { headers: { 'idempotency-key': 'two' }, status: 409 };
    const again = await ask('clerk-hu-kimboi', 'POST', `${unit}/receipt`, refused);
    expect([again.json.code, (await ask('clerk-hu-kimboi', 'POST', `${unit}/receipt`, refused)).body]).toEqual([
      'ALREADY_DECIDED',
      again.body,
    ]);
    expect((await ask('clerk-hu-kimboi', 'GET', `/commands/${again.json.command}`)).json).toMatchObject({
      state: 'refused',
      problem: { code: 'ALREADY_DECIDED' },
    });
    await ask('issuer-tu', 'GET', `/commands/${again.json.command}`, { status: 404 });
  });

  it('is decided once of two that come at the same instant', async () => {
    await ask('clerk-hu-lacson', 'GET', '/inbox');
    const asked = ['a', 'b'].map(async (key) => {
      const answer = await http.app.inject({
        method: 'POST',
        url: `/api/v1${plan}/units/HU-LACSON/receipt`,
        headers: { authorization: `Bearer ${http.tokens.get('clerk-hu-lacson')}`, 'idempotency-key': key },
      });
      return [answer.statusCode, answer.json().code];
    });
    expect((await Promise.all(asked)).toSorted(([a], [b]) => a - b)).toEqual([
      [201, undefined],
      [409, 'ALREADY_DECIDED'],
    ]);
  });

  it('is refused before its time, with what is allowed', async () => {
    const { json } = await ask('issuer-tu', 'POST', `${plan}/units/HU-KIMBOI/items/so-lieu-thang/periods/2022-M02/acceptance`, {
      status: 409,
    });
    expect([json.code, json.data.allowed]).toEqual(['STATE_NOT_ALLOWED', expect.stringMatching(/\w/)]);
  });

  it('has broken nothing', () => expect(http.warnings).toEqual([]));
});
