import type { Day } from './day.js';
import type { ProductKind } from './plan.js';
import type { Product } from './said.js';
import { parseSymbol } from './symbol.js';

/** What goes with a report of progress: a note, a product. */
export interface Shown {
  note?: string;
  product?: Product;
}

/**
 * Whether what came of a task is named on a day as its kind asks (D4c): a document, a report or a decision by its number and symbol, an event
 * or a class by its name and the day it took place, a database by its name or address, a count by how many. A task without a kind asks nothing
 * more; what is still to come completes no task.
 */
export function isComplete(kind: ProductKind | undefined, product: Product, today: Day): boolean {
  const { symbol, name, on, count, decision, address } = product;
  if (on !== undefined && on > today) return false;
  switch (kind) {
    case undefined:
      return true;
    case 'document':
    case 'report':
      return isNumbered(symbol);
    case 'decision':
      return isNumbered(decision) || isNumbered(symbol);
    case 'event':
    case 'class':
      return isNamed(name) && on !== undefined;
    case 'database':
      return isNamed(name) || isNamed(address);
    case 'count':
      return count !== undefined && count > 0;
  }
}

/** Whether something can be looked at: a note with words, or a product named and not still to come. A percentage alone shows nothing. */
export function isEvidence({ note, product }: Shown, today: Day): boolean {
  if (isNamed(note)) return true;
  if (!product || (product.on !== undefined && product.on > today)) return false;
  const { symbol, name, count = 0, decision, address } = product;
  return isNumbered(symbol) || isNumbered(decision) || isNamed(name) || isNamed(address) || count > 0;
}

function isNamed(text: string | undefined): boolean {
  return text !== undefined && /[\p{L}\p{N}]/u.test(text);
}

function isNumbered(symbol: string | undefined): boolean {
  const ordinal = symbol === undefined ? undefined : parseSymbol(symbol)?.ordinal;
  return typeof ordinal === 'number' && ordinal > 0;
}
