import nodemailer from 'nodemailer';
import { type MailError, MailPermanentError, MailTransientError } from './mail-error.js';
import type { Message } from './message.js';

/** A server that takes letters. */
export interface SmtpConfig {
  host: string;
  port: number;
  user?: string;
  pass?: string;
  /** TLS from the first byte (port 465); otherwise STARTTLS, required unless the host is this machine. */
  secure?: boolean;
  /** No TLS at all, though the host is another machine: for a sink on a network of its own. */
  plain?: boolean;
}

/** Bounds of one attempt; nodemailer's own run to ten minutes, longer than an activity may be silent. */
const TIMEOUTS = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000, dnsTimeout: 10_000 };

/** Sends messages over SMTP, each on a connection of its own: a pool sends again by itself when a connection breaks. */
export function createSmtp({ host, port, user, pass, secure = false, plain = false }: SmtpConfig): (message: Message) => Promise<void> {
  const transporter = nodemailer.createTransport({
    host,
    port,
    secure,
    requireTLS: !secure && !plain && !isLoopback(host),
    ignoreTLS: plain,
    ...(user !== undefined && { auth: { user, pass: pass ?? '' } }),
    ...TIMEOUTS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return async ({ from, to, raw }) => {
    try {
      await transporter.sendMail({ envelope: { from, to: [to] }, raw });
    } catch (error) {
      throw mailError(error);
    }
  };
}

/** Whether a host is this machine by name or address; then the letter crosses no wire. */
export function isLoopback(host: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/i.test(host);
}

/**
 * Permanent only where the server refused this recipient or this letter with 5xx. A refused sender, sign-in or TLS is a matter of our own
 * configuration: no letter is given up for it.
 */
function mailError(error: unknown): MailError {
  const { code = 'unknown', command = '', responseCode } = error as { code?: string; command?: string; responseCode?: number };
  const detail = [code, command, responseCode].filter((part) => part !== '' && part !== undefined).join(' ');
  const ofLetter = command === 'RCPT TO' || command === 'DATA';
  return ofLetter && responseCode !== undefined && responseCode >= 500
    ? new MailPermanentError('MAIL_REFUSED', detail)
    : new MailTransientError('MAIL_SERVER', detail);
}
