import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createDondoc } from '../../client/create.js';
import { vietnamCalendar } from '../../domain/calendar-vn.js';
import { startOfDayMs } from '../../domain/day.js';
import { createHttp } from '../../http/http.js';
import { outerClock } from '../../store/clock.js';
import type { Db } from '../../store/database.js';
import { docxOf, p } from '../builders/docx.js';
import { multipartOf } from '../builders/multipart.js';
import { pdfOf } from '../builders/pdf.js';
import { compiledReader } from '../documents/compiled-reader.js';
import { testDatabase } from '../harness/database.js';

const administrator = {
  person: 'first',
  name: 'first',
  language: 'vi' as const,
  grants: [{ id: 'g', role: 'administrator' as const, unit: '*' }],
};
const HOUR = 3_600_000;
const NOW_MS = startOfDayMs('2022-02-14') + 9 * HOUR;

describe('files with duties and plans', () => {
  let db: Db;
  let app: Awaited<ReturnType<typeof createHttp>>;
  let plan: string;
  let report: string;
  const tokens = new Map<string, string>();

  beforeAll(async () => {
    ({ db } = await testDatabase());
    const relay = { kick: () => {}, decided: async () => undefined };
    const dondoc = createDondoc({ db, clock: outerClock(async () => NOW_MS), relay, calendar: vietnamCalendar });
    await dondoc.units.importFile(administrator, { bytes: readFileSync('examples/units.csv'), name: 'units.csv' });
    for (const [id, role, unit] of [
      ['issuer-tu', 'issuer', 'TU'],
      ['clerk-hu-kimboi', 'clerk', 'HU-KIMBOI'],
      ['clerk-hu-lacduong', 'clerk', 'HU-LACDUONG'],
    ] as const) {
      await dondoc.people.importPeople(administrator, [{ id, name: id, grants: [{ role, unit }] }]);
      tokens.set(id, (await dondoc.people.createToken(administrator, { person: id, label: 'test' })).token);
    }
    const issuer = (await dondoc.people.actorOf(tokens.get('issuer-tu')!))!;
    const { id } = await dondoc.plans.draft(issuer, { text: readFileSync('examples/plan-77-kh-tu.yaml', 'utf8') });
    await stands(dondoc, id);
    plan = `/plans/${id}`;
    report = `${plan}/units/HU-KIMBOI/items/so-lieu-thang/periods/2022-M02/files`;
    const log = { info: () => {}, warn: () => {}, error: (data: object) => console.error(data) };
    app = await createHttp({
      dondoc,
      log,
      health: { ready: async () => ({ ok: true, parts: {} }) },
      documents: compiledReader(),
      config: { ratePerMinute: 0 },
    });
  }, 60_000);
  afterAll(async () => {
    await app?.close();
    await db?.destroy();
  });

  /** The plan as it stands once it is issued: two reports that one body owes. */
  async function stands(dondoc: ReturnType<typeof createDondoc>, id: string): Promise<void> {
    const { id: unit } = await dondoc.units.get(administrator, 'HU-KIMBOI');
    await db.updateTable('plans').set({ status: 'issued', issued_ms: NOW_MS }).where('id', '=', id).execute();
    await db
      .insertInto('recipients')
      .values({ plan_id: id, unit_id: unit, purposes: '["toImplement"]' as never, lane: null, class: null })
      .execute();
    for (const period of ['2022-M02', '2022-M03'])
      await db
        .insertInto('duties')
        .values({ plan_id: id, unit_id: unit, item: 'so-lieu-thang', period, kind: 'report', opens_ms: 0 } as never)
        .execute();
  }

  const send = async (who: string, to: string, name: string, bytes: Uint8Array, key: string = randomUUID()) => {
    const { type, payload } = multipartOf({ name, bytes });
    const headers = { authorization: `Bearer ${tokens.get(who)}`, 'content-type': type, 'idempotency-key': key };
    return app.inject({ method: 'POST', url: `/api/v1${to}`, headers, payload });
  };
  const get = (who: string, path: string) =>
    app.inject({ method: 'GET', url: `/api/v1${path}`, headers: { authorization: `Bearer ${tokens.get(who)}` } });

  const json = async (method: 'POST' | 'PUT', path: string, body: object) => {
    const headers = { authorization: `Bearer ${tokens.get('issuer-tu')}`, 'content-type': 'application/json' };
    return (await app.inject({ method, url: `/api/v1${path}`, headers, payload: JSON.stringify(body) })).json();
  };

  it('are kept in versions by their bytes, and go out to be saved', async () => {
    const first = docxOf(p('Bằng chứng'));
    const one = await send('clerk-hu-kimboi', report, 'biên bản.docx', first, 'k1');
    expect([one.statusCode, one.json()]).toMatchObject([
      201,
      { name: 'biên bản.docx', version: 1, kind: 'docx', size: first.length, addedBy: 'clerk-hu-kimboi' },
    ]);
    for (const key of ['k1', 'k2']) expect((await send('clerk-hu-kimboi', report, 'biên bản.docx', first, key)).body).toBe(one.body);
    const two = await send('clerk-hu-kimboi', report, 'biên bản.docx', docxOf(p('Bằng chứng khác')));
    expect(two.json()).toMatchObject({ version: 2 });
    const scan = await send('clerk-hu-kimboi', report, 'scan.pdf', pdfOf([[]]));
    expect(scan.json()).toMatchObject({ kind: 'pdf', version: 1 });
    const list = await get('clerk-hu-kimboi', report);
    expect(list.json().items.map(({ name, version }: { name: string; version: number }) => `${name} ${version}`)).toEqual([
      'biên bản.docx 2',
      'biên bản.docx 1',
      'scan.pdf 1',
    ]);
    const old = await get('issuer-tu', `${report}/${one.json().id}`);
    expect(old.rawPayload.equals(first)).toBe(true);
    expect(old.headers).toMatchObject({
      'content-disposition': expect.stringMatching(/^attachment; /),
      'x-content-type-options': 'nosniff',
    });
  });

  it('are added by who acts for the body, and seen by who sees the duty, through what names them alone', async () => {
    const { id } = (await get('clerk-hu-kimboi', report)).json().items[0];
    const bytes = docxOf(p('x'));
    expect((await send('issuer-tu', report, 'a.docx', bytes)).statusCode).toBe(403);
    const told = (answer: Awaited<ReturnType<typeof get>>) => answer.body.replaceAll(String(answer.headers['x-request-id']), '');
    const absent = await get('clerk-hu-lacduong', `${report.replace('HU-KIMBOI', 'HU-NONE')}/${id}`);
    expect(absent.statusCode).toBe(404);
    for (const path of [report, `${report}/${id}`, `${report}/zzzzzzzzzzzz`, `${plan}/files`, `${plan}/files/${id}`])
      expect(told(await get('clerk-hu-lacduong', path))).toBe(told(absent));
    expect((await send('clerk-hu-lacduong', report, 'a.docx', bytes)).statusCode).toBe(404);
    // The file of one duty can't be had by the name of another.
    const other = report.replace('2022-M02', '2022-M03');
    expect([(await get('clerk-hu-kimboi', other)).json().items, (await get('clerk-hu-kimboi', `${other}/${id}`)).statusCode]).toEqual([
      [],
      404,
    ]);
  });

  test.each<[string, string, Uint8Array, number, string]>([
    ['programs', 'a.docx', Buffer.from('MZ\x90\x00'), 415, 'FILE_TYPE_MISMATCH'],
    ['web pages', 'a.html', Buffer.from('<html>'), 415, 'FILE_TYPE_MISMATCH'],
    ['pictures that are none', 'a.png', Buffer.from('<svg onload="x">'), 415, 'FILE_TYPE_MISMATCH'],
    ['macros', 'a.docx', docxOf(p('x'), { 'word/vbaProject.bin': 'x' }), 415, 'FILE_MACRO'],
    ['marked papers', 'a.docx', docxOf(p('MẬT')), 422, 'CLASSIFIED_REFUSED'],
    ['marked texts', 'a.txt', Buffer.from('TUYỆT MẬT\nx'), 422, 'CLASSIFIED_REFUSED'],
    ['nothing', 'a.pdf', Buffer.alloc(0), 400, 'FILE_EMPTY'],
  ])('are no %s', async (_, name, bytes, status, code) => {
    const answer = await send('clerk-hu-kimboi', report, name, bytes);
    expect([answer.statusCode, answer.json().code]).toEqual([status, code]);
  });

  it('are the paper that a plan was made of, for who sees the plan whole', async () => {
    const { type, payload } = multipartOf({ name: 'nguồn.docx', bytes: docxOf(p('KẾ HOẠCH')) });
    const headers = { authorization: `Bearer ${tokens.get('issuer-tu')}`, 'content-type': type };
    const reading = (await app.inject({ method: 'POST', url: '/api/v1/readings', headers, payload })).json();
    const text = `dondoc: plan/1\nissuer: TU\nsubject: Kế hoạch mẫu\nhorizon: { from: 2022-01-01, to: 2022-12-31 }\n`;
    const made = await json('POST', '/plans', { text, source: reading.id });
    await json('PUT', `/plans/${made.id}`, { text: text.replace('mẫu', 'khác'), source: reading.id });
    const files = await get('issuer-tu', `/plans/${made.id}/files`);
    expect(files.json().items).toEqual([expect.objectContaining({ name: 'nguồn.docx', version: 1, sha256: reading.sha256 })]);
    expect(await json('POST', '/plans', { text, source: 'zzzzzzzzzzzz' })).toMatchObject({ status: 404, code: 'NOT_FOUND' });
    expect((await get('clerk-hu-kimboi', `${plan}/files`)).statusCode).toBe(404);
  });
});
