import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UNITS } from './script.js';

/** Bodies, people and plans of the test, made over HTTP; and how each person is known to the door. */
export interface Office {
  tokens: ReadonlyMap<string, string>;
  /** Ids of the drafts by their names in the script. */
  plans: ReadonlyMap<string, string>;
}

/** Days of the plans: the clock of lodging stands shortly before the midnight at which a month and a quarter end, on a working day. */
const MONTH = { from: '2026-09-01', day: '2026-09-29', to: '2026-09-30', yearEnd: '2026-12-31' };
export const MIDNIGHT_MS = Date.UTC(2026, 8, 30, 17);

const ISSUER = 'issuer';
export const clerkOf = (unit: string): string => `clerk-${unit.toLowerCase()}`;

const unitsFile = [
  'code,name,kind,level,parent,validFrom',
  'TU,Tỉnh ủy,partyCommittee,1,,2015-01-01',
  ...UNITS.map((code, index) => `${code},Huyện ủy ${index + 1},partyCommittee,2,TU,2015-01-01`),
].join('\n');

function planFile(number: number, to: string): string {
  return `
dondoc: plan/1
symbol: ${String(number).padStart(2, '0')}-KH/TU
issuer: TU
date: ${MONTH.day}
subject: thử độ bền ${number}
horizon: { from: ${MONTH.from}, to: ${MONTH.yearEnd} }
recipients: [{ to: ${to} }]
receipt: { due: { within: 1, unit: calendar, after: issue } }
evidenceCadence: month
tasks:
  - { id: viec, title: Mở lớp, lead: ${to}, timing: { kind: dated, due: ${MONTH.to} } }
  - { id: thuong, title: Kiểm tra, lead: ${to}, timing: { kind: standing, cadence: month } }
reports:
${['month', 'quarter', 'year'].map((period) => `  - { id: ${period}, title: Báo cáo, reporters: ${to}, period: ${period}, due: { endOf: period }, form: { figures: [{ id: so, label: Số lớp, unit: lớp }] } }`).join('\n')}
`;
}

/** Makes the bodies, the people and the drafts, before anything is killed. */
export async function furnish(url: string, dataDir: string): Promise<Office> {
  const administrator = readFileSync(join(dataDir, 'administrator.token'), 'utf8').trim();
  const ask = async (token: string, method: string, path: string, body: string, type = 'application/json') => {
    const answer = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': type },
      body,
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as { id: string; token: string };
  };
  await ask(administrator, 'POST', '/units/import', unitsFile, 'text/csv');
  const people = [
    { id: ISSUER, name: 'Người ban hành', email: 'issuer@example.vn', language: 'vi', grants: [{ role: 'issuer', unit: 'TU' }] },
    ...UNITS.map((unit) => ({
      id: clerkOf(unit),
      name: `Cán bộ ${unit}`,
      email: `${clerkOf(unit)}@example.vn`,
      language: 'vi',
      grants: [{ role: 'clerk', unit }],
    })),
  ];
  await ask(administrator, 'POST', '/people/import', JSON.stringify({ people }));
  const tokens = new Map([['administrator', administrator]]);
  for (const { id } of people)
    tokens.set(id, (await ask(administrator, 'POST', '/tokens', JSON.stringify({ person: id, label: 'test' }))).token);
  const plans = new Map<string, string>();
  const draft = async (name: string, number: number, to: string) => {
    const made = await ask(tokens.get(ISSUER)!, 'POST', '/plans', planFile(number, to), 'application/yaml');
    plans.set(name, made.id);
  };
  await draft('main', 1, '[{ depth: direct }]');
  for (let n = 0; n < SIDE_PLANS; n += 1) await draft(`side-${n}`, n + 2, `[${UNITS[2 * n]}, ${UNITS[2 * n + 1]}]`);
  return { tokens, plans };
}

/** Small plans beside the main one, issued and concluded under fire. */
export const SIDE_PLANS = 8;
