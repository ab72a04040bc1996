import type { Notice, NoticeContext, NoticeRole } from './notice-shape.js';
import type { UnitId } from './unit.js';

/** What is said, whoever is told: the notice without its audience. A digest carries it, to the holder, unless it says otherwise. */
export type Said = Pick<Notice, 'kind' | 'occurrence' | 'data'> & Partial<Pick<Notice, 'role' | 'urgency' | 'tier'>>;

/** The round an event is of, and its rule time. `repair`: the clock of one unit's returned report, not the round's own. */
export interface RoundAt {
  item: string;
  period: string;
  atMs: number;
  repair?: boolean;
}

type OfUnit = RoundAt & { unit: UnitId };
type OfUnits = RoundAt & { units: readonly UnitId[] };

/** Tells the body that holds the duty. */
export function toHolder({ plan }: NoticeContext, { item, period, unit, atMs }: OfUnit, said: Said): Notice[] {
  return [{ plan: plan.id, item, period, unit, body: unit, role: 'holder', urgency: 'digest', ...said, atMs }];
}

/** Tells each of the bodies that still miss something. */
export function toHolders(context: NoticeContext, round: OfUnits, said: Said): Notice[] {
  return round.units.flatMap((unit) => toHolder(context, { ...round, unit }, said));
}

/** Gives each superior of the units one list of its own; where no body stands above, the issuer gets it. */
export function toSuperiors(context: NoticeContext, round: OfUnits, said: Said): Notice[] {
  const lists = new Map<UnitId, UnitId[]>();
  for (const unit of round.units) {
    const superior = context.superiorOf(unit) ?? context.plan.issuer;
    const list = lists.get(superior);
    if (list) list.push(unit);
    else lists.set(superior, [unit]);
  }
  return [...lists].map(([body, units]) => collective(context, { ...round, units }, { ...said, role: 'superior' }, body));
}

/** Gives the issuer the list of all the units. */
export function toIssuer(context: NoticeContext, round: OfUnits, said: Said): Notice[] {
  return round.units.length === 0 ? [] : [collective(context, round, { ...said, role: 'issuer' }, context.plan.issuer)];
}

/** Tells whom a report goes to, in a role, and the staff body it goes through. */
export function toReceiver(
  context: NoticeContext,
  round: RoundAt & { unit?: UnitId },
  said: Said,
  body: UnitId,
  role: NoticeRole,
): Notice[] {
  const { item, period, unit, atMs } = round;
  const base = { plan: context.plan.id, item, period, ...(unit !== undefined && { unit }), urgency: 'digest' as const, ...said, atMs };
  const via = context.viaOf(item);
  return [{ ...base, body, role }, ...(via === undefined ? [] : [{ ...base, body: via, role: 'via' as const }])];
}

/** Tells every body of the plan. */
export function toRecipients({ plan, recipients }: NoticeContext, atMs: number, said: Said): Notice[] {
  return recipients().map((body) => ({ plan: plan.id, unit: body, body, role: 'holder', urgency: 'digest', ...said, atMs }));
}

/** A list of many units in one notice. The repair of a report keeps its unit: each repair runs on a clock of its own. */
function collective(context: NoticeContext, { item, period, units, repair, atMs }: OfUnits, said: Said, body: UnitId): Notice {
  const occurrence = (context.part ?? 1) > 1 ? `${said.occurrence}#${context.part}` : said.occurrence;
  const data = { ...said.data, count: units.length };
  const of = { plan: context.plan.id, item, period, ...(repair && { unit: units[0]! }), units: [...units] };
  return { ...of, body, role: 'superior', urgency: 'digest', ...said, occurrence, data, atMs };
}
