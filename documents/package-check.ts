import { ProblemError, type ProblemCode, problem } from '../domain/problem.js';
import type { PartSink } from './zip.js';
import { corrupt, inflateParts, shown } from './zip.js';
import { attribute, type XmlHandler, xmlSink } from './xml.js';

/** Kinds of package we read, by the type of their main part. */
const MAIN_TYPES: [RegExp, string][] = [
  [/macroEnabled|vbaProject/i, 'macro'],
  [/wordprocessingml\.document\.main\+xml$/, 'DOCX'],
  [/wordprocessingml\.template\.main\+xml$/, 'DOTX'],
  [/spreadsheetml\.sheet\.main\+xml$/, 'XLSX'],
  [/spreadsheetml\.template\.main\+xml$/, 'XLTX'],
  [/presentationml\.\w+\.main\+xml$/, 'PPTX'],
];

export type PackageKind = 'DOCX' | 'XLSX';

/**
 * Opens an office package, judging every part of it, and hands the XML parts that `handlers` names to their handlers.
 *
 * Beyond what `inflateParts` and `xmlSink` refuse: `FILE_TYPE_MISMATCH`, `FILE_MACRO`, `FILE_EMBEDDED_OBJECT` (part), `FILE_EXTERNAL_LINK`
 * (part, kind). A hyperlink is no such link: nothing follows it.
 */
export async function readPackage(bytes: Buffer, kind: PackageKind, handlers: (part: string) => XmlHandler | undefined): Promise<void> {
  const kinds = new Set<string>();
  let hasTypes = false;
  await inflateParts(bytes, (name) => {
    const part = shown(name);
    checkName(part);
    if (name === '[Content_Types].xml') {
      hasTypes = true;
      return xmlSink(part, { open: (tag) => noteType(attribute(tag, 'ContentType'), part, kinds) });
    }
    if (/\.rels$/i.test(name)) {
      const inner = handlers(name);
      return xmlSink(part, {
        open: (tag) => {
          checkRelation(tag.local, (key) => attribute(tag, key), part);
          inner?.open?.(tag);
        },
      });
    }
    if (/\.(?:xml|vml)$/i.test(name)) return xmlSink(part, handlers(name));
    return programSink(part);
  });
  if (!hasTypes) throw new ProblemError(problem('FILE_TYPE_MISMATCH', { expected: kind, found: 'ZIP' }));
  if (!kinds.has(kind)) throw new ProblemError(problem('FILE_TYPE_MISMATCH', { expected: kind, found: [...kinds].join(', ') || 'ZIP' }));
}

function refuse(code: ProblemCode, part: string, data: Record<string, string> = {}): never {
  throw new ProblemError(problem(code, { part, ...data }));
}

function checkName(part: string): void {
  if (/vba(?:Project|Data)|\.bas$/i.test(part)) refuse('FILE_MACRO', part);
  if (/(?:^|\/)(?:activeX|ctrlProps)\//i.test(part) || /\.(?:exe|dll|js|vbs|scr|bat|cmd|com|msi|ps1|jar|lnk|hta)$/i.test(part))
    refuse('FILE_EMBEDDED_OBJECT', part);
  if (/(?:^|\/)embeddings\/.*\.(?:bin|docm?|xlsm|rtf)$/i.test(part)) refuse('FILE_EMBEDDED_OBJECT', part);
}

function noteType(type: string | undefined, part: string, kinds: Set<string>): void {
  const found = type !== undefined && MAIN_TYPES.find(([pattern]) => pattern.test(type));
  if (!found) return;
  if (found[1] === 'macro') refuse('FILE_MACRO', part);
  kinds.add(found[1]);
}

/** Workbooks within charts hold their figures; an object of a page is another matter. */
const CHART = /(?:^|\/)charts\/_rels\//;

function checkRelation(local: string, of: (key: string) => string | undefined, part: string): void {
  if (local !== 'Relationship') return;
  const kind = of('Type')?.split('/').at(-1) ?? '';
  if (/^vbaProject/i.test(kind)) refuse('FILE_MACRO', part);
  if (/^(?:oleObject|control|activeXControl\w*|aFChunk)$/i.test(kind) || (kind === 'package' && !CHART.test(part)))
    refuse('FILE_EMBEDDED_OBJECT', part);
  if (of('TargetMode')?.toLowerCase() === 'external' && kind !== 'hyperlink') refuse('FILE_EXTERNAL_LINK', part, { kind: shown(kind) });
}

/** Looks at the first bytes of what is no XML: a picture may be there, a program may not. */
function programSink(part: string): PartSink {
  let looked = false;
  return {
    write(chunk) {
      if (looked) return;
      looked = true;
      const head = chunk.subarray(0, 8).toString('latin1');
      if (/^(?:MZ|\x7fELF|\xd0\xcf\x11\xe0|#!)/.test(head)) refuse('FILE_EMBEDDED_OBJECT', part);
    },
    end: () => undefined,
  };
}

/** The part that must be there was not. */
export function missing(part: string): ProblemError {
  return corrupt(`${part}: missing`);
}
