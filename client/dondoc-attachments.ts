import type { Actor } from '../domain/access.js';
import type { Sending } from './dondoc-sending.js';

/** What a file goes with: a duty, or a plan as a whole where no duty is named. */
export interface OnAttachment {
  plan: string;
  unit?: string;
  item?: string;
  period?: string;
}

/** One version of a file: hash in hex, who added it by id. */
export interface AttachmentView {
  id: string;
  name: string;
  version: number;
  kind: string;
  size: number;
  sha256: string;
  addedMs: number;
  addedBy: string;
}

/**
 * Files with duties (evidence of progress and reports) and with plans (the paper a plan was read from). Whoever sees the duty sees its files; those of
 * a plan are for who sees it whole. Reached through what names them alone.
 */
export interface AttachmentVerbs {
  /** Whether a person may add so many bytes: FORBIDDEN, DELEGATION_REQUIRED, UPLOAD_QUOTA. Asked before a file is opened. */
  admit(actor: Actor, on: OnAttachment, size: number): Promise<void>;
  /** Adds a file; under a name that is there it is the next version, and with the bytes of the newest it is that one. */
  add(actor: Actor, on: OnAttachment, file: { name: string; kind: string; bytes: Uint8Array }, sending?: Sending): Promise<AttachmentView>;
  list(actor: Actor, on: OnAttachment): Promise<AttachmentView[]>;
  file(actor: Actor, on: OnAttachment, id: string): Promise<{ name: string; kind: string; bytes: Uint8Array }>;
}
