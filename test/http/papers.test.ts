import { readFileSync } from 'node:fs';
import { extractDocx } from '../../documents/docx.js';
import { startOfDayMs } from '../../domain/day.js';
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
    http = await openHttp(rig);
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

  it('are the closing summary, once a plan is concluded', async () => {
    await rig.advanceTo(at('2022-04-01'));
    await ask('issuer-tu', 'POST', `${plan}/conclusion`, { body: { summary: 'Đạt các mục tiêu chính.' } });
    const plain = await lines('issuer-tu', `${plan}/papers/closing`);
    expect(plain).toEqual(
      expect.arrayContaining(['tổng kết thực hiện Kế hoạch số 77-KH/TU, ngày 14/02/2022 của Tỉnh ủy', 'Đạt các mục tiêu chính.']),
    );
  });
});
