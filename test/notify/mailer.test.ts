import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { renderImmediate } from '../../notify/letter.js';
import { createMailer } from '../../notify/mailer.js';
import { isLoopback } from '../../notify/smtp.js';
import { aNotice } from '../builders/notice.js';
import { readMail } from './mime.js';
import { type SinkAnswers, type SmtpSink, smtpSink } from './smtp-sink.js';

const references = { symbolOf: () => '132-KH/TU', clauseOf: () => 'III.2', codeOf: () => 'DU-A' };
const letter = renderImmediate(aNotice({ kind: 'urged', tier: 'overdue', data: { n: 5 } }), {
  language: 'vi',
  references,
  baseUrl: 'https://dondoc.example',
});
const delivery = { id: 'delivery-1', to: 'van.thu@dv.example', letter, atMs: 0 };
const from = 'don-doc@tinhuy.example';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dondoc-mail-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('a mailer without a server', () => {
  test('keeps each letter as one .eml file, however often it is sent', async () => {
    const mailer = createMailer({ from, folder: join(folder, 'out') });
    const sent = await mailer.send(delivery);
    expect(await mailer.send(delivery)).toEqual(sent);
    expect(await readdir(join(folder, 'out'))).toEqual(['delivery-1@tinhuy.example.eml']);
    const path = join(folder, 'out', 'delivery-1@tinhuy.example.eml');
    const { headers, parts } = readMail(await readFile(path, 'latin1'));
    expect(headers.get('message-id')).toEqual([sent.messageId]);
    expect(parts.get('text/plain')!.replaceAll('\r\n', '\n')).toBe(letter.text);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  test('leaves nothing half written, and a failing folder can be tried again', async () => {
    const file = join(folder, 'file');
    await writeFile(file, '');
    const mailer = createMailer({ from, folder: file });
    await expect(mailer.send(delivery)).rejects.toMatchObject({ code: 'MAIL_FOLDER', detail: 'EEXIST', transient: true });
    expect(await readdir(folder)).toEqual(['file']);
  });

  test('refuses a sender that is no address', () => {
    expect(() => createMailer({ from: 'a@b.vn\r\nBcc: c@d.vn', folder })).toThrow('MAIL_FROM');
  });
});

describe('a mailer with a server', () => {
  let sink: SmtpSink;
  const start = async (answers: SinkAnswers = {}, smtp: { user?: string; pass?: string; host?: string } = {}) => {
    sink = await smtpSink(answers);
    return createMailer({ from, fromName: 'Đôn đốc', folder, smtp: { host: '127.0.0.1', port: sink.port, ...smtp } });
  };
  afterEach(() => sink.close());

  test('hands over the letter to its one address, under its own Message-ID', async () => {
    const mailer = await start();
    const { messageId, sha256 } = await mailer.send(delivery);
    expect(sink.received).toHaveLength(1);
    const { from: sender, to, data } = sink.received[0]!;
    expect([sender, to]).toEqual([from, ['van.thu@dv.example']]);
    const { headers, parts } = readMail(data);
    expect(headers.get('message-id')).toEqual([messageId]);
    expect(parts.get('text/html')!.replaceAll('\r\n', '\n')).toBe(letter.html);
    expect(sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(await readdir(folder)).toEqual([]);
  });

  test('an answer to DATA that was lost is tried again as the same letter', async () => {
    const mailer = await start({ BODY: 'drop' });
    await expect(mailer.send(delivery)).rejects.toMatchObject({ transient: true, code: 'MAIL_SERVER' });
    const again = createMailer({ from, folder, smtp: { host: '127.0.0.1', port: sink.port } });
    await expect(again.send(delivery)).rejects.toMatchObject({ transient: true });
    const ids = sink.received.map(({ data }) => readMail(data).headers.get('message-id'));
    expect(ids).toEqual([['<delivery-1@tinhuy.example>'], ['<delivery-1@tinhuy.example>']]);
  });

  test('signs in where it has credentials', async () => {
    const mailer = await start({}, { user: 'dondoc', pass: 'mật khẩu' });
    await mailer.send(delivery);
    expect(sink.logins).toEqual(['\0dondoc\0mật khẩu']);
  });

  const REFUSALS: [string, SinkAnswers, boolean][] = [
    ['an unknown recipient is refused for good', { RCPT: '550 5.1.1 no such user' }, false],
    ['a full mailbox is tried again', { RCPT: '452 4.2.2 full' }, true],
    ['a refused letter is refused for good', { BODY: '554 5.7.1 not wanted' }, false],
    ['a busy server is tried again', { BODY: '451 4.3.0 later' }, true],
    ['a refused sender is ours to mend', { MAIL: '550 5.7.1 who are you' }, true],
    ['a server that closes is tried again', { GREETING: '421 closing' }, true],
    ['a refused greeting is tried again', { GREETING: '554 no' }, true],
  ];
  test.each(REFUSALS)('%s', async (_name, answers, transient) => {
    const mailer = await start(answers);
    await expect(mailer.send(delivery)).rejects.toMatchObject({
      transient,
      name: transient ? 'MailTransientError' : 'MailPermanentError',
      code: transient ? 'MAIL_SERVER' : 'MAIL_REFUSED',
    });
  });

  test('a refused sign-in is tried again and never tells the password', async () => {
    const mailer = await start({ AUTH: '535 5.7.8 bad' }, { user: 'dondoc', pass: 'canary-secret' });
    const error = await mailer.send(delivery).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ transient: true, detail: expect.stringContaining('EAUTH') });
    expect(String(error)).not.toContain('canary-secret');
    expect(JSON.stringify(error)).not.toContain('canary-secret');
  });

  test('a server elsewhere must speak TLS: without it nothing is said, no password either', async () => {
    // An address of this machine that is not written as one of its own.
    const mailer = await start({}, { host: '::ffff:127.0.0.1', user: 'dondoc', pass: 'canary-secret' });
    await expect(mailer.send(delivery)).rejects.toMatchObject({ transient: true, detail: expect.stringContaining('TLS') });
    expect([sink.received, sink.logins]).toEqual([[], []]);
  });

  test('a server that is away is tried again', async () => {
    const mailer = await start();
    await sink.close();
    await expect(mailer.send(delivery)).rejects.toMatchObject({ transient: true, code: 'MAIL_SERVER' });
  });
});

test.each([
  ['localhost', true],
  ['127.0.0.1', true],
  ['127.1.2.3', true],
  ['::1', true],
  ['mail.tinhuy.example', false],
  ['10.0.0.1', false],
  ['127.0.0.1.example', false],
  ['localhost.example', false],
])('host %s is this machine: %s', (host, expected) => {
  expect(isLoopback(host)).toBe(expected);
});
