import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { cascadeLane } from '../contract/names.js';
import { createHttp } from '../http/http.js';
import { sha256 } from '../store/chain.js';
import { addGrants, addToken, upsertPerson } from '../store/people.js';
import { checkActs, type Engine, issuePlan, startEngine, stepsOf } from './engine.js';
import { type Figures, measure, type Run, type Servers } from './measure.js';

/** The job on the whole product: every recipient has a clerk with a token, who asks over HTTP; rights are looked up for each request. */
export async function benchWhole(servers: Servers, databaseUrl: string, run: Run): Promise<Figures> {
  const engine = await startEngine(servers, databaseUrl);
  const quiet = { info: () => {}, warn: () => {}, error: () => {} };
  const app = await createHttp({
    dondoc: engine.dondoc,
    log: quiet,
    health: { ready: async () => ({ ok: true, parts: {} }) },
    config: { ratePerMinute: 0 },
  });
  await app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = app.server.address() as AddressInfo;
  const { plan, units } = await issuePlan(engine, run.recipients);
  const tokens = await clerksOf(engine, units);
  const agent = new Agent({ keepAlive: true, maxSockets: run.clients });
  const figures = await measure('dondoc, whole product over HTTP', servers, run, (recipient, report) => {
    const at = `/api/v1/plans/${plan}/units/${units[recipient]!}`;
    const path = report ? `${at}/items/r1/periods/once/submission` : `${at}/receipt`;
    const body = report ? JSON.stringify({ figures: { a: recipient }, narrative: { text: run.text() } }) : undefined;
    return post(agent, port, path, tokens[recipient]!, body);
  });
  await checkActs(engine, cascadeLane(plan, 1), run.recipients);
  agent.destroy();
  await app.close();
  await engine.close();
  return { ...figures, ...stepsOf(engine.carried) };
}

/** A clerk for each body, with a token; answers the tokens. */
async function clerksOf({ deps: { db } }: Engine, units: string[]): Promise<string[]> {
  const tokens = units.map((_, n) => `bench-${n}-${randomUUID()}`);
  const today = new Date().toISOString().slice(0, 10);
  await db.transaction().execute(async (trx) => {
    for (const [n, token] of tokens.entries()) {
      await upsertPerson(trx, { id: `clerk-${n}`, name: `Clerk ${n}`, email: null, language: 'vi', sample: false }, 0);
      await addToken(trx, { id: `t${n}`, hash: sha256(token), person: `clerk-${n}`, label: 'bench', createdMs: 0 });
    }
    const grants = units.map((unit, n) => ({ id: `g${n}`, person: `clerk-${n}`, role: 'clerk' as const, unit, from: today }));
    for (let from = 0; from < grants.length; from += 1000) await addGrants(trx, grants.slice(from, from + 1000) as never);
  });
  return tokens;
}

/** Posts, and takes nothing but 201. */
function post(agent: Agent, port: number, path: string, token: string, body?: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = {
      authorization: `Bearer ${token}`,
      'idempotency-key': randomUUID(),
      ...(body !== undefined && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
    };
    const asked = request({ agent, host: '127.0.0.1', port, path, method: 'POST', headers }, (answer) => {
      const said: Buffer[] = [];
      answer.on('data', (part: Buffer) => said.push(part));
      answer.on('end', () => {
        if (answer.statusCode === 201) resolve();
        else reject(new Error(`${path}: ${answer.statusCode} ${Buffer.concat(said).toString()}`));
      });
      answer.on('error', reject);
    });
    asked.on('error', reject);
    asked.end(body);
  });
}
