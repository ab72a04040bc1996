/** A reader of mail messages, enough to prove what was written: headers unfolded and decoded, parts by type. */
export interface ReadMail {
  headers: Map<string, string[]>;
  /** Decoded text by content type, `text/plain` and `text/html`. */
  parts: Map<string, string>;
}

export function readMail(raw: string): ReadMail {
  const { headers, body } = split(raw);
  const parts = new Map<string, string>();
  collect(headers, body, parts);
  return { headers, parts };
}

function collect(headers: ReadMail['headers'], body: string, parts: ReadMail['parts']): void {
  const type = headers.get('content-type')?.[0] ?? 'text/plain';
  const boundary = /boundary="?([^";]+)"?/.exec(type)?.[1];
  if (boundary === undefined) {
    parts.set(type.split(';')[0]!, decoded(body, headers.get('content-transfer-encoding')?.[0] ?? '7bit'));
    return;
  }
  for (const part of body.split(`--${boundary}`).slice(1, -1)) {
    const inner = split(part.replace(/^\r\n/, ''));
    collect(inner.headers, inner.body.replace(/\r\n$/, ''), parts);
  }
}

function split(raw: string): { headers: ReadMail['headers']; body: string } {
  const end = raw.indexOf('\r\n\r\n');
  const headers: ReadMail['headers'] = new Map();
  for (const field of raw
    .slice(0, end)
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n')) {
    const colon = field.indexOf(':');
    const name = field.slice(0, colon).toLowerCase();
    headers.set(name, [...(headers.get(name) ?? []), words(field.slice(colon + 1).trim())]);
  }
  return { headers, body: raw.slice(end + 4) };
}

/** Encoded words (RFC 2047); two in a row are one text. */
function words(text: string): string {
  return text
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?([QB])\?([^?]*)\?=/gi, (_, kind: string, code: string) =>
      kind.toUpperCase() === 'B' ? Buffer.from(code, 'base64').toString('latin1') : quoted(code.replaceAll('_', ' ')),
    )
    .replace(/[\x80-\xff]+/g, (bytes) => Buffer.from(bytes, 'latin1').toString('utf8'));
}

function quoted(text: string): string {
  return text.replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

function decoded(body: string, encoding: string): string {
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8');
  return Buffer.from(encoding === 'quoted-printable' ? quoted(body.replace(/=\r\n/g, '')) : body, 'latin1').toString('utf8');
}
