import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { ensureTemporalCli } from '../../start/temporal-binary.js';
import { emptyFolder } from '../start/compiled.js';
import { freePort } from '../../prove/ports.js';
import { MainProcess } from '../start/main-process.js';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** A Chromium of this machine: by `CHROMIUM`, else the first on the path; undefined where there is none. */
export function findChromium(): string | undefined {
  const named = process.env['CHROMIUM'];
  if (named !== undefined && named !== '') return named;
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders.flatMap((folder) => NAMES.map((name) => join(folder, name))).find((path) => existsSync(path));
}

/** Says why tests in a browser are left out, in their very name. */
export const browserName = (what: string): string =>
  findChromium() === undefined ? `${what} (left out: no Chromium on this machine; set CHROMIUM)` : what;
export const describeInBrowser: jest.Describe = findChromium() === undefined ? describe.skip : describe;

/** The whole stack with the sample province, and a browser at its door. */
export class Stack {
  private constructor(
    readonly url: string,
    readonly browser: Browser,
    readonly process: MainProcess,
  ) {}

  static async open(): Promise<Stack> {
    await ensureTemporalCli();
    const port = String(await freePort());
    const running = new MainProcess(['--sample', '--data', join(emptyFolder(), 'data'), '--port', port], {
      DONDOC_REQUESTS_PER_MINUTE: '100000',
    });
    await running.says('Ctrl-C');
    const executablePath = findChromium();
    const browser = await chromium.launch({
      ...(executablePath !== undefined && { executablePath }),
      args: ['--headless', '--no-sandbox', '--disable-gpu'],
    });
    return new Stack(`http://127.0.0.1:${port}`, browser, running);
  }

  /** A page of one's own, signed in by one press as a sample person is. */
  async as(person: string, options: { width?: number; height?: number; name?: string } = {}): Promise<Page> {
    const { width = 1366, height = 768 } = options;
    const context = await this.browser.newContext({ viewport: { width, height }, locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh' });
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    await page.goto(this.url);
    await page.getByLabel('Tìm người theo tên hoặc cơ quan').waitFor();
    const { sample } = (await page.evaluate(async () => (await fetch('/api/v1/session/ways')).json())) as {
      sample: { person: string; name: string; unitName: string }[];
    };
    const { name, unitName } = sample.find((one) => one.person === person)!;
    await page.getByLabel('Tìm người theo tên hoặc cơ quan').fill(`${name} ${unitName}`);
    await page.locator('.sample-person').filter({ hasText: name }).filter({ hasText: unitName }).first().click();
    await page.locator('header.top').waitFor();
    return page;
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.process.end('SIGTERM');
  }
}
