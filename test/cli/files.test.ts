import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readPlanFile } from '../../contract/plan-file.js';
import { inside as run } from './inside.js';
import { emptyFolder, fileIn, root } from './run.js';

const plan = join(root, 'examples', 'plan-77-kh-tu.yaml');
const units = join(root, 'examples', 'units.csv');
const ON = ['--units', units, '--on', '2022-02-14'];
const folder = emptyFolder();

describe('plan check', () => {
  it('checks a file against a file of bodies, and tells what it comes to', async () => {
    const { code, out, err } = await run(['plan', 'check', plan, ...ON]);
    expect(code).toBe(0);
    expect(out).toContain('✓ Tệp dùng được');
    expect(out).toMatch(/plan-77-kh-tu\.yaml:\d+:\d+: Hạn 2022-05-08 của “so-lieu-thang” rơi vào ngày nghỉ/);
    expect(out).toMatch(/Tổ chức nhận\s+28/);
    expect(err).toContain('Đã kiểm tra với tệp tổ chức.');
  });

  it('says without bodies that their codes were not looked at', async () => {
    const { code, err } = await run(['plan', 'check', plan, '--lang', 'en']);
    expect(code).toBe(0);
    expect(err).toContain('codes of bodies were not');
  });

  it('lists every problem of a bad file by line and column, and ends with 65', async () => {
    const text = readFileSync(plan, 'utf8')
      .replace('date: 2022-02-14', 'date: 2022-02-30')
      .replace(/^issuer: .*$/m, 'issuer: KHONG-CO\nnguoi: ai');
    const bad = fileIn(folder, 'bad.yaml', text);
    const { code, out } = await run(['plan', 'check', bad, ...ON, '--lang', 'en']);
    expect(code).toBe(65);
    const lines = out.split('\n').filter((line) => line.startsWith('✗ /'));
    expect(lines.map((line) => /:(\d+):(\d+): .*\[(\w+)/.exec(line)?.slice(1))).toEqual([
      [expect.any(String), '1', 'FIELD_UNKNOWN'],
      [expect.any(String), expect.any(String), 'DATE_INVALID'],
    ]);
    expect(out).toContain('2 problems');
  });

  it('gives the shape of the API with --json', async () => {
    const { code, out, err } = await run(['plan', 'check', plan, ...ON, '--json']);
    expect([code, err]).toEqual([0, '']);
    const answer = JSON.parse(out) as { problems: unknown[]; warnings: Record<string, unknown>[]; summary: Record<string, number> };
    expect(answer.problems).toEqual([]);
    expect(answer.warnings[0]).toMatchObject({
      code: 'TASK_UNDATED',
      line: expect.any(Number),
      column: expect.any(Number),
      vi: expect.any(String),
      en: expect.any(String),
    });
    expect(answer.summary).toMatchObject({ recipients: 28, rounds: expect.any(Number), firstDueMs: expect.any(Number) });
  });

  it.each([
    ['text that is no plan', 'hello: world\n', 'PLAN_FILE_KIND'],
    ['a tab', 'dondoc: plan/1\nsymbol:\n\t- x\n', 'PLAN_FILE_TAB'],
    ['a byte order mark', '\uFEFFdondoc: plan/1\n', 'PLAN_FILE_BOM'],
    ['a key twice', 'dondoc: plan/1\nsymbol: 1-KH/TU\nsymbol: 2-KH/TU\n', 'KEY_DUPLICATE'],
    ['UTF-16', Buffer.from('dondoc: plan/1\n', 'utf16le'), 'PLAN_FILE_ENCODING'],
    ['nothing', '', 'PLAN_FILE_KIND'],
  ])('refuses %s with its place', async (_what, text, problem) => {
    const { code, out } = await run(['plan', 'check', fileIn(folder, 'odd.yaml', text)]);
    expect(code).toBe(65);
    expect(out).toMatch(new RegExp(`odd\\.yaml:\\d+:\\d+: .*\\[${problem}`));
  });
});

describe('a file that cannot be read ends with 66', () => {
  it.each(['plan check', 'plan rebase', 'plan draft', 'unit import', 'people import'])('%s', async (verb) => {
    const pipe = join(emptyFolder(), 'pipe');
    execFileSync('sh', ['-c', 'mkfifo "$0"', pipe]);
    const extra = verb === 'plan rebase' ? ['--to', '2026'] : [];
    const asked = (file: string) => run([...verb.split(' '), file, ...extra], { DONDOC_TOKEN: 'x', DONDOC_URL: 'http://127.0.0.1:1' });
    const [missing, directory, piped] = await Promise.all([asked('/nowhere/x.yaml'), asked(folder), asked(pipe)]);
    expect([missing.code, directory.code, piped.code]).toEqual([66, 66, 66]);
    expect(missing.err).toContain('Không có tệp /nowhere/x.yaml');
    expect(directory.err).toContain('là thư mục');
    expect(piped.err).toContain('không phải là tệp thường');
  });
});

describe('plan rehearse on files', () => {
  it('shows each date with its reason, each body and what would happen day by day', async () => {
    const { code, out } = await run(['plan', 'rehearse', plan, ...ON]);
    expect(code).toBe(0);
    expect(out).toContain('tháng 4/2022   01/04/2022 → 09/05/2022  Ngày 08/05/2022 của kỳ tháng 4/2022; Ngày 08/05/2022 là');
    expect(out).toMatch(/^22\/02\/2022 08:00 {2}đôn đốc theo bậc \(nhắc, sau 1 ngày làm việc\) · tiếp nhận kế hoạch/m);
    expect(Math.max(...out.split('\n').map((line) => [...line].length))).toBeLessThanOrEqual(100);
  });

  it('plays given behaviours, for one body where one is named', async () => {
    const text = [
      'default: { receive: 2, ownPlan: 20, reports: punctual, tasks: onTime, evidence: eachPeriod }',
      'units:',
      '  HU-KIMBOI: { reports: late, daysLate: 4 }',
      'reviewer: { afterDays: 1 }',
      'end: { as: conclude, on: 2023-02-01 }',
    ].join('\n');
    const behaviours = fileIn(folder, 'behaviours.yaml', text);
    const { code, out } = await run(['plan', 'rehearse', plan, ...ON, '--behaviours', behaviours, '--unit', 'HU-KIMBOI', '--json']);
    expect(code).toBe(0);
    const answer = JSON.parse(out) as {
      byUnit: { code: string; states: Record<string, number> }[];
      phase: string;
      entries: { units: string[] }[];
    };
    expect(answer.byUnit.map((row) => row.code)).toEqual(['HU-KIMBOI']);
    expect(answer.byUnit[0]!.states.doneLate).toBeGreaterThan(0);
    expect(answer.phase).toBe('concluded');
    expect(answer.entries.every(({ units: of }) => of.length <= 1)).toBe(true);
  });

  it('refuses wrong behaviours by line, and bodies that are not there', async () => {
    const wrong = fileIn(folder, 'wrong.yaml', 'default: { receive: soon }\nunits:\n  HU-KIMBOI: { daysLate: -4 }\nla: 1\n');
    const nobody = fileIn(folder, 'nobody.yaml', 'units:\n  KHONG-CO: { reports: late }\n');
    const [first, second] = await Promise.all([wrong, nobody].map((file) => run(['plan', 'rehearse', plan, ...ON, '--behaviours', file])));
    expect([first!.code, second!.code]).toEqual([65, 65]);
    expect(first!.err).toMatch(/wrong\.yaml:1:\d+: .*\n.*wrong\.yaml:3:\d+: .*FIELD_RANGE.*\n.*wrong\.yaml:4:\d+: .*FIELD_UNKNOWN/);
    expect(second!.err).toMatch(/nobody\.yaml:2:\d+: .*KHONG-CO.*UNIT_UNKNOWN/);
  });

  it('needs the day that the bodies are of', async () => {
    const { code, err } = await run(['plan', 'rehearse', plan, '--units', units]);
    expect(code).toBe(2);
    expect(err).toContain('--on');
  });

  it('says the same twice', async () => {
    const [first, second] = await Promise.all([1, 2].map(() => run(['plan', 'rehearse', plan, ...ON, '--json'])));
    expect(first!.out).toBe(second!.out);
  });
});

describe('plan rebase', () => {
  it('moves a plan to another year, to standard output or a new file', async () => {
    const out = join(emptyFolder(), 'moved.yaml');
    const [printed, written] = await Promise.all([
      run(['plan', 'rebase', plan, '--to', '2026']),
      run(['plan', 'rebase', plan, '--to', '2026', '--out', out]),
    ]);
    expect([printed.code, written.code]).toEqual([0, 0]);
    const read = readPlanFile(printed.out);
    expect('plan' in read && read.plan.date).toBe('2026-02-14');
    expect(readFileSync(out, 'utf8').trim()).toBe(printed.out.trim());
    const again = await run(['plan', 'rebase', plan, '--to', '2027', '--out', out]);
    expect(again.code).toBe(73);
    expect(readFileSync(out, 'utf8')).toContain('2026-02-14');
  });
});
