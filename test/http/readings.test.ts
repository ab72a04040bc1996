import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
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
const LINES = [
  'TỈNH ỦY MẪU',
  'Số 12-KH/TU',
  'Mẫu, ngày 05 tháng 01 năm 2026',
  'KẾ HOẠCH',
  'nâng cao chất lượng sinh hoạt chi bộ năm 2026',
  'I. NHIỆM VỤ',
  '1. Ban Tổ chức Tỉnh ủy chủ trì rà soát các chi bộ, hoàn thành trước ngày 30/6/2026.',
  '2. Văn phòng Tỉnh ủy báo cáo Ban Thường vụ kết quả trước ngày 15/12/2026.',
  'Nơi nhận:',
  '- Các huyện ủy,',
  '- Lưu Văn phòng Tỉnh ủy.',
];
const paper = (...more: string[]) => docxOf([...LINES, ...more].map((line) => p(line)).join(''));

describe('papers handed in to be read', () => {
  let db: Db;
  let app: Awaited<ReturnType<typeof createHttp>>;
  const tokens: Record<string, string> = {};
  const failures: object[] = [];

  beforeAll(async () => {
    ({ db } = await testDatabase());
    const time = { ms: startOfDayMs('2026-01-05') + 9 * 3_600_000 };
    const relay = { kick: () => {}, decided: async () => undefined };
    const dondoc = createDondoc({ db, clock: outerClock(async () => time.ms), relay, calendar: vietnamCalendar });
    await dondoc.units.importFile(administrator, { bytes: readFileSync('examples/units.csv'), name: 'units.csv' });
    for (const [id, role] of [
      ['clerk', 'clerk'],
      ['other', 'clerk'],
      ['leader', 'leader'],
    ] as const) {
      await dondoc.people.importPeople(administrator, [{ id, name: id, grants: [{ role, unit: 'TU' }] }]);
      tokens[id] = (await dondoc.people.createToken(administrator, { person: id, label: 'test' })).token;
    }
    const log = { info: () => {}, warn: () => {}, error: (data: object) => void failures.push(data) };
    const health = { ready: async () => ({ ok: true, parts: {} }) };
    app = await createHttp({ dondoc, log, health, documents: compiledReader(), config: { ratePerMinute: 0 } });
    await app.listen({ host: '127.0.0.1', port: 0 });
  }, 60_000);
  afterAll(async () => {
    await app?.close();
    await db?.destroy();
  });

  const send = (payload: Buffer, type: string, { who = 'clerk', query = '', key = '' } = {}) =>
    app.inject({
      method: 'POST',
      url: `/api/v1/readings${query}`,
      headers: { authorization: `Bearer ${tokens[who]}`, 'content-type': type, ...(key && { 'idempotency-key': key }) },
      payload,
    });
  const upload = (name: string, bytes: Uint8Array, more: Parameters<typeof send>[2] = {}) => {
    const { type, payload } = multipartOf({ name, bytes });
    return send(payload, type, more);
  };
  const paste = (text: string, more: Parameters<typeof send>[2] = {}) =>
    send(Buffer.from(JSON.stringify({ text, name: 'Kế hoạch dán vào' })), 'application/json', more);
  const get = (path: string, who = 'clerk') =>
    app.inject({ method: 'GET', url: `/api/v1/readings/${path}`, headers: { authorization: `Bearer ${tokens[who]}` } });
  const kept = async () =>
    Number(
      (
        await db
          .selectFrom('readings')
          .select(({ fn }) => fn.countAll().as('n'))
          .executeTakeFirst()
      )?.n,
    );

  it('come back as a draft whose every value stands in the text where it says', async () => {
    const answer = await upload('kế hoạch.docx', paper());
    expect(answer.statusCode).toBe(201);
    const { name, kind, draft, plainText, warnings, sha256 } = answer.json();
    expect({ name, kind, warnings }).toEqual({ name: 'kế hoạch.docx', kind: 'docx', warnings: [] });
    expect(sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(draft).toMatchObject({ type: 'ke-hoach', number: { value: '12-KH/TU' }, date: { iso: '2026-01-05' } });
    expect(draft.tasks[0]).toMatchObject({ lead: ['Ban Tổ chức Tỉnh ủy'], deadline: { iso: '2026-06-30', comparator: 'before' } });
    const evidences = [draft.number, draft.date, ...draft.tasks].map(({ evidence }) => evidence);
    for (const { start, end, quote } of evidences) expect(plainText.slice(start, end)).toBe(quote);
  });

  it('are taken as PDF, as a plain text and as a pasted text too', async () => {
    const pdf = await upload('a.pdf', pdfOf([[{ text: 'KE HOACH', x: 100, y: 700 }]]));
    expect([pdf.statusCode, pdf.json().kind]).toEqual([201, 'pdf']);
    const text = await upload('a.txt', Buffer.from(LINES.join('\r\n')));
    expect([text.statusCode, text.json().draft.number.value]).toEqual([201, '12-KH/TU']);
    const pasted = await paste(LINES.join('\n'));
    expect([pasted.statusCode, pasted.json().name, pasted.json().draft.tasks.length]).toEqual([
      201,
      'Kế hoạch dán vào.txt',
      text.json().draft.tasks.length,
    ]);
  });

  it('handed in twice are one, with the same receipt, whatever they are called', async () => {
    const bytes = paper('Hai lần');
    const first = await upload('a.docx', bytes, { key: 'k1' });
    const before = await kept();
    const again = await upload('a.docx', bytes, { key: 'k1' });
    const renamed = await upload('b.docx', bytes);
    expect([again.body, renamed.body]).toEqual([first.body, first.body]);
    expect(await kept()).toBe(before);
    const other = await upload('a.docx', paper('Khác'), { key: 'k1' });
    expect([other.statusCode, other.json().code]).toEqual([422, 'KEY_REUSED']);
    expect((await upload('a.docx', bytes, { who: 'other' })).json().id).not.toBe(first.json().id);
  });

  it('are there for who handed them in alone, and go out to be saved', async () => {
    const bytes = paper('Của một người');
    const { id } = (await upload('..\\..\\Kế hoạch số 1.docx', bytes)).json();
    const file = await get(`${id}/file`);
    expect(file.headers).toMatchObject({
      'content-disposition': `attachment; filename="Ke_hoach_so_1.docx"; filename*=UTF-8''K%E1%BA%BF%20ho%E1%BA%A1ch%20s%E1%BB%91%201.docx`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    });
    expect(file.rawPayload.equals(bytes)).toBe(true);
    expect((await get(id)).json().id).toBe(id);
    const told = (answer: Awaited<ReturnType<typeof get>>) => answer.body.replaceAll(String(answer.headers['x-request-id']), '');
    for (const path of [id, `${id}/file`]) {
      const foreign = await get(path, 'other');
      expect(foreign.statusCode).toBe(404);
      expect(told(await get(path.replace(id, 'zzzzzzzzzzzz'), 'other'))).toBe(told(foreign));
    }
    expect((await upload('a.docx', bytes, { who: 'leader' })).json().code).toBe('FORBIDDEN');
  });

  const vni = Buffer.from('Keá hoaïch thöïc hieän Nghò quyeát cuûa Ñaûng veà coâng taùc toå chöùc vaø nhieäm vuï naêm 2004', 'latin1');
  test.each<[string, string, Uint8Array, number, string, object?]>([
    ['of no bytes', 'a.docx', Buffer.alloc(0), 400, 'FILE_EMPTY'],
    ['that is a PDF called .docx', 'a.docx', pdfOf([[]]), 415, 'FILE_TYPE_MISMATCH', { expected: 'DOCX', found: 'PDF' }],
    ['that is a program called .pdf', 'a.pdf', Buffer.from('MZ\x90\x00'), 415, 'FILE_TYPE_MISMATCH', { expected: 'PDF', found: 'EXE' }],
    [
      'that is a program under a name that reads backwards',
      'a\u202Exslx.exe',
      Buffer.from('MZ'),
      415,
      'FILE_TYPE_MISMATCH',
      { found: 'EXE' },
    ],
    ['of a kind that is not read', 'a.xlsx', docxOf(p('x')), 415, 'FILE_TYPE_MISMATCH', { expected: 'DOCX, PDF, TXT', found: 'ZIP' }],
    ['of more than 20 MB', 'a.txt', Buffer.alloc(20 * 1024 * 1024 + 1, 97), 413, 'FILE_TOO_LARGE'],
    ['with macros', 'a.docm', docxOf(p('x'), { 'word/vbaProject.bin': 'x' }), 415, 'FILE_MACRO'],
    ['marked MẬT', 'a.docx', paper('MẬT'), 422, 'CLASSIFIED_REFUSED', { mark: 'MẬT' }],
    ['of plain text, marked TỐI MẬT', 'a.txt', Buffer.from(`TỐI MẬT\n${LINES.join('\n')}`), 422, 'CLASSIFIED_REFUSED'],
    ['in an old font', 'a.txt', vni, 422, 'TEXT_LEGACY_ENCODING', { encoding: 'VNI' }],
    [
      'in an old font of Word',
      'a.docx',
      docxOf(`<w:p><w:r><w:rPr><w:rFonts w:ascii=".VnTime"/></w:rPr><w:t>Céng hoµ x· héi</w:t></w:r></w:p>`),
      422,
      'TEXT_LEGACY_ENCODING',
      { font: '.VnTime' },
    ],
  ])('%s are refused by name and not kept', async (_, name, bytes, status, code, data = {}) => {
    const before = await kept();
    const answer = await upload(name, bytes);
    expect([answer.statusCode, answer.json()]).toMatchObject([status, { code, data }]);
    expect(await kept()).toBe(before);
  });

  it('in an old font are converted where it is asked for, with a flag', async () => {
    const { statusCode, json } = await upload('a.txt', vni, { query: '?convert=true' });
    expect([statusCode, json().plainText]).toEqual([201, expect.stringContaining('Kế hoạch thực hiện Nghị quyết')]);
    expect(json().draft.flags.map(({ code }: { code: string }) => code)).toContain('oldEncoding');
    expect(json().warnings.map(({ code }: { code: string }) => code)).toEqual(['TEXT_LEGACY_ENCODING']);
  });

  it('with unresolved changes are read with a warning', async () => {
    const { statusCode, json } = await upload('a.docx', docxOf(`<w:p><w:ins><w:r><w:t>Kế hoạch mới</w:t></w:r></w:ins></w:p>`));
    expect([statusCode, json().warnings[0].code]).toEqual([201, 'DRAFT_MARKS']);
  });

  it('are one to a request, in a form that is whole', async () => {
    const file = { name: 'a.txt', bytes: Buffer.from('x') };
    const many = multipartOf(...Array.from({ length: 21 }, () => file));
    expect((await send(many.payload, many.type)).json()).toMatchObject({ status: 413, code: 'TOO_MANY_FILES', data: { max: 1 } });
    const { payload, type } = multipartOf(file);
    for (const [body, as, code] of [
      [payload, 'multipart/form-data', 'MULTIPART_INVALID'],
      [payload.subarray(0, payload.length - 20), type, 'MULTIPART_INVALID'],
      [Buffer.from('--dondoc0000000000--\r\n'), type, 'FILE_MISSING'],
      [Buffer.from('{}'), 'application/json', 'FIELD_REQUIRED'],
    ] as const)
      expect((await send(body, as)).json()).toMatchObject({ status: 400, code });
    expect((await send(payload, 'text/plain')).json()).toMatchObject({ status: 415, code: 'TYPE_UNSUPPORTED' });
  });

  it('cut on the way leave nothing, and come again under the same key', async () => {
    const before = await kept();
    const { type, payload } = multipartOf({ name: 'cut.docx', bytes: paper('Bị cắt') });
    const { port } = app.server.address() as AddressInfo;
    await new Promise<void>((done) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.write(
          `POST /api/v1/readings HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${tokens.clerk}\r\nIdempotency-Key: cut\r\nContent-Type: ${type}\r\nContent-Length: ${payload.length}\r\n\r\n`,
        );
        socket.write(payload.subarray(0, Math.floor(payload.length * 0.6)), () => socket.destroy());
      });
      socket.on('close', () => done());
    });
    await new Promise((done) => setTimeout(done, 100));
    expect(await kept()).toBe(before);
    expect((await send(payload, type, { key: 'cut' })).statusCode).toBe(201);
    expect(await kept()).toBe(before + 1);
  });

  it('are so many a day for one person', async () => {
    await db
      .insertInto('readings')
      .values({
        id: 'many',
        person_id: 'other',
        name: 'x',
        kind: 'txt',
        size: 500 * 1024 * 1024,
        content_hash: Buffer.from('x'),
        draft_hash: Buffer.from('x'),
        made_ms: startOfDayMs('2026-01-05'),
      })
      .execute();
    const answer = await upload('a.docx', paper('Một nữa'), { who: 'other' });
    expect([answer.json().code, answer.headers['retry-after']]).toEqual(['UPLOAD_QUOTA', String(15 * 3600)]);
  });

  it('have broken nothing, and stand in the record', async () => {
    expect(failures).toEqual([]);
    const events = await db.selectFrom('events').select(['type', 'data']).where('type', '=', 'paperHandedIn').execute();
    expect(events.length).toBe(Number(await kept()) - 1);
    expect(JSON.stringify(events)).not.toContain('kế hoạch');
  });
});
