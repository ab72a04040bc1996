import { createHash } from 'node:crypto';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { Letter } from './letter.js';
import { MailPermanentError } from './mail-error.js';

/** A letter on its way to one address. */
export interface Delivery {
  /** Id of the delivery: letters, digits, `.`, `_`, `-`. The Message-ID is made from it, so that a repeated send is recognised. */
  id: string;
  to: string;
  letter: Letter;
  /** Date of the letter, epoch milliseconds. */
  atMs: number;
}

/** The bytes of a letter, the same each time for the same delivery, with their hash (hex SHA-256). */
export interface Message {
  messageId: string;
  from: string;
  to: string;
  raw: Buffer;
  sha256: string;
}

const ADDRESS = /^[^\s@<>(),;:\\"[\]\p{Cc}\p{Cf}]+@[^\s@<>(),;:\\"[\]\p{Cc}\p{Cf}]+$/u;
const ADDRESS_LENGTH = 254;
const DELIVERY_ID = /^[\w.-]{1,100}$/;
const SUBJECT_LENGTH = 200;

/** Whether a text is one mail address and nothing else: no list, no display name, no line break. */
export function isAddress(text: string): boolean {
  return text.length <= ADDRESS_LENGTH && ADDRESS.test(text);
}

/** Message-ID of a delivery under the sender's domain. */
export function messageIdOf(deliveryId: string, from: string): string {
  if (!DELIVERY_ID.test(deliveryId)) throw new RangeError(`DELIVERY_ID: ${deliveryId}`);
  return `<${deliveryId}@${domainOf(from)}>`;
}

/** Writes a delivery as bytes. MailPermanentError MAIL_ADDRESS where the address is none. */
export async function composeMessage({ id, to, letter, atMs }: Delivery, sender: { address: string; name?: string }): Promise<Message> {
  if (!isAddress(to)) throw new MailPermanentError('MAIL_ADDRESS', 'not an address');
  const messageId = messageIdOf(id, sender.address);
  const composer = new MailComposer({
    from: { address: sender.address, name: oneLine(sender.name ?? '') },
    to: { address: to, name: '' },
    subject: oneLine(letter.subject).slice(0, SUBJECT_LENGTH),
    text: crlf(letter.text),
    html: crlf(letter.html),
    messageId,
    date: new Date(atMs),
    ...(letter.plan !== undefined && { references: messageIdOf(`plan.${letter.plan}`, sender.address) }),
    // The same boundary each time: a repeated send is the same bytes, and its hash proves it.
    baseBoundary: sha256(messageId).slice(0, 16),
    headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': letter.language, ...unsubscribe(letter.unsubscribeUrl) },
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const raw = await composer.compile().build();
  return { messageId, from: sender.address, to, raw, sha256: sha256(raw) };
}

/** One click where the address is https (RFC 8058); otherwise the plain header (RFC 2369). */
function unsubscribe(address: string | undefined): Record<string, string> {
  if (address === undefined) return {};
  const { protocol, href } = new URL(address);
  const header = { 'List-Unsubscribe': `<${href.replace(/[<>]/g, encodeURIComponent)}>` };
  return protocol === 'https:' ? { ...header, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' } : header;
}

/** Header text: control characters, line breaks before all, become a space, so that no field can begin another. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
}

function crlf(text: string): string {
  return text.replace(/\r?\n/g, '\r\n');
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1);
}

function sha256(bytes: string | Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
