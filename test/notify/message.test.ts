import { createHash } from 'node:crypto';
import { groupDigest } from '../../domain/digest.js';
import { type Letter, renderDigest, renderImmediate } from '../../notify/letter.js';
import { composeMessage, isAddress, messageIdOf } from '../../notify/message.js';
import { aNotice } from '../builders/notice.js';
import { readMail } from './mime.js';

const references = { symbolOf: () => '132-KH/TU', clauseOf: () => 'III.2', codeOf: () => 'DU-A' };
const context = { language: 'vi', references, baseUrl: 'https://dondoc.example' } as const;
const letter = renderImmediate(aNotice({ kind: 'urged', tier: 'overdue', data: { n: 5 } }), context);
const digest = renderDigest(groupDigest([aNotice()]), { ...context, day: '2026-11-13', unsubscribeUrl: 'https://dondoc.example/u/a' })!;
const sender = { address: 'don-doc@tinhuy.example', name: 'Đôn đốc' };
const compose = (changes: { letter?: Letter; to?: string; id?: string } = {}) =>
  composeMessage({ id: 'delivery-1', to: 'van.thu@dv.example', letter, atMs: Date.UTC(2026, 10, 13, 1), ...changes }, sender);
const read = async (changes: Parameters<typeof compose>[0] = {}) => readMail((await compose(changes)).raw.toString('latin1'));

describe('a composed message', () => {
  test('reads back as the letter it was made from, plain and HTML', async () => {
    const { headers, parts } = await read();
    expect(headers.get('subject')).toEqual(['Đôn đốc: mục III.2 (năm 2026)']);
    expect(headers.get('from')).toEqual(['Đôn đốc <don-doc@tinhuy.example>']);
    expect(headers.get('to')).toEqual(['van.thu@dv.example']);
    expect(headers.get('message-id')).toEqual(['<delivery-1@tinhuy.example>']);
    expect(headers.get('date')).toEqual(['Fri, 13 Nov 2026 01:00:00 +0000']);
    expect(headers.get('auto-submitted')).toEqual(['auto-generated']);
    expect(headers.get('content-language')).toEqual(['vi']);
    expect(parts.get('text/plain')!.replaceAll('\r\n', '\n')).toBe(letter.text);
    expect(parts.get('text/html')!.replaceAll('\r\n', '\n')).toBe(letter.html);
  });

  test('is the same bytes each time it is sent, and the hash is theirs', async () => {
    const [first, again, other] = [await compose(), await compose(), await compose({ id: 'delivery-2' })];
    expect(again.raw.equals(first.raw)).toBe(true);
    expect(first.sha256).toBe(createHash('sha256').update(first.raw).digest('hex'));
    expect(other.sha256).not.toBe(first.sha256);
  });

  test('only a digest can be unsubscribed, with one click where the address is https', async () => {
    const of = async (unsubscribeUrl?: string) =>
      (await read({ letter: { ...digest, ...(unsubscribeUrl && { unsubscribeUrl }) } })).headers;
    expect((await of()).get('list-unsubscribe')).toEqual(['<https://dondoc.example/u/a>']);
    expect((await of()).get('list-unsubscribe-post')).toEqual(['List-Unsubscribe=One-Click']);
    const plain = await of('http://127.0.0.1:8080/u/a');
    expect(plain.get('list-unsubscribe')).toEqual(['<http://127.0.0.1:8080/u/a>']);
    expect(plain.has('list-unsubscribe-post')).toBe(false);
    expect((await read()).headers.has('list-unsubscribe')).toBe(false);
  });

  test('letters of one plan stand in one thread', async () => {
    expect((await read()).headers.get('references')).toEqual(['<plan.plan00000001@tinhuy.example>']);
    expect((await read({ letter: digest })).headers.has('references')).toBe(false);
  });

  test('no text can begin a header of its own', async () => {
    const subject = 'Việc\r\nBcc: everyone@x.example\r\n\r\n<p>body</p>\u2028X: y';
    const { headers } = await read({ letter: { ...letter, subject, unsubscribeUrl: 'https://x.example/a\r\nBcc: b@x.example' } });
    expect(headers.has('bcc')).toBe(false);
    expect(headers.has('x')).toBe(false);
    expect(headers.get('subject')).toEqual(['Việc Bcc: everyone@x.example <p>body</p> X: y']);
    const named = await composeMessage({ id: 'd', to: 'a@b.vn', letter, atMs: 0 }, { ...sender, name: 'A\r\nBcc: b@x.example' });
    expect(readMail(named.raw.toString('latin1')).headers.has('bcc')).toBe(false);
    expect((await read({ letter: { ...letter, subject: 'x'.repeat(5000) } })).headers.get('subject')![0]).toHaveLength(200);
  });

  test.each([
    'a@b.vn\r\nBcc: c@d.vn',
    'a@b.vn, c@d.vn',
    'Tên <a@b.vn>',
    'a b@c.vn',
    'a@@b.vn',
    'a@b@c.vn',
    '',
    'a',
    `${'x'.repeat(250)}@b.vn`,
    'a@b.vn\u200b',
    'a:b@c.vn',
  ])('an address %j is none, and no letter is made for it', async (to) => {
    expect(isAddress(to)).toBe(false);
    await expect(compose({ to })).rejects.toMatchObject({ code: 'MAIL_ADDRESS', transient: false, name: 'MailPermanentError' });
  });

  test.each(['van.thu@tinhuy.example.vn', 'root@localhost', 'a+b@c.vn', "o'neil@x.vn"])('%s is an address', (to) => {
    expect(isAddress(to)).toBe(true);
  });

  test('an id that could break out of the header or the folder is refused', () => {
    for (const id of ['a>b', 'a b', '../a', 'a\r\n', '', 'x'.repeat(101)]) expect(() => messageIdOf(id, 'a@b.vn')).toThrow('DELIVERY_ID');
    expect(messageIdOf('digest-p1-2026-11-13', 'a@b.vn')).toBe('<digest-p1-2026-11-13@b.vn>');
  });
});
