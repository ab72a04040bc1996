import { crc32, deflateRawSync } from 'node:zlib';

/** A part of a package; what is named beside its content is told wrong, to see whether it is believed. */
export interface ZipPart {
  name: string;
  content: string | Uint8Array;
  /** Deflated bytes to use instead of those of the content. */
  deflated?: Uint8Array;
  declaredSize?: number;
  localMethod?: number;
  localName?: string;
  flags?: number;
  crc?: number;
  /** Upper half of the external attributes, as Unix writes them. */
  mode?: number;
  /** Local header of this part: the one of the first. */
  overlaps?: true;
}

/** A ZIP file, byte by byte. */
export function zipOf(parts: readonly ZipPart[]): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const part of parts) {
    const content = Buffer.from(part.content);
    const deflated = Buffer.from(part.deflated ?? deflateRawSync(content));
    const size = part.declaredSize ?? content.length;
    const crc = part.crc ?? crc32(content);
    const header = (method: number, name: Buffer) => {
      const fields = Buffer.alloc(26);
      fields.writeUInt16LE(20, 0);
      fields.writeUInt16LE(part.flags ?? 0x800, 2);
      fields.writeUInt16LE(method, 4);
      fields.writeUInt32LE(crc, 10);
      fields.writeUInt32LE(deflated.length, 14);
      fields.writeUInt32LE(size, 18);
      fields.writeUInt16LE(name.length, 22);
      return fields;
    };
    const name = Buffer.from(part.name);
    const localName = Buffer.from(part.localName ?? part.name);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(((part.mode ?? 0o100644) << 16) >>> 0, 6);
    tail.writeUInt32LE(part.overlaps ? 0 : at, 10);
    directory.push(Buffer.from('PK\x01\x02'), Buffer.from([20, 3]), header(8, name), tail, name);
    if (part.overlaps) continue;
    const body = Buffer.concat([Buffer.from('PK\x03\x04'), header(part.localMethod ?? 8, localName), localName, deflated]);
    bodies.push(body);
    at += body.length;
  }
  const entries = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.length, 4);
  end.writeUInt16LE(parts.length, 6);
  end.writeUInt32LE(entries.length, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...bodies, entries, Buffer.from('PK\x05\x06'), end]);
}
