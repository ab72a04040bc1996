import { docxOf, p } from '../builders/docx.js';
import { faults } from './axe.js';
import { browserName, describeInBrowser, Stack } from './browser.js';

const now = new Date(Date.now() + 7 * 3_600_000);
const two = (n: number) => String(n).padStart(2, '0');
const YEAR = now.getUTCFullYear() + 1;
const LINES = [
  'TỈNH ỦY MẪU',
  'Số 912-KH/TU',
  `Mẫu, ngày ${two(now.getUTCDate())} tháng ${two(now.getUTCMonth() + 1)} năm ${now.getUTCFullYear()}`,
  'KẾ HOẠCH',
  `nâng cao chất lượng sinh hoạt chi bộ năm ${YEAR}`,
  'Thực hiện Nghị quyết số 28-NQ/TW, ngày 17/11/2022 của Ban Chấp hành Trung ương, Tỉnh ủy xây dựng kế hoạch như sau:',
  'I. NHIỆM VỤ',
  `1. Ban Tổ chức Tỉnh ủy chủ trì, phối hợp với Văn phòng Tỉnh ủy rà soát các chi bộ, hoàn thành trước ngày 30/6/${YEAR}.`,
  `2. Sở Kỳ Lạ chủ trì xây dựng phần mềm theo dõi sinh hoạt, hoàn thành trước ngày 30/9/${YEAR}.`,
  'II. TỔ CHỨC THỰC HIỆN',
  `1. Huyện ủy Kim Bôi mở lớp bồi dưỡng bí thư chi bộ, hoàn thành trước ngày 31/10/${YEAR}.`,
  'Nơi nhận:',
  '- Các huyện ủy (t/h),',
  '- Lưu Văn phòng Tỉnh ủy.',
];

describeInBrowser(browserName('a paper read on the pages'), () => {
  let stack: Stack;
  beforeAll(async () => {
    stack = await Stack.open();
  }, 300_000);
  afterAll(() => stack?.close());

  test('goes from an uploaded .docx to an issued plan, each side lighting the other, by keys', async () => {
    const page = await stack.as('issuer-tu');
    const shot = async (name: string) => process.env['SHOTS'] && (await page.screenshot({ path: `${process.env['SHOTS']}/${name}.png` }));
    await page.goto(`${stack.url}/issue`);
    await page.getByRole('link', { name: 'Nhập từ văn bản' }).click();
    await page.getByRole('button', { name: 'Đọc văn bản' }).click();
    await page.getByText('Chọn một tệp hoặc dán văn bản trước.').waitFor();
    expect(await faults(page)).toEqual([]);
    const wrong = { name: 'kế hoạch.docx', mimeType: 'application/octet-stream', buffer: Buffer.from('%PDF-1.7') };
    await page.locator('input[type=file]').setInputFiles(wrong);
    await page.getByRole('button', { name: 'Đọc văn bản' }).click();
    await page.getByText('Tệp này không phải DOCX; nội dung của nó là PDF.').waitFor();
    await page.locator('input[type=file]').setInputFiles({ ...wrong, buffer: docxOf(LINES.map((line) => p(line)).join('')) });
    await page.getByRole('button', { name: 'Đọc văn bản' }).click();
    await page.locator('.item-card.current').waitFor();
    await page.getByText('Thể thức văn bản').first().waitFor();
    await shot('1-head');

    // What is read stands in the text, and a click there shows it on the other side.
    const span = page.locator('.source-text .span', { hasText: 'Ban Tổ chức Tỉnh ủy chủ trì' });
    await span.first().click();
    const card = page.locator('.item-card.current');
    await card.getByText('Văn phòng Tỉnh ủy', { exact: true }).waitFor();
    expect(await span.first().getAttribute('class')).toContain('current');
    expect(await faults(page)).toEqual([]);
    await shot('2-task');
    // A field lights its own place.
    await card.getByRole('button', { name: `trước 30/06/${YEAR}` }).click();
    await page.locator('.source-text .lit', { hasText: `30/6/${YEAR}` }).waitFor();

    // Nothing is skipped, and what nobody in the tree can do is asked.
    await page.getByRole('button', { name: 'Lập kế hoạch từ các mục đã xác nhận' }).click();
    await page.getByText(/Còn \d+ mục chưa quyết định\./).waitFor();
    await page.getByRole('button', { name: 'Đến mục đầu tiên' }).click();
    await page.locator('h1').click();
    for (let n = 0; n < 20 && (await page.locator('.item-card.current', { hasText: 'phần mềm' }).count()) === 0; n += 1) {
      await page.keyboard.press('Enter');
      const open = page.locator('.item-card.current [role=alert]');
      if ((await open.count()) > 0) break;
    }
    await page.locator('.item-card.current', { hasText: 'phần mềm' }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('Chưa có đơn vị nào trong hệ thống nhận việc này').waitFor();
    await shot('3-asked');
    await page.keyboard.press('s');
    await page.locator('.item-form').getByLabel('Chủ trì').fill('Ban Tuyên giáo Tỉnh ủy');
    await page.locator('.chosen-unit', { hasText: 'Ban Tuyên giáo Tỉnh ủy' }).waitFor();
    expect(await faults(page)).toEqual([]);
    await page.locator('.item-card.current .item-fields', { hasText: 'Ban Tuyên giáo Tỉnh ủy' }).waitFor();
    await shot('4-edit');
    await page.getByRole('button', { name: 'Xong' }).click();
    await page.getByRole('button', { name: /^Xác nhận, sang mục/ }).click();
    await page.locator('h1').click();
    for (let n = 0; n < 30; n += 1) {
      const state = (await page.locator('.reading-done span').textContent()) ?? '';
      const [done, all] = state.split(' ')[0]!.split('/');
      if (done === all) break;
      // The paper's file copy is nobody's to act on.
      const last = (await page.locator('.item-card.current', { hasText: 'Lưu Văn phòng' }).count()) > 0;
      await page.keyboard.press(last ? 'x' : 'Enter');
    }
    await shot('5-done');
    await page.getByRole('button', { name: 'Lập kế hoạch từ các mục đã xác nhận' }).click();
    await page.getByText('Đúng mẫu, đủ căn cứ để ban hành.').waitFor();
    const text = await page.locator('#plan-file').inputValue();
    expect(text).toContain('symbol: 912-KH/TU');
    expect(text).toContain('unit: BTGTU');
    expect(text).not.toContain('Lưu Văn phòng');
    await shot('6-file');
    await page.getByRole('button', { name: 'Lưu bản thảo, đi tiếp' }).click();
    for (const next of ['Nơi nhận', 'Diễn tập', 'Ký ban hành']) await page.getByRole('button', { name: `Tiếp: ${next}` }).click();
    await page.getByRole('button', { name: 'Ban hành kế hoạch' }).click();
    await page.getByText(/Đã giao đến \d+ đơn vị\./).waitFor({ timeout: 60_000 });
    await page.context().close();
  }, 180_000);

  test('speaks English, and fits a narrow screen', async () => {
    const page = await stack.as('issuer-tu', { width: 390, height: 844 });
    await page.evaluate(() => (globalThis as any).localStorage.setItem('dondoc.language', 'en'));
    await page.goto(`${stack.url}/readings`);
    await page.getByLabel('Or paste its text here').fill(LINES.join('\n'));
    await page.getByRole('button', { name: 'Read the paper' }).click();
    await page.getByText('Head of the paper').first().waitFor();
    expect(await page.evaluate(() => (globalThis as any).document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    expect(await faults(page)).toEqual([]);
    if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/7-narrow.png` });
    await page.context().close();
  }, 60_000);
});
