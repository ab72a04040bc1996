import fc from 'fast-check';
import { createPublicKey } from 'node:crypto';
import { newHeadKey, readHead, writeHead } from '../../cli/head-file.js';

const heads = [
  { lane: 'house', seq: 12, hash: 'ab'.repeat(32) },
  { lane: 'plan:abcdefghijkl', seq: 0, hash: '' },
  { lane: 'plan:abcdefghijkl:cascade:01', seq: 4, hash: '01'.repeat(32) },
];
const atMs = Date.UTC(2026, 10, 24, 3);
const [key, other] = [newHeadKey(), newHeadKey()];
const publicPem = (pem: string) => createPublicKey(pem).export({ type: 'spki', format: 'pem' }).toString();

test('a signed head reads as it was written, with its own key, the key in hand, or only its public part', () => {
  const text = writeHead(heads, atMs, key);
  expect(readHead(text)).toMatchObject({ atMs, heads });
  for (const pinned of [key, publicPem(key)]) expect(readHead(text, pinned)).toMatchObject({ heads });
});

test('a head signed with another key is refused where the key is in hand', () => {
  expect(readHead(writeHead(heads, atMs, other), key)).toBeUndefined();
  expect(readHead(writeHead(heads, atMs, other), publicPem(key))).toBeUndefined();
});

test('a head with any byte changed, added or left out is refused', () => {
  const text = writeHead(heads, atMs, key);
  fc.assert(
    fc.property(fc.nat(text.length - 1), fc.constantFrom('', 'x', '0', '\n'), (at, put) => {
      const bent = text.slice(0, at) + put + text.slice(at + 1);
      fc.pre(bent !== text);
      expect(readHead(bent)).toBeUndefined();
      if (put !== '') expect(readHead(text.slice(0, at) + put + text.slice(at))).toBeUndefined();
    }),
    { numRuns: 300 },
  );
});
