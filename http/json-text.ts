import { type Problem, problem } from '../domain/problem.js';

/** Deepest nesting of a body. */
export const MAX_DEPTH = 32;

const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype']);
const SPACE = /[ \t\n\r]*/y;
const STRING = /"[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\u0000-\u001f]*)*"/y;
const PLAIN = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])/y;

/**
 * The value of a JSON text, or the problem with it: `BODY_NOT_JSON` (line, column), `BODY_TOO_DEEP` (max), `KEY_FORBIDDEN` (key) for the
 * names that reach into prototypes, `KEY_DUPLICATE` (key, firstLine) where a map says the same twice. It is read here, and not by
 * JSON.parse alone, for the place of the fault, which no two versions of Node tell alike.
 */
export function readJson(text: string): { value: unknown } | Problem {
  const fault = new JsonText(text).check();
  return fault ?? { value: JSON.parse(text) as unknown };
}

/** A list, or a map with the lines of its keys. */
type Container = Map<string, number> | undefined;

class JsonText {
  private at = 0;
  private readonly open: { keys: Container }[] = [];

  constructor(private readonly text: string) {}

  check(): Problem | undefined {
    for (;;) {
      const fault = this.value();
      if (fault) return fault;
      const end = this.afterValue();
      if (end === 'end') return undefined;
      if (end) return end;
    }
  }

  /** Reads up to the end of one value: a scalar, an empty container, or the first value of one that opens here. */
  private value(): Problem | undefined {
    for (;;) {
      this.take(SPACE);
      const sign = this.text[this.at];
      if (sign === '"') return this.take(STRING) ? undefined : this.fault();
      if (sign !== '{' && sign !== '[') return this.take(PLAIN) ? undefined : this.fault();
      if (this.open.length === MAX_DEPTH) return { ...problem('BODY_TOO_DEEP', { max: MAX_DEPTH }), ...this.place() };
      this.at += 1;
      this.open.push({ keys: sign === '{' ? new Map<string, number>() : undefined });
      this.take(SPACE);
      if (this.text[this.at] === (sign === '{' ? '}' : ']')) return undefined;
      const fault = sign === '{' ? this.key() : undefined;
      if (fault) return fault;
    }
  }

  /** After a value: closes what ends here, and goes to the next value of what does not. */
  private afterValue(): Problem | 'end' | undefined {
    for (;;) {
      this.take(SPACE);
      const inner = this.open.at(-1);
      if (!inner) return this.at === this.text.length ? 'end' : this.fault();
      const sign = this.text[this.at];
      this.at += 1;
      if (sign === ',') return inner.keys ? this.key() : undefined;
      if (sign !== (inner.keys ? '}' : ']')) {
        this.at -= 1;
        return this.fault();
      }
      this.open.pop();
    }
  }

  private key(): Problem | undefined {
    this.take(SPACE);
    const start = this.at;
    const raw = this.take(STRING);
    if (raw === undefined) return this.fault();
    const key = JSON.parse(raw) as string;
    const keys = this.open.at(-1)!.keys!;
    const place = this.place(start);
    if (FORBIDDEN_KEYS.has(key)) return { ...problem('KEY_FORBIDDEN', { key }), ...place };
    const firstLine = keys.get(key);
    if (firstLine !== undefined) return { ...problem('KEY_DUPLICATE', { key: key.slice(0, 60), firstLine }), ...place };
    keys.set(key, place.line);
    this.take(SPACE);
    if (this.text[this.at] !== ':') return this.fault();
    this.at += 1;
    return undefined;
  }

  private take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    if (found !== undefined) this.at += found.length;
    return found;
  }

  private fault(): Problem {
    const place = this.place();
    return { ...problem('BODY_NOT_JSON', { ...place }), ...place };
  }

  private lastLine = { number: 1, start: 0 };

  /** Line and column, both from 1; asked for places that only go forward, so the text is walked once. */
  private place(at = this.at): { line: number; column: number } {
    let { number, start } = this.lastLine;
    for (let next = this.text.indexOf('\n', start); next !== -1 && next < at; next = this.text.indexOf('\n', start)) {
      number += 1;
      start = next + 1;
    }
    this.lastLine = { number, start };
    return { line: number, column: at - start + 1 };
  }
}
