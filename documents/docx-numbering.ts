import { attribute, type XmlHandler } from './xml.js';

interface Level {
  start: number;
  format: string;
  text: string;
  suffix: string;
  legal: boolean;
  style?: string;
}

interface List {
  abstract: string;
  starts: Map<number, number>;
  levels: Map<number, Level>;
}

const LEVELS = 9;

/** The automatic numbers of a document, given out in the order of its paragraphs. */
export class Numbering {
  readonly #abstract = new Map<string, Map<number, Level>>();
  readonly #lists = new Map<string, List>();
  /** List by the paragraph style that a level is tied to. */
  readonly #byStyle = new Map<string, { list: string; level: number }>();
  readonly #counts = new Map<string, number[]>();
  readonly #begun = new Set<string>();

  /** Reads `numbering.xml`. */
  handler(): XmlHandler {
    let abstract: Map<number, Level> | undefined;
    let list: List | undefined;
    let level: Level | undefined;
    let overridden = 0;
    return {
      open: (tag) => {
        const value = attribute(tag, 'val') ?? '';
        const { local } = tag;
        if (local === 'abstractNum') {
          abstract = new Map();
          this.#abstract.set(attribute(tag, 'abstractNumId') ?? '', abstract);
        } else if (local === 'num') {
          list = { abstract: '', starts: new Map(), levels: new Map() };
          this.#lists.set(attribute(tag, 'numId') ?? '', list);
        } else if (local === 'abstractNumId' && list) list.abstract = value;
        else if (local === 'lvlOverride') overridden = Number(attribute(tag, 'ilvl') ?? 0);
        else if (local === 'startOverride') list?.starts.set(overridden, Number(value));
        else if (local === 'lvl') {
          level = { start: 0, format: 'decimal', text: '', suffix: 'tab', legal: false };
          (list ? list.levels : abstract)?.set(Number(attribute(tag, 'ilvl') ?? 0), level);
        } else if (!level) return;
        else if (local === 'start') level.start = Number(value);
        else if (local === 'numFmt') level.format = value;
        else if (local === 'lvlText') level.text = value;
        else if (local === 'suff') level.suffix = value;
        else if (local === 'isLgl') level.legal = value !== '0' && value !== 'false';
        else if (local === 'pStyle') level.style = value;
      },
      close: ({ local }) => {
        if (local === 'lvl') level = undefined;
        else if (local === 'abstractNum') abstract = undefined;
        else if (local === 'num') {
          this.#tie(list!);
          list = undefined;
        }
      },
    };
  }

  #tie(list: List): void {
    const id = [...this.#lists].find(([, one]) => one === list)![0];
    for (const [level, { style }] of this.#abstract.get(list.abstract) ?? [])
      if (style !== undefined && !this.#byStyle.has(style)) this.#byStyle.set(style, { list: id, level });
  }

  /** The level that a style is tied to. */
  ofStyle(style: string | undefined): number | undefined {
    return style === undefined ? undefined : this.#byStyle.get(style)?.level;
  }

  /** The number of the next paragraph of a list, with what stands between it and the text; undefined where none is printed. */
  next(listId: string, at: number): string | undefined {
    const list = this.#lists.get(listId);
    if (!list || at < 0 || at >= LEVELS) return undefined;
    const levelOf = (n: number) => list.levels.get(n) ?? this.#abstract.get(list.abstract)?.get(n);
    const level = levelOf(at);
    if (!level) return undefined;
    const counts = this.#countsOf(list, listId);
    for (let n = 0; n < at; n += 1) counts[n] ??= levelOf(n)?.start ?? 1;
    counts[at] = counts[at] === undefined ? level.start : counts[at] + 1;
    counts.length = at + 1;
    const label =
      level.format === 'bullet'
        ? bullet(level.text)
        : level.text.replace(/%([1-9])/g, (_, digit: string) => {
            const n = Number(digit) - 1;
            return numeral(counts[n] ?? 1, level.legal ? 'decimal' : (levelOf(n)?.format ?? 'decimal'));
          });
    if (label.trim() === '') return undefined;
    return level.suffix === 'nothing' ? label : `${label.trimEnd()} `;
  }

  /** Lists of one pattern count on together, until one says where it begins. */
  #countsOf(list: List, listId: string): number[] {
    if (!this.#counts.has(list.abstract)) this.#counts.set(list.abstract, []);
    const counts = this.#counts.get(list.abstract)!;
    if (!this.#begun.has(listId)) {
      this.#begun.add(listId);
      for (const [level, start] of list.starts) {
        counts.length = Math.min(counts.length, level);
        counts[level] = start - 1;
      }
    }
    return counts;
  }
}

/** Signs of symbol fonts, by the code they have there. */
const SYMBOLS: Record<number, string> = { 0xf02d: '-', 0xf02b: '+', 0xf0a7: '▪', 0xf0d8: '➢', 0xf0fc: '✓', 0xf0b7: '•' };

function bullet(text: string): string {
  const code = text.charCodeAt(0);
  if (code >= 0xf000 && code <= 0xf0ff) return SYMBOLS[code] ?? '•';
  return text === '–' || text === '—' || text === '−' ? '-' : text;
}

const ROMAN: [number, string][] = [
  [1000, 'm'],
  [900, 'cm'],
  [500, 'd'],
  [400, 'cd'],
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
];

function roman(count: number): string {
  let [rest, text] = [Math.min(count, 4999), ''];
  for (const [value, letters] of ROMAN)
    while (rest >= value) {
      text += letters;
      rest -= value;
    }
  return text;
}

/** a … z, then aa, bb … as Word counts. */
function letter(count: number): string {
  if (count < 1) return '';
  const times = Math.min(Math.floor((count - 1) / 26) + 1, 30);
  return String.fromCharCode(97 + ((count - 1) % 26)).repeat(times);
}

function numeral(count: number, format: string): string {
  if (format === 'none') return '';
  if (format === 'upperRoman') return roman(count).toUpperCase();
  if (format === 'lowerRoman') return roman(count);
  if (format === 'upperLetter') return letter(count).toUpperCase();
  if (format === 'lowerLetter') return letter(count);
  return format === 'decimalZero' && count < 10 ? `0${count}` : String(count);
}
