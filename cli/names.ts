import { operations } from '../contract/http-api.js';
import { OWN_PLAN_ITEM, RECEIPT_ITEM } from '../domain/duty.js';
import type { Plan } from '../domain/plan.js';
import type { Cli } from './cli.js';

/** A body as it is named in tables. */
export interface UnitName {
  code: string;
  name: string;
}

/** Names of what answers point at by id: bodies by code, items of a plan by title. What its reader may not see keeps its id. */
export class Names {
  constructor(
    private readonly cli: Cli,
    private readonly units: ReadonlyMap<string, UnitName>,
    private readonly plan?: Plan,
  ) {}

  code(unit: string): string {
    return this.units.get(unit)?.code ?? unit;
  }

  /** So many codes in a row, and how many more there are. */
  codes(units: readonly string[], most = 6): string {
    const named = units.slice(0, most).map((unit) => this.code(unit));
    const more = units.length - named.length;
    return more > 0 ? this.cli.word('cli.andMore', { what: named.join(', '), more }) : named.join(', ');
  }

  /** The label of a figure in the form of a report. */
  figure(item: string, field: string): string {
    return this.formOf(item)?.figures.find(({ id }) => id === field)?.label ?? field;
  }

  /** The label of a narrative section in the form of a report. */
  section(item: string, field: string): string {
    return this.formOf(item)?.narrative.find(({ id }) => id === field)?.label ?? field;
  }

  private formOf(item: string) {
    return this.plan?.reports.find(({ id }) => id === item)?.form;
  }

  item(item: string): string {
    return itemOf(this.cli, this.plan, item);
  }
}

/** The title of an item; receipt and own plan, which every plan has, by their own words. */
export function itemText(cli: Cli, item: string, title: string | undefined): string {
  if (item === RECEIPT_ITEM) return cli.word('notice.item.receipt');
  return item === OWN_PLAN_ITEM ? cli.word('notice.item.ownPlan') : (title ?? item);
}

/** The title of an item by the plan it stands in. */
export function itemOf(cli: Cli, plan: Plan | undefined, item: string): string {
  return itemText(cli, item, titleOf(plan, item));
}

function titleOf(plan: Plan | undefined, item: string): string | undefined {
  const named = plan?.tasks.find(({ id }) => id === item) ?? plan?.reports.find(({ id }) => id === item);
  return named?.title ?? plan?.targets.find(({ id }) => id === item)?.indicator;
}

/** Names for answers about a plan, or about bodies alone; asked for only where words are printed. */
export async function namesOf(cli: Cli, plan?: string): Promise<Names> {
  const [units, view] = await Promise.all([
    cli.api.all(operations.units.list),
    plan === undefined ? undefined : cli.api.ask(operations.plans.get, { params: { plan } }),
  ]);
  return new Names(cli, new Map(units.map(({ id, code, name }) => [id, { code, name }])), view?.plan as Plan | undefined);
}
