import type { Dondoc, NoticeView } from '../../client/dondoc.js';
import type { operations } from '../../contract/http-api.js';
import type { Actor } from '../../domain/access.js';
import type { Notice } from '../../domain/notice.js';
import type { Plan } from '../../domain/plan.js';
import { ProblemError } from '../../domain/problem.js';
import { type NoticeNames, renderNotice } from '../../i18n/notice.js';
import type { Handlers } from '../serve.js';

export function inboxHandlers(dondoc: Dondoc): Handlers<typeof operations.inbox> {
  const { inbox } = dondoc;
  return {
    get: ({ actor, query }) => inbox.get(actor, query),
    awaiting: ({ actor, query }) => inbox.awaiting(actor, query),
    notices: async ({ actor, query, language }) => {
      const { items, next } = await inbox.notices(actor, query);
      const names = await namesIn(dondoc, actor, items);
      const answers = items.map(({ symbol, occurrence, ...notice }) => ({
        ...notice,
        ...(symbol && { symbol }),
        ...renderNotice({ ...notice, occurrence } as Notice, language, names),
      }));
      return { items: answers, ...(next !== undefined && { next }) };
    },
    read: async ({ actor, body }) => {
      await inbox.read(actor, body.notices);
      return undefined;
    },
  };
}

/** Names of what notices point at, as far as their reader may see it; what it may not see keeps its id. */
async function namesIn({ plans, units }: Dondoc, actor: Actor, notices: NoticeView[]): Promise<NoticeNames> {
  const planIds = new Set(notices.map(({ plan }) => plan));
  const unitIds = new Set(notices.flatMap(({ unit, units: many = [] }) => [...many, ...(unit === undefined ? [] : [unit])]));
  const symbols = new Map(notices.map(({ plan, symbol }) => [plan, symbol ?? plan]));
  const [titles, names] = await Promise.all([
    seen([...planIds], async (plan) => titlesOf((await plans.get(actor, plan)).plan as Plan)),
    seen([...unitIds], async (unit) => (await units.get(actor, unit)).name),
  ]);
  return {
    plan: (plan) => symbols.get(plan) ?? plan,
    item: (plan, item) => titles.get(plan)?.get(item) ?? item,
    unit: (unit) => names.get(unit) ?? unit,
  };
}

/** What each key leads to, without those that the reader does not see. */
async function seen<T>(keys: string[], find: (key: string) => Promise<T>): Promise<Map<string, T>> {
  const found = await Promise.all(
    keys.map(async (key): Promise<[string, T][]> => {
      try {
        return [[key, await find(key)]];
      } catch (error) {
        if (error instanceof ProblemError) return [];
        throw error;
      }
    }),
  );
  return new Map(found.flat());
}

function titlesOf({ tasks, reports, targets }: Plan): Map<string, string> {
  return new Map([
    ...tasks.map(({ id, title }) => [id, title] as const),
    ...reports.map(({ id, title }) => [id, title] as const),
    ...targets.map(({ id, indicator }) => [id, indicator] as const),
  ]);
}
