import { type Periods, UNITS } from './script.js';

/** Bodies and people of a run, made over HTTP; how each person is known to the door, and how a plan is drafted. */
export interface Office {
  tokens: ReadonlyMap<string, string>;
  /** Drafts a plan dated on a day, for all bodies or for some; its id. */
  draft(number: number, days: PlanDays, to?: readonly string[]): Promise<string>;
}

/** Days of a plan: its date, the month that most of it is due at the end of, and the end of its horizon. */
export interface PlanDays {
  from: string;
  day: string;
  to: string;
  yearEnd: string;
}

const ISSUER = 'issuer';
export const clerkOf = (unit: string): string => `clerk-${unit.toLowerCase()}`;

const unitsFile = [
  'code,name,kind,level,parent,validFrom',
  'TU,Tỉnh ủy,partyCommittee,1,,2015-01-01',
  ...UNITS.map((code, index) => `${code},Huyện ủy ${index + 1},partyCommittee,2,TU,2015-01-01`),
].join('\n');

function planFile(number: number, { from, day, to: due, yearEnd }: PlanDays, to: string): string {
  return `
dondoc: plan/1
symbol: ${String(number).padStart(2, '0')}-KH/TU
issuer: TU
date: ${day}
subject: thử độ bền ${number}
horizon: { from: ${from}, to: ${yearEnd} }
recipients: [{ to: ${to} }]
receipt: { due: { within: 1, unit: calendar, after: issue } }
evidenceCadence: month
tasks:
  - { id: viec, title: Mở lớp, lead: ${to}, timing: { kind: dated, due: ${due} } }
  - { id: thuong, title: Kiểm tra, lead: ${to}, timing: { kind: standing, cadence: month } }
reports:
${['month', 'quarter', 'year'].map((period) => `  - { id: ${period}, title: Báo cáo, reporters: ${to}, period: ${period}, due: { endOf: period }, form: { figures: [{ id: so, label: Số lớp, unit: lớp }] } }`).join('\n')}
`;
}

/** The days of a plan dated on a day of some month. */
export function daysOf(day: string): PlanDays {
  const [year, month] = day.split('-').map(Number) as [number, number];
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const ofMonth = (n: number) => `${year}-${String(month).padStart(2, '0')}-${String(n).padStart(2, '0')}`;
  return { from: ofMonth(1), day, to: ofMonth(last), yearEnd: `${year}-12-31` };
}

/** The periods that a plan dated on a day reports on first. */
export function periodsOf(day: string): Periods {
  const [year, month] = day.split('-').map(Number) as [number, number];
  return { month: `${year}-M${String(month).padStart(2, '0')}`, quarter: `${year}-Q${Math.ceil(month / 3)}`, year: String(year) };
}

/** Makes the bodies and the people before anything is broken. */
export async function furnish(url: string, administrator: string): Promise<Office> {
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
  return {
    tokens,
    async draft(number, days, to) {
      const file = planFile(number, days, to ? `[${to.join(', ')}]` : '[{ depth: direct }]');
      return (await ask(tokens.get(ISSUER)!, 'POST', '/plans', file, 'application/yaml')).id;
    },
  };
}
