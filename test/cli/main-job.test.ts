import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { inside } from './inside.js';
import { emptyFolder, fileIn, needBuilt, type Ran, root, run } from './run.js';

/** The whole main job from the command line, against real parts: one process started with the sample organisation. */

const data = join(emptyFolder(), 'data');
let server: ChildProcess;
let said = '';
let env: Record<string, string>;

function freePort(): Promise<number> {
  return new Promise((done) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => done(port));
    });
  });
}

beforeAll(async () => {
  needBuilt();
  const port = await freePort();
  env = { DONDOC_URL: `http://127.0.0.1:${port}`, DONDOC_DATA: data };
  const args = [join(root, 'dist', 'cli', 'main.js'), 'start', '--sample', '--data', data, '--port', String(port)];
  server = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  const hear = (text: string) => (said += text);
  server.stdout!.setEncoding('utf8').on('data', hear);
  server.stderr!.setEncoding('utf8').on('data', hear);
  await new Promise<void>((up, fail) => {
    server.stdout!.on('data', () => said.includes('Ctrl-C') && up());
    server.once('exit', (code) => fail(new Error(`start ended with ${code}: ${said}`)));
  });
}, 240_000);

afterAll(async () => {
  if (server.exitCode !== null) return;
  server.kill('SIGINT');
  const hung = setTimeout(() => server.kill('SIGKILL'), 30_000);
  await new Promise((done) => server.once('exit', done));
  clearTimeout(hung);
}, 60_000);

async function as(person: string, ...args: string[]): Promise<Ran> {
  return run([...args, '--as', person], env);
}

/** Runs a command that has to succeed, and reads its JSON; in this process, since starting one takes a second. */
async function json(person: string, ...args: string[]): Promise<any> {
  const { code, out, err } = await inside([...args, '--as', person, '--json'], env);
  if (code !== 0) throw new Error(`${args.join(' ')}: ${code} ${err}`);
  return JSON.parse(out) as unknown;
}

const PLAN = '77-KH/TU';
const UNIT = 'HU-KIMBOI';
const clerk = 'clerk-hu-kimboi';

describe('the main job over the command line', () => {
  let period: string;
  let late: string[];

  it('issues a plan file, which comes to its bodies', async () => {
    const { code, out } = await as('issuer-tu', 'plan', 'issue', join(data, 'plans', 'plan-77-kh-tu.yaml'));
    expect(out).toMatch(/✓ Đã ghi nhận lúc .*\n {2}biên nhận [0-9a-f-]{36}\n {2}sự kiện plan:\w{12} #1 · [0-9a-f]{12}/);
    expect(out).toMatch(/đã đến 27 tổ chức/);
    expect(code).toBe(0);
    const status = await json('issuer-tu', 'plan', 'status', PLAN);
    expect(status.plan).toMatchObject({ symbol: PLAN, status: 'issued' });
    expect(status.byKind.receipt).toEqual({ openInTime: 27 });
  });

  it('receives it, once', async () => {
    const [first, again] = [await as(clerk, 'receipt', PLAN, UNIT), await as(clerk, 'receipt', PLAN, UNIT)];
    expect([first.code, again.code]).toEqual([0, 1]);
    expect(first.out).toContain('đúng hạn');
    expect(again.err).toContain('ALREADY_DECIDED');
    expect((await as('clerk-huoblast', 'receipt', PLAN, UNIT)).code).toBe(78);
    expect((await json('issuer-tu', 'plan', 'cascade', PLAN)).funnel[0]).toMatchObject({ issued: 27, received: 1 });
  });

  it('concretises it in a plan of its own', async () => {
    const file = join(data, 'plans', 'plan-kim-boi.yaml');
    const draft = await json('issuer-hu-kimboi', 'plan', 'draft', file, '--own-plan-of', PLAN, '--unit', UNIT);
    await json('issuer-hu-kimboi', 'plan', 'issue', draft.id);
    expect((await json('issuer-tu', 'plan', 'show', PLAN)).children).toEqual([draft.id]);
  });

  it('drafts, submits, returns, resubmits and accepts a report', async () => {
    const matrix = await json(clerk, 'plan', 'matrix', PLAN, '--item', 'so-lieu-thang');
    const cell = matrix.rows.items.find((row: any) => row.unit.code === UNIT).cells[0];
    period = cell.period as string;
    late = cell.state === 'openOverdue' ? ['--late-reason', 'Bắt đầu dùng hệ thống sau hạn'] : [];
    const on = [PLAN, UNIT, 'so-lieu-thang', period];
    const saved = await json(clerk, 'report', 'draft', ...on, '--figure', 'ket-nap=9', '--figure', 'nguon=40', ...late);
    expect(saved.problems.map(({ code }: { code: string }) => code)).toEqual(['FIGURE_REQUIRED', 'FIGURE_REQUIRED']);
    expect((await as(clerk, 'report', 'submit', ...on)).err).toContain('FIGURE_REQUIRED figures.chinh-thuc');
    await json(clerk, 'report', 'draft', ...on, '--figure', 'chinh-thuc=2', '--figure', 'dung-han=2', '--text', 'vuong-mac=Thiếu lớp.');
    await json(clerk, 'report', 'submit', ...on);
    await json('issuer-tu', 'report', 'return', ...on, '--reason', 'Số kết nạp chưa khớp', '--pin', 'ket-nap=xem lại');
    const body = ['figures:', '  ket-nap: 8', '  nguon: 40', '  chinh-thuc: 2', '  dung-han: 2', 'narrative:', '  vuong-mac: Đã có lớp.'];
    const file = fileIn(emptyFolder(), 'report.yaml', [...body, ...(late[1] ? [`lateReason: ${late[1]}`] : [])].join('\n'));
    await json(clerk, 'report', 'submit', ...on, '--file', file);
    await json('issuer-tu', 'report', 'accept', ...on, '--note', 'Đồng ý');
    const shown = await as(clerk, 'report', 'show', ...on);
    expect(shown.out).toContain('Trả lại lúc');
    expect(shown.out).toContain('Số đảng viên kết nạp trong tháng: 9 → 8');
    expect(shown.out).toMatch(/Bản 2, gửi lúc .*chấp nhận lúc/);
  });

  it('refuses a report file by its lines', async () => {
    const file = fileIn(emptyFolder(), 'bad.yaml', 'figures:\n  ket-nap: 8.5\n  nguon: 25\n  chinh-thuc: 2\n  dung-han: -3\n');
    const { code, err } = await as(
      'clerk-hu-dabac',
      'report',
      'submit',
      PLAN,
      'HU-DABAC',
      'so-lieu-thang',
      period,
      '--file',
      file,
      ...late,
    );
    expect(code).toBe(65);
    expect(err).toMatch(/bad\.yaml:2:12: .*FIGURE_INTEGER.*\n.*bad\.yaml:5:13: .*FIGURE_RANGE/);
  });

  it('consolidates what was accepted, with its source and who is missing', async () => {
    const answer = await json('issuer-tu', 'consolidated', PLAN, 'so-lieu-thang', period);
    expect(answer.consolidated.figures['ket-nap']).toMatchObject({ value: 8, sources: [{ version: 2, value: 8 }] });
    expect(answer.consolidated.coverage).toMatchObject({ expected: 17, delivered: 1 });
    const { out } = await as('issuer-tu', 'consolidated', PLAN, 'so-lieu-thang', period);
    expect(out).toContain('1/17 đơn vị');
    expect(out).toContain('HU-KIMBOI 8 (2)');
  });

  it('makes progress and urges, and tells those it concerns', async () => {
    await json(clerk, 'progress', PLAN, UNIT, 'trien-khai-co-so', '--percent', '50', '--note', 'Đã họp');
    const done = await as(clerk, 'progress', PLAN, UNIT, 'trien-khai-co-so', '--done');
    expect([done.code, done.err.includes('PRODUCT_INCOMPLETE')]).toEqual([1, true]);
    await json('leader-tu', 'urge', PLAN, 'HU-DABAC', 'trien-khai-co-so', '--text', 'Khẩn trương triển khai.');
    const notices = await as('clerk-hu-dabac', 'notices', '--mark-read');
    expect(notices.out).toContain('● Đôn đốc');
    expect((await as('clerk-hu-dabac', 'notices', '--unread')).out).toContain('Không có thông báo');
    const inbox = await json('clerk-hu-dabac', 'inbox');
    expect(inbox.urged.map(({ item }: { item: string }) => item)).toContain('trien-khai-co-so');
  });

  it('suspends, resumes and concludes', async () => {
    await json('issuer-tu', 'plan', 'suspend', PLAN, '--reason', 'Chờ ý kiến');
    expect((await json('issuer-tu', 'plan', 'list', '--status', 'suspended')).items).toHaveLength(1);
    await json('issuer-tu', 'plan', 'resume', PLAN, '--dates', 'same');
    await json('issuer-tu', 'plan', 'conclude', PLAN, '--summary', 'Kết thúc sớm.');
    const shown = await as('issuer-tu', 'plan', 'show', PLAN, '--lang', 'en');
    expect(shown.out).toMatch(/Status +concluded/);
    expect(shown.out).toMatch(/Summary +Kết thúc sớm\./);
  });

  it('shows each step in the timeline, and proves it', async () => {
    const { items } = await json('issuer-tu', 'timeline', PLAN, '--all');
    const types = items.map(({ type }: { type: string }) => type);
    for (const type of 'issued opened received submitted returned resubmitted accepted progressed urged suspended resumed concluded'.split(
      ' ',
    ))
      expect(types).toContain(type);
    const { out } = await as('issuer-tu', 'timeline', PLAN, '--unit', UNIT);
    expect(out).toMatch(/gửi lại báo cáo/);
    const proof = await as('operator', 'audit', 'verify');
    expect([proof.code, proof.out.includes('chuỗi nguyên vẹn')]).toEqual([0, true]);
    expect((await as(clerk, 'audit', 'verify')).code).toBe(77);
  });

  it('is looked after while it runs: doctor asks the process, migrate refuses and names it', async () => {
    const [doctor, migrate] = [await run(['doctor'], env), await run(['migrate'], env)];
    expect(doctor.out).toContain(`✓ Tiến trình ${server.pid} đang giữ dữ liệu và trả lời`);
    expect(doctor.out).toContain('Hệ thống bình thường.');
    expect([doctor.code, migrate.code]).toEqual([0, 73]);
    expect(migrate.err).toContain(String(server.pid));
  });

  it('stops at Ctrl-C, and is looked after on its records alone', async () => {
    server.kill('SIGINT');
    expect(await new Promise((done) => server.once('exit', done))).toBe(0);
    const [doctor, migrate] = [await run(['doctor'], env), await run(['migrate', '--json'], env)];
    expect(doctor.out).toContain('Cơ sở dữ liệu: PGlite');
    expect(doctor.out).toContain('Temporal chạy cùng lệnh start');
    expect([doctor.code, migrate.code]).toEqual([0, 0]);
    expect(JSON.parse(migrate.out)).toMatchObject({ applied: [] });
    expect((await as('issuer-tu', 'plan', 'list')).code).toBe(69);
  });
});
