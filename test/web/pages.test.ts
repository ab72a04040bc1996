import { get, type IncomingHttpHeaders } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { faults } from './axe.js';
import { browserName, describeInBrowser, Stack } from './browser.js';

/** JavaScript of the first page, compressed: what a slow line and an old laptop bear. */
const MAX_SCRIPT = 250 * 1024;
/** Rows of a tree or matrix in the page at most, however many there are. */
const MAX_ROWS = 60;
const RECIPIENTS = 3321;
/** Rows and columns of a matrix of ten thousand cells, and how many cells may be in the page at most. */
const MATRIX = 100;
const MAX_CELLS = 1000;

/** A file as it comes over the line, not unpacked. */
function rawGet(url: string, encoding: string): Promise<{ headers: IncomingHttpHeaders; bytes: number }> {
  return new Promise((done, fail) => {
    get(url, { headers: { 'accept-encoding': encoding } }, (answer) => {
      let bytes = 0;
      answer.on('data', (chunk: Buffer) => (bytes += chunk.length));
      answer.on('end', () => done({ headers: answer.headers, bytes }));
    }).on('error', fail);
  });
}

/** An answer of the API made up of as many bodies as a province has, under districts of thirty. */
function manyBodies(): unknown[] {
  return Array.from({ length: RECIPIENTS }, (_, place) => ({
    unit: {
      id: `u${place}`,
      code: `U-${String(place).padStart(5, '0')}`,
      name: `Đảng ủy xã số ${place}`,
      level: place % 30 === 0 ? 2 : 3,
      ...(place % 30 !== 0 && { parent: `u${place - (place % 30)}` }),
    },
    purposes: ['toImplement'],
    tasks: { done: 1, total: 4 },
    reports: { delivered: 1, expected: 2, overdue: place % 47 === 0 ? 1 : 0 },
  }));
}

/** An answer of the API made up of a hundred reports of a hundred bodies, every seventh overdue. */
function manyReports(plan: unknown): unknown {
  const periods = Array.from({ length: MATRIX }, (_, n) => ({
    period: `${2000 + Math.floor(n / 12)}-M${String((n % 12) + 1).padStart(2, '0')}`,
    dueMs: Date.UTC(2000, n, 8),
    expected: MATRIX,
    actual: MATRIX,
    onTime: MATRIX,
  }));
  const cells = periods.map(({ period }, n) => ({
    item: 'r',
    period,
    state: n % 7 === 0 ? 'openOverdue' : 'doneOnTime',
    overdueMs: n % 7 === 0 ? 864e5 : 0,
  }));
  const items = Array.from({ length: MATRIX }, (_, n) => ({ unit: { id: `m${n}`, code: `M-${n}`, name: `Đảng ủy xã số ${n}` }, cells }));
  return { plan, items: [{ item: 'r', title: 'Báo cáo tháng', periods }], rows: { items } };
}

describeInBrowser(browserName('the pages'), () => {
  let stack: Stack;
  let plan: string;
  beforeAll(async () => {
    stack = await Stack.open();
    const page = await stack.as('issuer-tu');
    plan = await page.evaluate(async () => {
      const { items } = (await (await fetch('/api/v1/plans')).json()) as { items: { id: string; symbol?: string }[] };
      const { id } = items.find(({ symbol }) => symbol === '77-KH/TU')!;
      const headers = { 'content-type': 'application/json', 'idempotency-key': 'issue' };
      await fetch(`/api/v1/plans/${id}/issue`, { method: 'POST', headers, body: '{}' });
      return id;
    });
    await page.context().close();
  }, 300_000);
  afterAll(() => stack?.close());

  test('have nothing that axe finds, signed out and for each role', async () => {
    const found: string[] = [];
    const look = async (page: Page, name: string) => {
      await page.waitForLoadState('networkidle');
      found.push(...(await faults(page)).map((fault) => `${name}: ${fault}`));
    };
    const outside = await (await stack.browser.newContext()).newPage();
    await outside.goto(stack.url);
    await outside.locator('.sample-person').first().waitFor();
    await look(outside, 'sign-in');
    const unit = 'HU-KIMBOI';
    const report = `/plans/${plan}/units/${unit}/items/so-lieu-thang/2026-M${new Date().toISOString().slice(5, 7)}`;
    const pages: Record<string, string[]> = {
      'issuer-tu': [
        '/inbox',
        '/plans',
        '/issue',
        `/plans/${plan}`,
        `/plans/${plan}/matrix`,
        `/plans/${plan}/targets`,
        `/plans/${plan}/timeline`,
        `/plans/${plan}/text`,
        `/plans/${plan}/notices`,
        `/plans/${plan}/history`,
        `/late?plan=${plan}`,
        `/targets?plan=${plan}`,
        '/calendar',
        '/me',
      ],
      'clerk-hu-kimboi': ['/inbox', '/reports', report, `/units/${unit}`],
      'leader-tu': ['/overview'],
      'inspector-tu': ['/inspection', `/plans/${plan}`],
      operator: ['/operations'],
      administrator: ['/administration'],
    };
    for (const [person, paths] of Object.entries(pages)) {
      const page = await stack.as(person);
      for (const path of paths) {
        await page.goto(stack.url + path);
        await page.locator('main h1').first().waitFor();
        await look(page, path.replace(plan, ':plan'));
      }
      await page.context().close();
    }
    expect(found).toEqual([]);
  }, 240_000);

  test('begin with no more JavaScript than the gate lets through', async () => {
    const context = await stack.browser.newContext();
    const page = await context.newPage();
    const scripts = new Map<string, number>();
    page.on('response', (response) => {
      if (response.url().endsWith('.js')) void response.body().then((body) => scripts.set(response.url(), gzipSync(body).length));
    });
    await page.goto(stack.url);
    await page.locator('.sample-person').first().click();
    await page.locator('.inbox, .table-card').first().waitFor();
    await page.waitForLoadState('networkidle');
    const bytes = [...scripts.values()].reduce((sum, size) => sum + size, 0);
    expect(bytes).toBeGreaterThan(0);
    expect(bytes).toBeLessThanOrEqual(MAX_SCRIPT);
    await context.close();
  });

  test(`keep only the rows in sight of a tree of ${RECIPIENTS} bodies, at the top, at the end and opened`, async () => {
    const page = await stack.as('issuer-tu');
    await page.route(`**/plans/${plan}/cascade*`, async (route) => {
      const cursor = Number(new URL(route.request().url()).searchParams.get('cursor') ?? 0);
      const items = manyBodies();
      const original = await (await route.fetch({ url: `${stack.url}/api/v1/plans/${plan}/cascade?limit=1` })).json();
      const next = cursor + 200;
      await route.fulfill({
        json: { ...original, units: { items: items.slice(cursor, next), ...(next < RECIPIENTS && { next: String(next) }) } },
      });
    });
    await page.goto(`${stack.url}/plans/${plan}`);
    await page.getByText(`Tất cả ${RECIPIENTS}`).waitFor({ timeout: 60_000 });
    const rows = () => page.locator('.grid-row').count();
    expect(await rows()).toBeLessThanOrEqual(MAX_ROWS);
    await page.getByRole('button', { name: 'Xem dạng bảng phẳng' }).click();
    await page.getByRole('treegrid').evaluate((box) => (box.scrollTop = box.scrollHeight));
    await page
      .getByText(/^Đảng ủy xã số 3\d\d\d/)
      .first()
      .waitFor();
    expect(await rows()).toBeLessThanOrEqual(MAX_ROWS);
    await page.context().close();
  }, 180_000);

  test(`keep only the cells in sight of a matrix of ${MATRIX * MATRIX}, at its corners and on the way between by the keys`, async () => {
    const page = await stack.as('issuer-tu');
    await page.route(`**/api/v1/plans/${plan}/matrix*`, async (route) => {
      const original = await (await route.fetch()).json();
      await route.fulfill({ json: manyReports(original.plan) });
    });
    await page.goto(`${stack.url}/plans/${plan}/matrix`);
    const table = page.getByRole('table');
    await table.getByText('Đảng ủy xã số 0').waitFor();
    const cells = () => page.locator('.matrix [role="cell"]').count();
    expect(await table.getAttribute('aria-colcount')).toBe(String(MATRIX + 3));
    expect(await cells()).toBeLessThanOrEqual(MAX_CELLS);
    await table.evaluate((box) => box.scrollTo(box.scrollWidth, box.scrollHeight));
    await table.getByText('Đảng ủy xã số 99').waitFor();
    expect(await cells()).toBeLessThanOrEqual(MAX_CELLS);
    await table.evaluate((box) => box.scrollTo(0, 0));
    await page.locator('[data-row="0"] [data-column="0"]').focus();
    const focused = () => page.evaluate(() => (globalThis as any).document.activeElement.dataset.column);
    for (let column = 1; column <= 20; column += 1) {
      await page.keyboard.press('ArrowRight');
      await page.waitForFunction((at) => (globalThis as any).document.activeElement.dataset.column === String(at), column);
    }
    expect(await focused()).toBe('20');
    expect(await cells()).toBeLessThanOrEqual(MAX_CELLS);
    await page.context().close();
  }, 120_000);

  test('come compressed as they were built, and whole to who asks for nothing', async () => {
    const index = await (await fetch(stack.url, { headers: { accept: 'text/html' } })).text();
    const script = /src="(\/assets\/[^"]+\.js)"/.exec(index)![1]!;
    const sizes = await Promise.all(
      ['br', 'gzip', 'identity'].map(async (encoding) => {
        const answer = await rawGet(stack.url + script, encoding);
        return {
          encoding: answer.headers['content-encoding'] ?? 'identity',
          bytes: answer.bytes,
          caching: answer.headers['cache-control'],
        };
      }),
    );
    expect(sizes.map(({ encoding }) => encoding)).toEqual(['br', 'gzip', 'identity']);
    const [br, gzip, whole] = sizes.map(({ bytes }) => bytes);
    expect(br!).toBeLessThan(gzip!);
    expect(gzip! * 2).toBeLessThan(whole!);
    expect(sizes.every(({ caching }) => caching!.includes('immutable'))).toBe(true);
    expect((await fetch(`${stack.url}${script}.br`)).status).toBe(404);
  });

  test('let the tree be walked by the keys of the treegrid pattern', async () => {
    const page = await stack.as('issuer-tu');
    await page.route(`**/plans/${plan}/cascade*`, async (route) => {
      const original = await (await route.fetch({ url: `${stack.url}/api/v1/plans/${plan}/cascade?limit=1` })).json();
      await route.fulfill({ json: { ...original, units: { items: manyBodies().slice(0, 90) } } });
    });
    await page.goto(`${stack.url}/plans/${plan}`);
    const focused = () => page.evaluate(() => (globalThis as any).document.activeElement.getAttribute('data-place'));
    const row = (place: number) => page.locator(`[data-place="${place}"]`);
    await row(0).focus();
    expect(await row(0).getAttribute('aria-expanded')).toBe('false');
    await page.keyboard.press('ArrowRight');
    await page.locator('[data-place="0"][aria-expanded="true"]').waitFor();
    await page.keyboard.press('ArrowRight');
    await page.waitForFunction(() => (globalThis as any).document.activeElement.getAttribute('data-place') === '1');
    expect(await row(1).getAttribute('aria-level')).toBe('2');
    await page.keyboard.press('ArrowLeft');
    await page.waitForFunction(() => (globalThis as any).document.activeElement.getAttribute('data-place') === '0');
    await page.keyboard.press('ArrowLeft');
    await page.locator('[data-place="0"][aria-expanded="false"]').waitFor();
    await page.keyboard.press('End');
    await page.waitForFunction(() => (globalThis as any).document.activeElement.getAttribute('data-place') !== '0');
    await page.keyboard.press('Home');
    await page.waitForFunction(() => (globalThis as any).document.activeElement.getAttribute('data-place') === '0');
    await page.keyboard.press('Enter');
    await page.getByText('Còn phải làm').waitFor();
    expect(await focused()).toBe('0');
    await page.context().close();
  });

  test('speak English throughout when asked to', async () => {
    const page = await stack.as('issuer-tu');
    await page.goto(`${stack.url}/me`);
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('link', { name: 'My work' }).first().click();
    await page.getByText('Due today').first().waitFor();
    const text = await page.locator('main').innerText();
    expect(text).not.toMatch(/Phải làm|Sắp đến hạn|Vì sao/);
    await page.context().close();
  });
});
