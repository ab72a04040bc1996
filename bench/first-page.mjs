/**
 * How soon the first page is usable from a cold cache: `node bench/first-page.mjs ADDRESS [TIMES]`, where a Dondoc with the sample runs at
 * ADDRESS. Each time in a browser context of its own: signed in, nothing cached, from the first request until the work list is drawn and
 * takes a key. Once on the line as it is, once as an old laptop on a slow line (four times slower, 10 Mbit/s, 40 ms).
 */
import { chromium } from 'playwright-core';

const [, , address = 'http://127.0.0.1:7080', times = '9'] = process.argv;
const SLOW = { offline: false, latency: 40, downloadThroughput: 10e6 / 8, uploadThroughput: 2e6 / 8 };
const SLOWER = 4;
const PERSON = 'clerk-hu-kimboi';

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const browser = await chromium.launch({ executablePath, args: ['--headless', '--no-sandbox', '--disable-gpu'] });

async function once(slow) {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 } });
  const signedIn = await context.request.post(`${address}/api/v1/session/sample`, { data: { person: PERSON } });
  if (!signedIn.ok()) throw new Error(`${PERSON} cannot sign in at ${address}: ${signedIn.status()}; start it with --sample`);
  const page = await context.newPage();
  const line = await context.newCDPSession(page);
  await line.send('Network.enable');
  await line.send('Network.setCacheDisabled', { cacheDisabled: true });
  if (slow) {
    await line.send('Network.emulateNetworkConditions', SLOW);
    await line.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  }
  let bytes = 0;
  line.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
  const began = performance.now();
  await page.goto(address, { waitUntil: 'commit' });
  await page.locator('.inbox .bucket').first().waitFor();
  await page.keyboard.press('j');
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  const ms = performance.now() - began;
  await context.close();
  return { ms, bytes };
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

for (const slow of [false, true]) {
  await once(slow);
  const runs = [];
  for (let n = 0; n < Number(times); n += 1) runs.push(await once(slow));
  const ms = runs.map((run) => run.ms);
  const told = [median(ms), Math.min(...ms), Math.max(...ms)].map((value) => `${Math.round(value)} ms`);
  const name = slow ? 'slow line, old laptop' : 'as it is';
  process.stdout.write(
    `${name}: median ${told[0]} (${told[1]} – ${told[2]}, n=${runs.length}), ${Math.round(median(runs.map(({ bytes }) => bytes)) / 1024)} KB over the line\n`,
  );
}
await browser.close();
