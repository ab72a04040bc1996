import { readFileSync } from 'node:fs';
import { startOfDayMs } from '../../domain/day.js';
import { docxOf, p } from '../builders/docx.js';
import { multipartOf } from '../builders/multipart.js';
import { pdfOf } from '../builders/pdf.js';
import { compiledReader } from '../documents/compiled-reader.js';
import { type DondocRig, startDondocRig } from '../harness/dondoc-rig.js';
import { type HttpRig, openHttp } from './http-rig.js';

describe('files with duties and plans', () => {
  let rig: DondocRig;
  let http: HttpRig;
  let plan: string;
  let report: string;
  beforeAll(async () => {
    rig = await startDondocRig({ startMs: startOfDayMs('2022-02-14') + 9 * 3_600_000 });
    http = await openHttp(rig, compiledReader());
    const draft = await http.ask('issuer-tu', 'POST', '/plans', { file: readFileSync('examples/plan-77-kh-tu.yaml', 'utf8') });
    plan = `/plans/${draft.json.id}`;
    await http.ask('issuer-tu', 'POST', `${plan}/issue`);
    await rig.relay.settle();
    report = `${plan}/units/HU-KIMBOI/items/so-lieu-thang/periods/2022-M02/files`;
    for (const who of ['clerk-hu-kimboi', 'clerk-hu-lacduong', 'clerk-kb-bo']) await http.ask(who, 'GET', '/inbox');
  }, 240_000);
  afterAll(async () => {
    await http?.app.close();
    await rig?.stop();
  });

  const send = async (who: string, to: string, name: string, bytes: Uint8Array, key = `${who}${name}${bytes.length}${Math.random()}`) => {
    const { type, payload } = multipartOf({ name, bytes });
    const headers = { authorization: `Bearer ${http.tokens.get(who)}`, 'content-type': type, 'idempotency-key': key };
    return http.app.inject({ method: 'POST', url: `/api/v1${to}`, headers, payload });
  };
  const get = (who: string, path: string) =>
    http.app.inject({ method: 'GET', url: `/api/v1${path}`, headers: { authorization: `Bearer ${http.tokens.get(who)}` } });

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
    const headers = { authorization: `Bearer ${http.tokens.get('issuer-tu')}`, 'content-type': type };
    const reading = (await http.app.inject({ method: 'POST', url: '/api/v1/readings', headers, payload })).json();
    const text = `dondoc: plan/1\nissuer: TU\nsubject: Kế hoạch mẫu\nhorizon: { from: 2022-01-01, to: 2022-12-31 }\n`;
    const made = await http.ask('issuer-tu', 'POST', '/plans', { body: { text, source: reading.id } });
    const again = { text: text.replace('mẫu', 'khác'), source: reading.id };
    await http.ask('issuer-tu', 'PUT', `/plans/${made.json.id}`, { body: again, headers: { 'if-match': `"${made.json.revision}"` } });
    const files = await get('issuer-tu', `/plans/${made.json.id}/files`);
    expect(files.json().items).toEqual([expect.objectContaining({ name: 'nguồn.docx', version: 1, sha256: reading.sha256 })]);
    const foreign = { text, source: 'zzzzzzzzzzzz' };
    await http.ask('issuer-tu', 'POST', '/plans', { body: foreign, status: 404 });
    expect((await get('clerk-hu-kimboi', `${plan}/files`)).statusCode).toBe(404);
  });
});
