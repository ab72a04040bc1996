import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ensureTemporalCli } from '../../start/temporal-binary.js';
import { emptyFolder } from './compiled.js';
import { freePort } from '../../prove/ports.js';
import { MainProcess } from './main-process.js';

/** A word that stands in every text given to the process, and an ASCII one, since files may hold texts in other encodings. */
const CANARY = 'chimvanganhbinhminh';
const dataDir = emptyFolder();
let running: MainProcess | undefined;

beforeAll(async () => {
  await ensureTemporalCli();
}, 300_000);
afterAll(async () => {
  if (running?.child.exitCode === null) await running.end('SIGKILL');
  rmSync(dataDir, { recursive: true, force: true });
});

const planFile = `
dondoc: plan/1
symbol: 01-KH/TU
issuer: TU
date: 2026-01-05
subject: ${CANARY} trích yếu
horizon: { from: 2026-01-01, to: 2028-12-31 }
recipients: [{ to: [{ depth: direct }] }]
receipt: { due: { within: 1, unit: calendar, after: issue } }
tasks:
  - { id: viec, title: ${CANARY} nhiệm vụ, lead: [{ depth: direct }], timing: { kind: dated, due: 2028-06-30 } }
reports:
  - { id: nam, title: ${CANARY} báo cáo, reporters: [{ depth: direct }], period: year, due: { endOf: period }, form: { figures: [{ id: so, label: Số lớp, unit: lớp }] } }
`;

it('keeps what papers, names and comments say in its records alone: not in Temporal, logs or letters', async () => {
  const port = String(await freePort());
  const key = `k1:${randomBytes(32).toString('base64')}`;
  const secret = key.slice(3);
  running = new MainProcess(['--data', dataDir, '--port', port], { DONDOC_PAYLOAD_KEYS: key, DONDOC_LOG_LEVEL: 'debug' });
  await running.says('Ctrl-C');
  const administrator = readFileSync(join(dataDir, 'administrator.token'), 'utf8').trim();
  let n = 0;
  const ask = async (token: string, path: string, body: string, type = 'application/json'): Promise<{ id: string; token: string }> => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': type, 'idempotency-key': `k${(n += 1)}` };
    const answer = await fetch(`http://127.0.0.1:${port}/api/v1${path}`, { method: 'POST', headers, body });
    const told = await answer.text();
    // A plan just issued opens to its recipients a moment later.
    if (answer.status === 404 && n < 200) return sleep(50).then(() => ask(token, path, body, type));
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${told}`);
    return JSON.parse(told) as { id: string; token: string };
  };
  const units = `code,name,kind,level,parent,validFrom\nTU,${CANARY} Tỉnh ủy,partyCommittee,1,,2015-01-01\nHU,${CANARY} Huyện ủy,partyCommittee,2,TU,2015-01-01`;
  await ask(administrator, '/units/import', units, 'text/csv');
  const person = (id: string, role: string, unit: string) => ({
    id,
    name: `${CANARY} ${id}`,
    email: `${id}@example.vn`,
    grants: [{ role, unit }],
  });
  const people = [person('issuer', 'issuer', 'TU'), person('clerk', 'clerk', 'HU')];
  await ask(administrator, '/people/import', JSON.stringify({ people }));
  const tokens = new Map<string, string>();
  for (const { id } of people) tokens.set(id, (await ask(administrator, '/tokens', JSON.stringify({ person: id, label: CANARY }))).token);
  const [issuer, clerk] = [tokens.get('issuer')!, tokens.get('clerk')!];
  const { id: plan } = await ask(issuer, '/plans', planFile, 'application/yaml');
  await ask(issuer, `/plans/${plan}/issue`, '{}');
  const at = `/plans/${plan}/units/HU`;
  await ask(clerk, `${at}/receipt`, '{}');
  await ask(issuer, `${at}/items/viec/periods/once/urging`, JSON.stringify({ text: `${CANARY} đôn đốc` }));
  await ask(clerk, `${at}/items/viec/periods/once/progress`, JSON.stringify({ percent: 10, note: `${CANARY} ghi chú` }));
  await sleep(4_000);
  expect(await running.end('SIGTERM')).toBe(0);

  const hits = (word: string) =>
    filesIn(dataDir)
      .filter((path) => readFileSync(path).includes(word))
      .map((path) => path.slice(dataDir.length + 1).split('/')[0]!);
  // The proof of the search: it finds the word where it belongs.
  expect(new Set(hits(CANARY))).toEqual(new Set(['pglite']));
  expect(`${running.out}${running.err}`).not.toContain(CANARY);
  expect(running.err).not.toContain(secret);
  expect(hits(secret)).toEqual([]);
  // Sealed, not only deflated: whoever has Temporal's file and no key has nothing.
  const temporal = Buffer.concat(
    readdirSync(dataDir)
      .filter((name) => name.startsWith('temporal.db'))
      .map((name) => readFileSync(join(dataDir, name))),
  );
  expect(temporal.includes('binary/dondoc-aes-256-gcm')).toBe(true);
  expect(temporal.includes('binary/dondoc-deflate')).toBe(false);
  expect(filesIn(join(dataDir, 'mail')).length).toBeGreaterThan(0);
}, 240_000);

function filesIn(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesIn(path) : [path];
  });
}
