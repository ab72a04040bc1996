import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/**
 * What a link does: it carries; it refuses and breaks what it carries; it holds everything back, so that neither side notices; or it
 * carries what is asked and breaks off at the answer.
 */
export type LinkMode = 'open' | 'cut' | 'held' | 'deaf';

/** A wire between two processes that can be broken: a TCP proxy on loopback. */
export class Link {
  readonly #server: Server;
  readonly #pairs = new Set<{ near: Socket; far: Socket }>();
  #mode: LinkMode = 'open';
  #target: number;

  private constructor(target: number) {
    this.#target = target;
    this.#server = createServer({ allowHalfOpen: false }, (near) => this.#carry(near));
  }

  /** A link to a port of this machine. */
  static async to(target: number): Promise<Link> {
    const link = new Link(target);
    link.#server.listen(0, '127.0.0.1');
    await once(link.#server, 'listening');
    return link;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  set(mode: LinkMode): void {
    this.#mode = mode;
    for (const { near, far } of this.#pairs) {
      if (mode === 'cut') this.#break(near, far);
      else if (mode === 'held') [near, far].forEach((socket) => socket.pause());
      else [near, far].forEach((socket) => socket.resume());
    }
  }

  close(): void {
    for (const { near, far } of this.#pairs) this.#break(near, far);
    this.#server.close();
  }

  #carry(near: Socket): void {
    near.on('error', () => near.destroy());
    if (this.#mode === 'cut') return void near.resetAndDestroy();
    const far = connect({ host: '127.0.0.1', port: this.#target });
    const pair = { near, far };
    this.#pairs.add(pair);
    near.setNoDelay(true);
    far.setNoDelay(true);
    far.on('error', () => this.#break(near, far));
    near.on('data', (part) => this.#pass(part, far, near));
    far.on('data', (part) => {
      if (this.#mode === 'deaf') this.#break(near, far);
      else this.#pass(part, near, far);
    });
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const)
      from.on('close', () => {
        this.#pairs.delete(pair);
        to.destroy();
      });
    if (this.#mode === 'held') [near, far].forEach((socket) => socket.pause());
  }

  #pass(part: Buffer, to: Socket, from: Socket): void {
    if (to.write(part) || this.#mode === 'held') return;
    from.pause();
    to.once('drain', () => {
      if (this.#mode !== 'held') from.resume();
    });
  }

  #break(near: Socket, far: Socket): void {
    near.resetAndDestroy();
    far.resetAndDestroy();
  }
}
