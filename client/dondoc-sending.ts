/** How a command came in: the sender's idempotency key (required), the bytes it came with, and the revision it expects (If-Match). */
export interface Sending {
  key: string;
  bodyHash: Uint8Array;
  ifMatch?: string;
}
