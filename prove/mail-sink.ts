import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerDataStream } from 'smtp-server';

/** A letter as it arrived. */
export interface Arrived {
  messageId: string;
  to: string;
  atMs: number;
}

/** What the mail server does: it takes letters; it refuses them for now; or it takes them and is gone before it says so. */
export type SinkMode = 'open' | 'refusing' | 'mute';

/** A mail server that keeps of each letter who sent it under which Message-ID. */
export class MailSink {
  readonly arrived: Arrived[] = [];
  mode: SinkMode = 'open';
  readonly #server: SMTPServer;

  private constructor() {
    this.#server = new SMTPServer({
      disabledCommands: ['AUTH', 'STARTTLS'],
      disableReverseLookup: true,
      logger: false,
      onRcptTo: (_address, _session, done) => done(this.mode === 'refusing' ? away() : null),
      onData: (stream, { envelope }, done) => void this.#take(stream, envelope, done),
    });
    this.#server.on('error', () => {});
  }

  static async open(): Promise<MailSink> {
    const sink = new MailSink();
    await once(sink.#server.listen(0, '127.0.0.1'), 'listening');
    return sink;
  }

  get port(): number {
    return (this.#server.server.address() as AddressInfo).port;
  }

  close(): void {
    this.#server.close();
  }

  async #take(stream: SMTPServerDataStream, { rcptTo }: { rcptTo: { address: string }[] }, done: () => void): Promise<void> {
    const text = await textOf(stream).catch(() => undefined);
    // Who sent it was gone before it was whole.
    if (text === undefined) return;
    const messageId = /^message-id:\s*(\S+)/im.exec(text)?.[1] ?? '';
    for (const { address } of rcptTo) this.arrived.push({ messageId, to: address, atMs: Date.now() });
    if (this.mode === 'mute') this.#hangUp();
    else done();
  }

  /** Breaks off every connection; who sent a letter never learns that it arrived. */
  #hangUp(): void {
    for (const connection of this.#server.connections) connection.close();
  }
}

function away(): Error {
  return Object.assign(new Error('try again later'), { responseCode: 451 });
}

async function textOf(stream: SMTPServerDataStream): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}
