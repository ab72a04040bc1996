import { type AddressInfo, createServer } from 'node:net';

/** A port of loopback that nobody listens on just now. */
export function freePort(): Promise<number> {
  return opened(0);
}

const LOWEST = 20_000;
const BELOW = 32_768;

/** A free port that fits in a column of two bytes, as Temporal's server keeps those of its services. */
export async function lowPort(): Promise<number> {
  for (;;) {
    const port = LOWEST + Math.floor(Math.random() * (BELOW - LOWEST));
    const found = await opened(port).catch(() => undefined);
    if (found !== undefined) return found;
  }
}

function opened(wanted: number): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer().once('error', fail);
    server.listen(wanted, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => done(port));
    });
  });
}
