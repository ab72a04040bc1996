import { TextDecoder } from 'node:util';
import { SaxesParser, type SaxesTagNS } from 'saxes';
import { ProblemError, problem } from '../domain/problem.js';
import { LIMITS } from './limits.js';
import { corrupt, type PartSink } from './zip.js';

/** An element as it opens. */
export type Tag = SaxesTagNS;

/** What is done as a part is read: elements open and close, text comes between. */
export interface XmlHandler {
  open?(tag: Tag): void;
  close?(tag: Tag): void;
  text?(text: string): void;
}

/**
 * Reads one XML part as its bytes come, keeping nothing: UTF-8 or UTF-16, well-formed, no DOCTYPE, so no entity but XML's five.
 *
 * Throws `FILE_XML_DTD` (part), `FILE_TOO_COMPLEX` (reason) where elements nest too deep, `FILE_CORRUPT` (reason).
 */
export function xmlSink(part: string, handler: XmlHandler = {}): PartSink {
  const parser = new SaxesParser({ xmlns: true, position: false });
  let depth = 0;
  parser.on('doctype', () => {
    throw new ProblemError(problem('FILE_XML_DTD', { part }));
  });
  parser.on('error', (error) => {
    throw corrupt(`${part}: ${error.message}`);
  });
  parser.on('opentag', (tag) => {
    depth += 1;
    if (depth > LIMITS.depth) throw new ProblemError(problem('FILE_TOO_COMPLEX', { reason: `${part}: ${depth} > ${LIMITS.depth}` }));
    handler.open?.(tag);
  });
  parser.on('closetag', (tag) => {
    depth -= 1;
    handler.close?.(tag);
  });
  parser.on('text', (text) => handler.text?.(text));
  parser.on('cdata', (text) => handler.text?.(text));
  let decoder: TextDecoder | undefined;
  const decode = (chunk?: Buffer): string => {
    try {
      return decoder!.decode(chunk, { stream: chunk !== undefined });
    } catch {
      throw corrupt(`${part}: encoding`);
    }
  };
  return {
    write(chunk) {
      decoder ??= decoderFor(chunk);
      parser.write(decode(chunk));
    },
    end() {
      decoder ??= new TextDecoder();
      parser.write(decode()).close();
    },
  };
}

/** A DOCTYPE is written out before a name in the wrong encoding can hide it: only these encodings are read. */
function decoderFor(chunk: Buffer): TextDecoder {
  const [first, second] = chunk;
  const encoding =
    (first === 0xff && second === 0xfe) || (first === 0x3c && second === 0)
      ? 'utf-16le'
      : (first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c)
        ? 'utf-16be'
        : 'utf-8';
  return new TextDecoder(encoding, { fatal: true });
}

/** The value of an attribute by its local name, whatever its prefix. */
export function attribute(tag: Tag, local: string): string | undefined {
  for (const value of Object.values(tag.attributes)) if (value.local === local) return value.value;
  return undefined;
}
