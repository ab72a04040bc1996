import type { Answered, Senders } from './senders.js';

/** How many checks ask at once. */
const ABREAST = 16;

/**
 * Over HTTP, once all is well: the same key gets the same bytes at any door; a receipt is found as it was given, in the timeline with the
 * same hash; the chains verify, against the heads kept before too.
 */
export async function checkDoors(senders: Senders, plans: readonly string[], heads: readonly object[]): Promise<string[]> {
  const wrong: string[] = [];
  const timelines = new Map<string, string>();
  for (const plan of plans) for (const { lane, seq, hash } of await timeline(senders, plan)) timelines.set(`${lane} ${seq}`, hash);
  const waiting = senders.answered.filter(({ outcome }) => outcome !== 'unknown');
  const look = async () => {
    for (let answer = waiting.pop(); answer; answer = waiting.pop()) wrong.push(...(await checkAnswer(senders, answer, timelines)));
  };
  await Promise.all(Array.from({ length: ABREAST }, look));
  for (const [method, body] of [['GET'], ['POST', { heads }]] as const) {
    const verified = await senders.ask({ who: 'administrator', path: '/audit/verification', method, ...(body && { body }) });
    if ((JSON.parse(verified.body) as { ok: boolean }).ok !== true) wrong.push(`audit: ${verified.status} ${verified.body.slice(0, 500)}`);
  }
  return wrong;
}

/** The newest event of each lane, as one outside keeps it. */
export async function headsOf(senders: Senders): Promise<object[]> {
  const { body } = await senders.ask({ who: 'administrator', path: '/audit/verification', method: 'GET' });
  const { lanes } = JSON.parse(body) as { lanes: { lane: string; events: number; head: string }[] };
  return lanes.map(({ lane, events, head }) => ({ lane, seq: events, hash: head }));
}

interface Receipt {
  commandId: string;
  event: { lane: string; seq: number; hash: string };
}

async function checkAnswer(senders: Senders, { step, status, body }: Answered, timelines: ReadonlyMap<string, string>): Promise<string[]> {
  const again = await senders.ask(step);
  const differs = [`${step.key}: ${status}, asked again ${again.status} ${again.body.slice(0, 200)}`];
  // What the door itself refused was never lodged; it is refused again, and for another reason where its plan has ended meanwhile.
  const { receipt, command = receipt?.commandId } = JSON.parse(body) as { receipt?: Receipt; command?: string };
  if (command === undefined) return again.status < 400 || again.status >= 500 ? differs : [];
  if (again.status !== status) return differs;
  if (again.body !== body) return [`${step.key}: ${body}, asked again ${again.body}`];
  const found = await senders.ask({ who: step.who, path: `/commands/${command}`, method: 'GET' });
  if (found.status !== 200) return [`${step.key}: its command is ${found.status}`];
  if (!receipt) return [];
  if (found.body !== body) return [`${step.key}: ${body}, its command ${found.body}`];
  const { lane, seq, hash } = receipt.event;
  return timelines.get(`${lane} ${seq}`) === hash ? [] : [`${step.key}: ${hash} is not in the timeline`];
}

async function timeline(senders: Senders, plan: string): Promise<Receipt['event'][]> {
  const events: Receipt['event'][] = [];
  for (let cursor = ''; ;) {
    const path = `/plans/${plan}/timeline?limit=200${cursor && `&cursor=${cursor}`}`;
    const { body } = await senders.ask({ who: 'issuer', path, method: 'GET' });
    const page = JSON.parse(body) as { items: Receipt['event'][]; next?: string };
    events.push(...page.items);
    if (page.next === undefined) return events;
    cursor = page.next;
  }
}
