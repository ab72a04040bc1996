import type { UnitTree } from '../domain/unit.js';
import type { Draft } from './draft.js';
import { type Proposal, proposalOf } from './proposal.js';
import { resolverOf } from './resolve.js';

/** The plan that a draft proposes in a tree: names are looked for beneath the body that issues it, where the tree has that one. */
export function proposalIn(tree: UnitTree, draft: Draft): Proposal {
  const named = draft.issuer ? resolverOf(tree, undefined)([draft.issuer.name]).selectors[0] : undefined;
  const issuer = named && 'unit' in named ? tree.byCode.get(named.unit) : undefined;
  return proposalOf(draft, resolverOf(tree, issuer));
}
