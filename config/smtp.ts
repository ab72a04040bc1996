import { ConfigError } from './config-error.js';

/** A server that takes letters, as its address names it. */
export interface SmtpServer {
  host: string;
  port: number;
  user?: string;
  pass?: string;
  /** TLS from the first byte. */
  secure: boolean;
  /** No TLS at all: for a sink on a network of its own. */
  plain?: boolean;
}

const RULE = 'smtp://user:password@host:port; ?tls=off only for a name without a dot and without a password';

/**
 * Reads `smtp://` (STARTTLS) or `smtps://`. Letters go without TLS only where that is said (`?tls=off`), and only to a name without a dot,
 * which no address out in the world has, and with no password. Throws ConfigError, which does not show one.
 */
export function smtpOf(url: string): SmtpServer {
  const { hostname, port: given, username, password, protocol, searchParams } = new URL(url);
  const secure = protocol === 'smtps:';
  const plain = searchParams.get('tls') === 'off';
  if (plain && (secure || password !== '' || /[.:]/.test(hostname)))
    throw new ConfigError('DONDOC_SMTP_URL', url.replace(/\/\/[^@/]*@/, '//…@'), RULE);
  return {
    host: hostname,
    port: given === '' ? (secure ? 465 : 587) : Number(given),
    ...(username !== '' && { user: decodeURIComponent(username) }),
    ...(password !== '' && { pass: decodeURIComponent(password) }),
    secure,
    ...(plain && { plain }),
  };
}
