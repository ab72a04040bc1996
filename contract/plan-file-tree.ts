import {
  Composer,
  type Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Node,
  LineCounter,
  type ParsedNode,
  Parser,
  Lexer,
  type CST,
} from 'yaml';
import { type Problem, problem } from '../domain/problem.js';

export type PlanFileFormat = 'yaml' | 'json';

/** Line and column, both from 1. */
export interface Position {
  line: number;
  column: number;
}

/** Where each path of a file (`tasks.0.lead.1.unit`) stands; a path that is not in the file stands where its nearest part does. */
export class Positions {
  private readonly values = new Map<string, Position>();
  private readonly keys = new Map<string, Position>();

  set(path: string, value: Position, key: Position = value): void {
    this.values.set(path, value);
    this.keys.set(path, key);
  }

  /** Position of the value at a path, or of its key. */
  of(path: string, part: 'value' | 'key' = 'value'): Position {
    const places = part === 'key' ? this.keys : this.values;
    for (let at = path; at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('.')))) {
      const place = (at === path ? places : this.values).get(at);
      if (place) return place;
    }
    return this.values.get('') ?? { line: 1, column: 1 };
  }
}

/** A file as nested lists, maps and texts, each scalar as written; what is left blank or null is undefined. */
export interface FileTree {
  value: unknown;
  positions: Positions;
}

const MAX_BYTES = 1_000_000;
const MAX_DEPTH = 32;
const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype']);
const BLANK = new Set(['', '~', 'null', 'Null', 'NULL']);
/** What a dot before three digits may mean: a Vietnamese thousand or an English decimal. */
export const THOUSAND_OR_DECIMAL = /^[+-]?[1-9]\d{0,2}(\.\d{3})+$/;

/**
 * The tree of a YAML or JSON text with the place of everything in it, or all problems of its writing.
 * Numbers stay as written, so `1.10` stays a clause and `1.600` can be asked about. No anchors, aliases or tags: a plan is what stands written.
 * `PLAN_FILE_TOO_LARGE` (bytes, max), `PLAN_FILE_ENCODING`, `PLAN_FILE_BOM`, `PLAN_FILE_TOO_DEEP` (max), `PLAN_FILE_TAB`, `PLAN_FILE_SYNTAX`
 * (near), `PLAN_FILE_COMMA` (text), `PLAN_FILE_ALIAS`, `PLAN_FILE_TAG`, `KEY_DUPLICATE` (key, firstLine), `KEY_FORBIDDEN` (key).
 */
export function readFileTree(text: string, format: PlanFileFormat = 'yaml'): FileTree | { problems: Problem[] } {
  const unreadable = checkBytes(text);
  if (unreadable) return { problems: [unreadable] };
  const lines = new LineCounter();
  const tokens = tokensOf(text, lines);
  if (!Array.isArray(tokens)) return { problems: [tokens] };
  const documents = [...new Composer({ schema: 'failsafe', uniqueKeys: false }).compose(tokens, true, text.length)];
  const walk = new Walk(text, lines, format);
  const [document] = documents;
  if (!document) return { value: undefined, positions: walk.positions };
  for (const other of documents.slice(1)) walk.say(problem('PLAN_FILE_SYNTAX', { near: '---' }), other.range[0]);
  for (const error of document.errors) walk.sayError(error.code, error.pos[0]);
  if (format === 'json' && walk.problems.length === 0) walk.checkJson(document as Document.Parsed<ParsedNode>);
  if (walk.problems.length > 0) return { problems: walk.problems };
  const value = walk.read(document as Document.Parsed<ParsedNode>);
  return walk.problems.length > 0 ? { problems: walk.problems } : { value, positions: walk.positions };
}

/** What can be said before reading: size in UTF-8, encoding, byte order mark. */
function checkBytes(text: string): Problem | undefined {
  const first = { line: 1, column: 1 };
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  if (bytes > MAX_BYTES) return { ...problem('PLAN_FILE_TOO_LARGE', { bytes, max: MAX_BYTES }), ...first };
  if (text.startsWith('\uFEFF')) return { ...problem('PLAN_FILE_BOM'), ...first };
  // U+FFFD is what a reader of UTF-8 leaves for bytes that are none; a zero byte tells UTF-16 or no text at all.
  const broken = /[\uFFFD\0]|\p{Cs}/u.exec(text);
  return broken ? { ...problem('PLAN_FILE_ENCODING'), ...placeIn(text, broken.index) } : undefined;
}

/** The tokens of a text, or the problem that it nests too deep; found before anything recursive runs. */
function tokensOf(text: string, lines: LineCounter): CST.Token[] | Problem {
  const parser = new Parser(lines.addNewLine);
  const tokens: CST.Token[] = [];
  lines.addNewLine(0);
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) tokens.push(token);
    // The parser keeps the document and the open scalar or item besides the levels of the file.
    if (parser.stack.length <= MAX_DEPTH + 2) continue;
    return { ...problem('PLAN_FILE_TOO_DEEP', { max: MAX_DEPTH }), ...placeIn(text, parser.stack.at(-1)!.offset) };
  }
  return [...tokens, ...parser.end()];
}

const JSON_LITERAL = /^(-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?|true|false|null)$/;

/** Where a tree first has what JSON lacks: block style, plain words, single quotes, a key without a value. */
function foreignToJson(node: Node | null): number | undefined {
  if (!node) return undefined;
  const here = node.range?.[0];
  if (isScalar(node))
    return node.type === 'QUOTE_DOUBLE' || (node.type === 'PLAIN' && JSON_LITERAL.test(String(node.value))) ? undefined : here;
  if ((!isMap(node) && !isSeq(node)) || !node.flow) return here;
  for (const item of node.items) {
    const parts = isPair(item) ? [item.key as Node, (item.value ?? item.key) as Node] : [item as Node];
    const key = isPair(item) && isScalar(item.key) && item.key.type !== 'QUOTE_DOUBLE' ? item.key.range?.[0] : undefined;
    const found = key ?? parts.map(foreignToJson).find((offset) => offset !== undefined);
    if (found !== undefined) return found;
  }
  return undefined;
}

function placeIn(text: string, offset: number): Position {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** One reading of a document: its value, the places of its parts, and its problems. */
class Walk {
  readonly positions = new Positions();
  readonly problems: Problem[] = [];

  constructor(
    private readonly text: string,
    private readonly lines: LineCounter,
    private readonly format: PlanFileFormat,
  ) {}

  say(found: Problem, offset: number): void {
    this.problems.push({ ...found, ...this.place(offset) });
  }

  sayError(code: string, offset: number): void {
    const line = this.text.slice(this.text.lastIndexOf('\n', offset - 1) + 1).split('\n', 1)[0] ?? '';
    const near = line.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, ' ').trim();
    this.say(code === 'TAB_AS_INDENT' ? problem('PLAN_FILE_TAB') : problem('PLAN_FILE_SYNTAX', { near: near.slice(0, 60) }), offset);
  }

  /** YAML reads more than JSON: what JSON does not know is a fault in a .json file. */
  checkJson(document: Document.Parsed<ParsedNode>): void {
    try {
      JSON.parse(this.text);
    } catch (error) {
      // Not every engine, nor every message, says where.
      const at = /position (\d+)/.exec(error instanceof Error ? error.message : '');
      this.sayError('JSON', at ? Number(at[1]) : (foreignToJson(document.contents) ?? this.text.length - 1));
    }
  }

  read(document: Document.Parsed<ParsedNode>): unknown {
    if (!document.contents) return undefined;
    this.positions.set('', this.place(document.contents.range[0]));
    return this.node(document.contents, '');
  }

  private node(node: Node, path: string): unknown {
    const offset = node.range?.[0] ?? 0;
    if (isAlias(node)) return this.say(problem('PLAN_FILE_ALIAS', {}, path), offset);
    if ('anchor' in node && node.anchor !== undefined) this.say(problem('PLAN_FILE_ALIAS', {}, path), offset);
    if (node.tag !== undefined) this.say(problem('PLAN_FILE_TAG', { tag: node.tag }, path), offset);
    if (isSeq(node)) {
      return node.items.map((item, index) => {
        const itemPath = path === '' ? `${index}` : `${path}.${index}`;
        this.positions.set(itemPath, this.place((item as Node).range?.[0] ?? offset));
        return this.node(item as Node, itemPath);
      });
    }
    if (isMap(node)) return this.map(node.items as { key: Node; value: Node | null }[], path);
    return isScalar(node) ? this.scalar(String(node.value), node.type) : undefined;
  }

  private map(pairs: { key: Node; value: Node | null }[], path: string): Record<string, unknown> {
    const fields: Record<string, unknown> = {};
    const seen = new Map<string, number>();
    for (const { key, value } of pairs) {
      const keyOffset = key.range?.[0] ?? 0;
      const name = isScalar(key) ? String(key.value).normalize('NFC') : undefined;
      if (name === undefined || 'anchor' in key) {
        this.say(problem(name === undefined ? 'PLAN_FILE_SYNTAX' : 'PLAN_FILE_ALIAS', { near: name ?? '?' }, path), keyOffset);
        continue;
      }
      const fieldPath = path === '' ? name : `${path}.${name}`;
      const first = seen.get(name);
      if (FORBIDDEN_KEYS.has(name)) this.say(problem('KEY_FORBIDDEN', { key: name }, fieldPath), keyOffset);
      else if (first !== undefined) this.say(problem('KEY_DUPLICATE', { key: name, firstLine: first }, fieldPath), keyOffset);
      else {
        seen.set(name, this.place(keyOffset).line);
        this.positions.set(fieldPath, this.place(value?.range?.[0] ?? keyOffset), this.place(keyOffset));
        // Only within braces does a field come without a colon: `{ value: 30,7 }` would lose its decimals unseen.
        if (value === null) this.say(problem('PLAN_FILE_COMMA', { text: name.slice(0, 60) }, fieldPath), keyOffset);
        else fields[name] = this.node(value, fieldPath);
      }
    }
    return fields;
  }

  private scalar(source: string, style: string | undefined): string | undefined {
    if (style !== 'PLAIN') return source;
    if (BLANK.has(source)) return undefined;
    // In JSON a number means one thing only; a further zero tells it from a Vietnamese thousand.
    return this.format === 'json' && THOUSAND_OR_DECIMAL.test(source) && !/\..*\./.test(source) ? `${source}0` : source;
  }

  private place(offset: number): Position {
    const { line, col } = this.lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  }
}
