import type { Page } from 'playwright-core';
import { faults } from './axe.js';
import { browserName, describeInBrowser, Stack } from './browser.js';

describeInBrowser(browserName('who keeps house, on the pages'), () => {
  let stack: Stack;
  beforeAll(async () => {
    stack = await Stack.open();
  }, 300_000);
  afterAll(() => stack?.close());

  const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' });
  const choose = async (page: Page, label: string, typed: string, option: RegExp) => {
    await page.getByRole('combobox', { name: label }).fill(typed);
    await page.getByRole('option', { name: option }).first().click();
  };

  test('renames a body from today, is told in words why another cannot end, and reads what was', async () => {
    const page = await stack.as('administrator');
    await page.goto(`${stack.url}/administration`);
    await page.getByLabel('Tìm', { exact: true }).fill('kim boi');
    await page.getByRole('link', { name: 'Huyện ủy Kim Bôi', exact: true }).click();
    await page.getByLabel('Tên tổ chức').fill('Huyện ủy Kim Bôi mới');
    await button(page, 'Ghi thay đổi').click();
    await page.getByText('Đã ghi.', { exact: false }).first().waitFor();
    await page.getByRole('heading', { name: 'Huyện ủy Kim Bôi mới' }).waitFor();
    await page.getByRole('cell', { name: 'Huyện ủy Kim Bôi', exact: true }).waitFor();
    await button(page, 'Kết thúc hoạt động').click();
    await button(page, 'Kết thúc').click();
    await page
      .getByText(/không còn hoặc chưa có hiệu lực ngày|còn \d+ nhiệm vụ/)
      .first()
      .waitFor();
    expect(await faults(page)).toEqual([]);
    await page.context().close();
  });

  test('adds a person with a role, gives a password for one use and takes the role away', async () => {
    const page = await stack.as('administrator');
    await page.goto(`${stack.url}/administration/people/new`);
    await page.getByLabel('Họ tên').fill('Bùi Thị Mai');
    await page.getByLabel('Tên đăng nhập').fill('bui-thi-mai');
    await choose(page, 'Tại cơ quan', 'kim boi', /Kim Bôi/);
    expect(await faults(page)).toEqual([]);
    await button(page, 'Thêm người dùng').click();
    await page.getByRole('heading', { name: 'Bùi Thị Mai' }).waitFor();
    await button(page, 'Cấp mật khẩu dùng một lần').click();
    await page.getByText(/^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/).waitFor();
    await button(page, /^Thu hồi vai trò soạn thảo/).click();
    await page.getByText('đã thu hồi').waitFor();
    expect(await faults(page)).toEqual([]);
    await page.context().close();
  });

  test('delegates for somebody who is away, makes a token shown once, and reads the days off', async () => {
    const page = await stack.as('administrator');
    await page.goto(`${stack.url}/administration/tokens`);
    await choose(page, 'Thay mặt ai', 'clerk-hu-kimboi', /clerk-hu-kimboi/);
    await page.getByLabel('Dùng vào việc gì').fill('đồng bộ số liệu');
    await button(page, 'Cấp mã truy cập').click();
    await page.getByText(/^dd_/).waitFor();
    await button(page, /^Thu hồi mã “đồng bộ số liệu”/).click();
    await page.getByRole('cell', { name: 'đồng bộ số liệu', exact: true }).waitFor({ state: 'detached' });
    for (const tab of ['tokens', 'delegations', 'holidays', 'people', 'units']) {
      await page.goto(`${stack.url}/administration/${tab}`);
      await page.locator('main h1').waitFor();
      await page.waitForLoadState('networkidle');
      expect([tab, await faults(page)]).toEqual([tab, []]);
    }
    await page.goto(`${stack.url}/administration/holidays`);
    await page.getByText('Tết Nguyên đán').first().waitFor();
    await page.context().close();
  });

  test('a person chooses what comes by mail, and hands its role to a colleague in English as well', async () => {
    const page = await stack.as('clerk-hu-kimboi');
    await page.goto(`${stack.url}/me`);
    await page.getByLabel('Số liệu kỳ đã tổng hợp').uncheck();
    await page.getByText('Đã ghi.').waitFor();
    await page.reload();
    await page.getByLabel('Số liệu kỳ đã tổng hợp').waitFor();
    expect(await page.getByLabel('Số liệu kỳ đã tổng hợp').isChecked()).toBe(false);
    await button(page, 'English').click();
    await page.getByRole('link', { name: 'Delegation', exact: true }).click();
    await page.getByRole('heading', { name: 'Delegation', exact: true }).waitFor();
    await page.getByRole('button', { name: 'Delegate', exact: true }).click();
    await page.getByText('A delegation needs its reason.').waitFor();
    expect(await page.locator('main').innerText()).not.toMatch(/Ủy quyền|Lý do|Vai trò/);
    expect(await faults(page)).toEqual([]);
    await page.context().close();
  });
});
