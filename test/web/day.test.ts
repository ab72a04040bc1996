import type { Page } from 'playwright-core';
import { browserName, describeInBrowser, Stack } from './browser.js';

const MONTHLY = 'Số liệu kết nạp đảng viên trong tháng';

describeInBrowser(browserName('a plan goes its whole way on the pages'), () => {
  let stack: Stack;
  beforeAll(async () => {
    stack = await Stack.open();
  }, 300_000);
  afterAll(() => stack?.close());

  const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' });
  const figure = (page: Page, label: string) => page.getByRole('textbox', { name: new RegExp(`^${label}`) });
  const kimBoi = 'clerk-hu-kimboi';
  const reviewer = 'clerk-btctu';
  let reportPath: string;

  test('the issuer opens the draft, looks at its rehearsal and issues it in one act', async () => {
    const page = await stack.as('issuer-tu');
    await page.getByRole('link', { name: 'Kế hoạch', exact: true }).first().click();
    await page.getByRole('link', { name: '77-KH/TU' }).click();
    await button(page, /^Tiếp: Nơi nhận/).click();
    await page.getByText('27 đơn vị theo tổ chức hôm nay').waitFor();
    await button(page, /^Tiếp: Diễn tập/).click();
    await page.getByRole('img', { name: /^Dòng thời gian/ }).waitFor();
    expect(await page.locator('.figures').innerText()).toContain('27');
    await button(page, 'Bảng').click();
    expect(await page.locator('.firing-table tbody tr').count()).toBeGreaterThan(20);
    await button(page, /^Tiếp: Ký ban hành/).click();
    await button(page, 'Ban hành kế hoạch').click();
    await page.getByText('Đã giao đến 27 đơn vị.').waitFor();
    await page.getByText('Đã nhận').waitFor();
    await page.context().close();
  });

  test('a district receives it from its inbox by the keyboard alone, and gets its stamp', async () => {
    const page = await stack.as(kimBoi);
    await page
      .getByText(/phát triển đảng viên năm \d{4}/i)
      .first()
      .waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('k');
    await page.keyboard.press('Enter');
    const receipt = page.locator('.receipt');
    await receipt.getByText('Đúng hạn').waitFor();
    const told = await receipt.innerText();
    expect(told.toUpperCase()).toContain('ĐÃ NHẬN');
    expect(told).toMatch(/\d\d:\d\d:\d\d/);
    expect(told).toContain('77-KH/TU');
    await page.context().close();
  });

  test('it fills in its report, is stopped at a wrong figure, checks its answers and submits', async () => {
    const page = await stack.as(kimBoi);
    await page.getByRole('link', { name: 'Báo cáo', exact: true }).first().click();
    await page.getByRole('link', { name: new RegExp(MONTHLY) }).click();
    await figure(page, 'Số đảng viên kết nạp trong tháng').fill('9');
    await figure(page, 'Số quần chúng trong nguồn cuối tháng').fill('1.200');
    await figure(page, 'Số được công nhận chính thức').fill('12');
    await figure(page, 'Trong đó đúng hạn').fill('-1');
    await page.getByText('phải ≥ 0').first().waitFor();
    await figure(page, 'Trong đó đúng hạn').fill('11');
    await page.getByText('Đã lưu lúc').first().waitFor();
    await page.reload();
    expect(await figure(page, 'Số quần chúng trong nguồn cuối tháng').inputValue()).toBe('1.200');
    await button(page, 'Gửi báo cáo').click();
    await page.getByText('Kiểm tra trước khi gửi').waitFor();
    await button(page, 'Gửi báo cáo').click();
    await page.locator('.receipt').getByText('Chờ duyệt').waitFor();
    await page.context().close();
  });

  test('the staff board returns it on a page that asks for a reason and pins', async () => {
    const page = await stack.as(reviewer);
    await button(page, /^Xem và duyệt/).click();
    await button(page, 'Trả lại').click();
    await button(page, 'Trả lại báo cáo').click();
    await page.getByText('Trả lại phải có lý do.').waitFor();
    await page.getByRole('button', { name: /Loại lý do/ }).click();
    await page.getByRole('option', { name: 'Số liệu không khớp' }).click();
    await page.getByLabel('Lý do trả lại', { exact: true }).fill('Số công nhận đúng hạn chưa khớp sổ.');
    await button(page, 'Ghim dòng “Trong đó đúng hạn”').click();
    await page.getByLabel('Cần sửa gì ở “Trong đó đúng hạn”').fill('Sổ kết nạp ghi 10.');
    await page.getByText(/^Nơi gửi sửa đến hết/).waitFor();
    await button(page, 'Trả lại báo cáo').click();
    await page.getByText('Phải làm hôm nay').first().waitFor();
    await page.context().close();
  });

  test('the district is led to the pin, mends it and resubmits; what differs is told', async () => {
    const page = await stack.as(kimBoi);
    await button(page, /^Sửa báo cáo/).click();
    await page.getByText(/^1 điểm cần sửa trước hết/).waitFor();
    await page.getByText('Sổ kết nạp ghi 10.').waitFor();
    await figure(page, 'Trong đó đúng hạn').fill('10');
    await page.getByText('Đã sửa 1/1').waitFor();
    await button(page, 'Gửi lại').click();
    expect(await page.locator('.differences').innerText()).toMatch(/11\s*→\s*10/);
    await button(page, 'Gửi lại').click();
    await page.locator('.receipt').getByText('bản 2').waitFor();
    await page.locator('.receipt').getByText('Đúng hạn').waitFor();
    await page.context().close();
  });

  test('the board opens the resubmission on its differences and accepts it', async () => {
    const page = await stack.as(reviewer);
    await button(page, /^Xem và duyệt/).click();
    expect(await page.locator('.differences').innerText()).toMatch(/11\s*→\s*10/);
    reportPath = new URL(page.url()).pathname;
    await button(page, 'Chấp nhận').click();
    await page.getByText('Không có báo cáo nào chờ duyệt.').waitFor();
    await page.context().close();
  });

  test('the board undoes its acceptance with a reason, and accepts what waits together from the list', async () => {
    const page = await stack.as(reviewer);
    await page.goto(`${stack.url}${reportPath}`);
    await page.getByText(/^Rút lại được đến hết ngày/).waitFor();
    await button(page, 'Rút lại chấp nhận').click();
    await button(page, 'Rút lại chấp nhận').click();
    await page.getByText('Rút lại phải có lý do.').waitFor();
    await page.getByLabel('Lý do rút lại').fill('Chưa xem hết phụ lục.');
    await button(page, 'Rút lại chấp nhận').click();
    await button(page, 'Chấp nhận').waitFor();
    await page.getByRole('link', { name: 'Báo cáo', exact: true }).first().click();
    await button(page, /^Chờ tôi duyệt 1/).click();
    await page.getByLabel('Chọn tất cả báo cáo').check();
    await button(page, 'Chấp nhận 1 báo cáo').click();
    await page.getByText('Đã chấp nhận 1 báo cáo.').last().waitFor();
    await page.getByText('Không có báo cáo nào chờ duyệt.').waitFor();
    await page.context().close();
  });

  test('the issuer sees the total with its coverage, and the pace of the district', async () => {
    const page = await stack.as('issuer-tu');
    await page.getByRole('link', { name: 'Chỉ tiêu', exact: true }).click();
    await page.getByText('của 1.600').waitFor();
    const row = page.getByRole('row').filter({ hasText: 'Huyện ủy Kim Bôi' });
    expect(await row.innerText()).toContain('9/150');
    const totals = page.locator('.totals');
    await totals.getByText('1/17 đơn vị').waitFor();
    expect(await totals.innerText()).toContain('1.200');
    await page.context().close();
  });

  test('what others do appears on an open page without a reload', async () => {
    const page = await stack.as('issuer-tu');
    await page.getByRole('link', { name: 'Kế hoạch', exact: true }).first().click();
    await page.getByRole('link', { name: '77-KH/TU' }).click();
    await page.getByText('1/27').first().waitFor();
    const other = await stack.as('clerk-hu-tanlac');
    await button(other, /^Tiếp nhận/)
      .first()
      .click();
    await other.locator('.receipt').getByText('Đúng hạn').waitFor();
    await page.getByText('2/27').first().waitFor();
    await other.context().close();
    await page.context().close();
  });

  test('the leader sees the four states, opens the list behind a number, and a body from its bar', async () => {
    const page = await stack.as('leader-tu');
    await page.getByRole('heading', { name: 'Toàn cảnh thực hiện' }).waitFor();
    await page.getByText('Hoàn thành đúng hạn').first().waitFor();
    await button(page, 'Bảng số').click();
    expect(await page.locator('.body-table tbody tr').count()).toBeGreaterThan(5);
    await page.locator('.body-table').getByRole('link', { name: 'Huyện ủy Kim Bôi' }).click();
    await page.getByRole('heading', { name: 'Huyện ủy Kim Bôi' }).waitFor();
    await page.getByText('Bí thư Huyện ủy').first().waitFor();
    await page.getByRole('link', { name: 'Tỉnh ủy', exact: true }).first().click();
    await page.getByRole('heading', { name: 'Tỉnh ủy', exact: true }).waitFor();
    await page.context().close();
  });

  test('the inspector looks through what is late and unanswered, and has the record checked', async () => {
    const page = await stack.as('inspector-tu');
    await page.getByRole('heading', { name: 'Kiểm tra', exact: true }).waitFor();
    await page.getByText('Không đơn vị nào quá hạn.').waitFor();
    await button(page, 'Trả lại, chưa sửa').click();
    await page.getByText('Không báo cáo nào bị trả lại mà chưa sửa.').waitFor();
    await button(page, 'Kiểm tra').click();
    await page.getByText('Nguyên vẹn').waitFor();
    await page.locator('.inspected').getByRole('link', { name: 'Huyện ủy Kim Bôi' }).click();
    await page.getByRole('heading', { name: 'Huyện ủy Kim Bôi' }).waitFor();
    expect(await page.getByRole('button', { name: /Gửi|Tiếp nhận/ }).count()).toBe(0);
    await page.context().close();
  });

  test('who runs it sees all timers armed and compares the records now', async () => {
    const page = await stack.as('operator');
    const armed = await page.locator('.figures li').first().innerText();
    const [set, expected] = /(\d+)\/(\d+)/.exec(armed)!.slice(1).map(Number);
    expect(expected).toBeGreaterThan(0);
    expect(set).toBe(expected);
    await button(page, 'So ngay').click();
    await page.getByText('vừa chạy').waitFor();
    await page.getByText(/sự kiện, workflow và bảng số khớp nhau/).waitFor();
    await page.context().close();
  });

  test('a district and its board do the same day in English', async () => {
    const speaking = async (person: string) => {
      const page = await stack.as(person);
      await page.goto(`${stack.url}/me`);
      await button(page, 'English').click();
      await page.getByRole('link', { name: 'My work' }).first().click();
      await page.getByText('Due today').first().waitFor();
      return page;
    };
    const clerk = await speaking('clerk-hu-maichau');
    await button(clerk, /^Receive/)
      .first()
      .click();
    await clerk.locator('.receipt').getByText('On time').waitFor();
    await clerk.getByRole('link', { name: 'Reports', exact: true }).first().click();
    await clerk.getByRole('link', { name: new RegExp(MONTHLY) }).click();
    for (const [label, value] of [
      ['Số đảng viên kết nạp trong tháng', '4'],
      ['Số quần chúng trong nguồn cuối tháng', '1,100'],
      ['Số được công nhận chính thức', '5'],
      ['Trong đó đúng hạn', '5'],
    ] as const)
      await figure(clerk, label).fill(value);
    await button(clerk, 'Submit report').click();
    await clerk.getByText('Check before it goes').waitFor();
    await button(clerk, 'Submit report').click();
    await clerk.locator('.receipt').getByText('To be reviewed').waitFor();
    const board = await speaking(reviewer);
    await button(board, /^Review/).click();
    await button(board, 'Accept').click();
    await board.getByText('No report waits for review.').waitFor();
    const told = await board.locator('main').innerText();
    expect(told).not.toMatch(/Vì sao|Chờ tôi duyệt|Đúng hạn/);
    await clerk.context().close();
    await board.context().close();
  });
});
