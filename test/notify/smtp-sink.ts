import { type AddressInfo, createServer, type Socket } from 'node:net';

/** What a client did in one transaction. */
export interface Received {
  from: string;
  to: string[];
  data: string;
}

export interface SmtpSink {
  port: number;
  received: Received[];
  /** Credentials offered, decoded. */
  logins: string[];
  close(): Promise<void>;
}

/** Answers by command (`MAIL`, `RCPT`, `DATA`, `BODY`, `AUTH`, `HELLO`) instead of the usual ones; `drop` cuts the line without an answer. */
export type SinkAnswers = Record<string, string | 'drop'>;

/** A mail server that keeps what it is given: enough of RFC 5321 for one client, no TLS. */
export async function smtpSink(answers: SinkAnswers = {}): Promise<SmtpSink> {
  const received: Received[] = [];
  const logins: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    talk(socket, answers, received, logins);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    received,
    logins,
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function talk(socket: Socket, answers: SinkAnswers, received: Received[], logins: string[]): void {
  let from = '';
  let to: string[] = [];
  let pending = '';
  let inData = false;
  const answer = (command: string, usual: string) => {
    const text = answers[command] ?? usual;
    if (text === 'drop') socket.destroy();
    else socket.write(`${text}\r\n`);
  };
  const take = (line: string) => {
    const verb = line.slice(0, 4).toUpperCase();
    if (verb === 'EHLO') answer('HELLO', '250-sink\r\n250 AUTH PLAIN');
    else if (verb === 'AUTH') {
      logins.push(Buffer.from(line.split(' ')[2] ?? '', 'base64').toString('utf8'));
      answer('AUTH', '235 welcome');
    } else if (verb === 'MAIL') {
      from = /<(.*?)>/.exec(line)![1]!;
      answer('MAIL', '250 ok');
    } else if (verb === 'RCPT') {
      to = [...to, /<(.*?)>/.exec(line)![1]!];
      answer('RCPT', '250 ok');
    } else if (verb === 'DATA') {
      inData = !('DATA' in answers);
      answer('DATA', '354 go on');
    } else if (verb === 'QUIT') socket.end('221 bye\r\n');
    else socket.write('502 not known here\r\n');
  };
  socket.write(`${answers['GREETING'] ?? '220 sink'}\r\n`);
  socket.on('data', (chunk) => {
    pending += chunk.toString('latin1');
    for (;;) {
      const end = inData ? pending.indexOf('\r\n.\r\n') : pending.indexOf('\r\n');
      if (end < 0) return;
      const piece = pending.slice(0, end);
      pending = pending.slice(end + (inData ? 5 : 2));
      if (!inData) take(piece);
      else {
        inData = false;
        received.push({ from, to, data: `${piece.replace(/^\.\./gm, '.')}\r\n` });
        to = [];
        answer('BODY', '250 kept');
      }
    }
  });
}
