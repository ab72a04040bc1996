import { readFileSync } from 'node:fs';
import { extractDocx } from '../../documents/docx.js';
import { startOfDayMs } from '../../domain/day.js';
import ExcelJS from 'exceljs';
import { compiledReader } from '../documents/compiled-reader.js';
import { type DondocRig, startDondocRig } from '../harness/dondoc-rig.js';
import { type Ask, type HttpRig, openHttp } from './http-rig.js';

const at = (day: string, hour = 9) => startOfDayMs(day) + hour * 3_600_000;
const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

describe('papers over HTTP', () => {
  let rig: DondocRig;
  let http: HttpRig;
  let ask: Ask;
  let plan: string;
  beforeAll(async () => {
    rig = await startDondocRig({ startMs: at('2022-02-14') });
    http = await openHttp(rig, compiledReader());
    ({ ask } = http);
    const draft = await ask('issuer-tu', 'POST', '/plans', { file: readFileSync('examples/plan-77-kh-tu.yaml', 'utf8') });
    plan = `/plans/${draft.json.id}`;
    await ask('issuer-tu', 'POST', `${plan}/issue`);
    await rig.relay.settle();
    await ask('clerk-hu-kimboi', 'POST', `${plan}/units/HU-KIMBOI/receipt`);
    await rig.advanceTo(at('2022-03-10'));
    const report = `${plan}/units/HU-KIMBOI/items/so-lieu-thang/periods/2022-M02`;
    const body = {
      figures: { 'ket-nap': 9, nguon: 40, 'chinh-thuc': 2, 'dung-han': 2 },
      narrative: { 'vuong-mac': '=1+1' },
      lateReason: 'Chờ số liệu xã',
    };
    await ask('clerk-hu-kimboi', 'POST', `${report}/submission`, { body });
    await ask('issuer-tu', 'POST', `${report}/acceptance`);
  }, 240_000);
  afterAll(async () => {
    await http?.app.close();
    await rig?.stop();
  });

  const file = async (who: string, path: string, status = 200) => {
    await ask(who, 'GET', '/inbox');
    const headers = { authorization: `Bearer ${http.tokens.get(who)}` };
    const answer = await http.app.inject({ method: 'GET', url: `/api/v1${path}`, headers });
    expect([path, answer.statusCode]).toEqual([path, status]);
    return answer;
  };
  const lines = async (who: string, path: string) => {
    const answer = await file(who, path);
    expect(answer.headers).toMatchObject({
      'content-type': WORD,
      'content-disposition': expect.stringMatching(/^attachment; filename="[\w-]+\.docx"$/),
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    });
    return (await extractDocx(answer.rawPayload)).plainText.split('\n');
  };

  it('are the plan, as issued', async () => {
    const plain = await lines('clerk-hu-kimboi', `${plan}/papers/plan`);
    expect(plain).toEqual(
      expect.arrayContaining(['KẾ HOẠCH', 'Số 77-KH/TU', 'phát triển đảng viên năm 2022', 'T/M TỈNH ỦY', 'Hà Xuân Lâm']),
    );
  });

  it('are a report as it was handed in, with why it was late', async () => {
    const plain = await lines('clerk-hu-kimboi', `${plan}/units/HU-KIMBOI/items/so-lieu-thang/periods/2022-M02/paper`);
    expect(plain).toEqual(
      expect.arrayContaining(['ĐẢNG BỘ TỈNH', 'HUYỆN ỦY KIM BÔI', '=1+1', 'Lý do gửi sau hạn: Chờ số liệu xã', '- Tỉnh ủy (b/c);']),
    );
    await file('clerk-hu-kimboi', `${plan}/units/HU-KIMBOI/items/so-lieu-thang/periods/2022-M03/paper`, 404);
  });

  it('are who is late and the letter to them, by who may urge', async () => {
    const late = await lines('issuer-tu', `${plan}/papers/late`);
    expect(late.some((line) => /\| Số liệu kết nạp đảng viên trong tháng \(tháng 02\/2022\) \| 08\/03\/2022 \| \d+ \|/.test(line))).toBe(
      true,
    );
    expect(late.some((line) => line.includes('tiếp nhận kế hoạch'))).toBe(true);
    const csv = await file('issuer-tu', `${plan}/papers/late?format=csv&item=so-lieu-thang`);
    expect(csv.rawPayload.subarray(0, 3).toString('hex')).toBe('efbbbf');
    expect(csv.body).not.toContain('Huyện ủy Kim Bôi');
    const letter = await lines('issuer-tu', `${plan}/papers/urging?unit=DUK&item=so-lieu-thang&deadline=2022-03-20`);
    expect(letter.some((line) => line.endsWith('(qua Ban Tổ chức Tỉnh ủy) trước ngày 20/03/2022.'))).toBe(true);
    expect(JSON.parse((await file('issuer-tu', `${plan}/papers/urging?unit=HU-KIMBOI&item=so-lieu-thang`, 422)).body)).toMatchObject({
      code: 'NOBODY_LATE',
    });
    await file('clerk-hu-kimboi', `${plan}/papers/urging`, 403);
  });

  it('are a consolidated report and its table', async () => {
    const path = `${plan}/consolidated/so-lieu-thang/2022-M02/paper`;
    const plain = await lines('issuer-tu', path);
    expect(plain).toContain('Có 1/17 đơn vị đã gửi báo cáo được chấp nhận.');
    expect(plain.some((line) => line.includes('| Huyện ủy Kim Bôi | 9 | 40 | 2 | 2 |'))).toBe(true);
    const { items } = JSON.parse((await file('issuer-tu', `${path}?format=json`)).body);
    expect(items.at(-1)).toMatchObject({ unit: 'Tổng hợp', 'ket-nap': 9 });
    await file('clerk-hu-kimboi', path, 404);
  });

  it('show their reader no more than the pages do', async () => {
    const own = JSON.parse((await file('clerk-hu-kimboi', `${plan}/papers/late?format=json`)).body);
    expect([...new Set(own.items.map(({ unit }: { unit: string }) => unit))].filter((unit) => unit !== 'Huyện ủy Kim Bôi')).toEqual([]);
    await file('issuer-tu', '/plans/aaaaaaaaaaaa/papers/plan', 404);
    await file('issuer-tu', `${plan}/papers/closing`, 404);
  });

  describe('that are forms', () => {
    const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
    const path = () => `${plan}/units/HU-KIMBOI/items/so-lieu-thang/periods/2022-M03/form`;
    const fillIn = async (values: Record<string, string | number>) => {
      const workbook = new ExcelJS.Workbook();
      await workbook.xlsx.load((await file('clerk-hu-kimboi', path())).rawPayload as unknown as ArrayBuffer);
      for (const [cell, value] of Object.entries(values)) workbook.worksheets[0]!.getCell(cell).value = value;
      return Buffer.from(await workbook.xlsx.writeBuffer());
    };
    const send = (payload: Buffer, to = path(), type = XLSX) =>
      http.app.inject({
        method: 'POST',
        url: `/api/v1${to}`,
        headers: { authorization: `Bearer ${http.tokens.get('clerk-hu-kimboi')}`, 'content-type': type },
        payload,
      });

    it('go out, come back filled in, and become the draft', async () => {
      await rig.advanceTo(at('2022-04-01'));
      const answer = await send(await fillIn({ E7: 11, E8: 42, E9: 3, E10: 3, E12: '=1+1' }));
      expect([answer.statusCode, answer.json()]).toMatchObject([
        200,
        { figures: { 'ket-nap': 11, nguon: 42 }, narrative: { 'vuong-mac': '=1+1' } },
      ]);
      const draft = await ask('clerk-hu-kimboi', 'GET', path().replace(/form$/, 'draft'));
      expect(draft.json).toMatchObject({ body: { figures: { 'ket-nap': 11 } }, revision: answer.json().revision });
    });

    it('with faults are told all of them by cell, change nothing, and come back marked', async () => {
      const before = (await ask('clerk-hu-kimboi', 'GET', path().replace(/form$/, 'draft'))).json;
      const wrong = await fillIn({ E7: 'khoảng 25', E8: -1 });
      const answer = await send(wrong);
      expect([answer.statusCode, answer.json()]).toMatchObject([422, { code: 'REPORT_FORM_INVALID', data: { count: 2, more: 0 } }]);
      expect(answer.json().problems.map(({ code, path: cell }: { code: string; path: string }) => [cell, code])).toEqual([
        ['E7', 'CELL_NUMBER'],
        ['E8', 'FIGURE_RANGE'],
      ]);
      expect((await ask('clerk-hu-kimboi', 'GET', path().replace(/form$/, 'draft'))).json).toEqual(before);
      const marked = await send(wrong, `${path()}/annotated`);
      const workbook = new ExcelJS.Workbook();
      await workbook.xlsx.load(marked.rawPayload as unknown as ArrayBuffer);
      const cell = workbook.worksheets[0]!.getCell('E7');
      expect([cell.value, JSON.stringify(cell.note)]).toEqual(['khoảng 25', expect.stringContaining('phải là một số')]);
    });

    it('that are no forms are refused by name', async () => {
      expect((await send(Buffer.from('a,b'))).json()).toMatchObject({ status: 415, code: 'FILE_TYPE_MISMATCH' });
      expect((await send(Buffer.alloc(0))).json()).toMatchObject({ status: 400, code: 'FILE_EMPTY' });
      expect((await send(Buffer.from('a,b'), path(), 'text/csv')).json()).toMatchObject({ status: 415, code: 'TYPE_UNSUPPORTED' });
    });
  });

  it('are the closing summary, once a plan is concluded', async () => {
    await rig.advanceTo(at('2022-04-01'));
    await ask('issuer-tu', 'POST', `${plan}/conclusion`, { body: { summary: 'Đạt các mục tiêu chính.' } });
    const plain = await lines('issuer-tu', `${plan}/papers/closing`);
    expect(plain).toEqual(
      expect.arrayContaining(['tổng kết thực hiện Kế hoạch số 77-KH/TU, ngày 14/02/2022 của Tỉnh ủy', 'Đạt các mục tiêu chính.']),
    );
  });
});
