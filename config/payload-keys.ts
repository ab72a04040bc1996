import { ConfigError } from './config-error.js';

const KEY_BYTES = 32;
const RULE = 'id:base64 of 32 random bytes, one a line or with commas between, the newest first';

/**
 * Reads the ring of payload keys: `id:base64` a line (or with commas between), the first one seals. Throws ConfigError, which never
 * shows a key, where one is not 32 bytes, is a sample (one byte again and again), or an id comes twice.
 */
export function readPayloadKeys(variable: string, given: string): { id: string; key: Uint8Array }[] {
  const keys = given
    .split(/[\n,]/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [, id, base64] = /^([\w.-]{1,64}):([A-Za-z0-9+/]+={0,2})$/.exec(line) ?? [];
      const key = Buffer.from(base64 ?? '', 'base64');
      if (id === undefined || key.length !== KEY_BYTES) throw new ConfigError(variable, `${id ?? ''}…`, RULE);
      if (new Set(key).size < KEY_BYTES / 4) throw new ConfigError(variable, `${id}:…`, 'a random key: openssl rand -base64 32');
      return { id, key };
    });
  const twice = keys.find(({ id }, index) => keys.findIndex((other) => other.id === id) < index);
  if (twice) throw new ConfigError(variable, `${twice.id}:…`, 'an id of its own for each key');
  if (keys.length === 0) throw new ConfigError(variable, '', RULE);
  return keys;
}
