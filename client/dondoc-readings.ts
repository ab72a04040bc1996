import type { Actor } from '../domain/access.js';
import type { Problem } from '../domain/problem.js';
import type { Decisions } from '../reading/confirm.js';
import type { Draft } from '../reading/draft.js';
import type { Proposal } from '../reading/proposal.js';
import type { Sending } from './dondoc-sending.js';

/** A paper as it was handed in and read; its name fit to be shown. */
export interface PaperRead {
  name: string;
  bytes: Uint8Array;
  kind: 'docx' | 'pdf' | 'txt';
  plainText: string;
  draft: Omit<Draft, 'plainText'>;
  warnings: Problem[];
}

/** The receipt of a paper handed in (hash in hex), and what was read of it. */
export interface ReadingView extends Omit<PaperRead, 'bytes'> {
  id: string;
  size: number;
  sha256: string;
  handedInMs: number;
}

/** Papers that are read into draft plans. A reading is its person's alone until a plan is made of it. */
export interface ReadingVerbs {
  /** Whether a person may hand in so many bytes more: FORBIDDEN, UPLOAD_QUOTA. Asked before a file is opened. */
  admit(actor: Actor, size: number): Promise<void>;
  /** Keeps a paper and what was read of it; the same bytes, or the same key, answer the reading that stands. */
  keep(actor: Actor, paper: PaperRead, sending?: Sending): Promise<ReadingView>;
  get(actor: Actor, reading: string): Promise<ReadingView>;
  /** The plan that a reading proposes, with names as the tree of today has them, and what must be decided. */
  proposal(actor: Actor, reading: string): Promise<Proposal>;
  /** The plan in the making that a person confirmed, and what is left to be decided. */
  confirm(actor: Actor, reading: string, decisions: Decisions): Promise<Proposal['plan']>;
  file(actor: Actor, reading: string): Promise<{ name: string; kind: PaperRead['kind']; bytes: Uint8Array }>;
}
