import { attribute, type Tag, type XmlHandler } from './xml.js';

/** What a run or its style says of letters; undefined is: ask the style above. */
export interface Letters {
  font?: string;
  bold?: boolean;
  italic?: boolean;
  caps?: boolean;
  hidden?: boolean;
}

/** What a paragraph or its style says of itself. */
export interface Setting {
  alignment?: string;
  outline?: number;
  list?: string;
  level?: number;
}

interface Style {
  name: string;
  basedOn?: string;
  letters: Letters;
  setting: Setting;
}

const DEFAULTS = '';
/** More links than any real chain of styles has; a circle ends there. */
const LONGEST_CHAIN = 20;

/** Takes one property of letters from an element of `rPr`. */
export function readLetters(tag: Tag, letters: Letters): void {
  const off = ['0', 'false', 'off', 'none'].includes(attribute(tag, 'val') ?? '');
  if (tag.local === 'rFonts') {
    const font = attribute(tag, 'ascii') ?? attribute(tag, 'hAnsi');
    if (font !== undefined) letters.font = font;
  } else if (tag.local === 'b') letters.bold = !off;
  else if (tag.local === 'i') letters.italic = !off;
  else if (tag.local === 'caps') letters.caps = !off;
  else if (tag.local === 'vanish') letters.hidden = !off;
}

/** Takes one property of a paragraph from an element of `pPr`. */
export function readSetting(tag: Tag, setting: Setting): void {
  const value = attribute(tag, 'val');
  if (value === undefined) return;
  if (tag.local === 'jc') setting.alignment = value;
  else if (tag.local === 'outlineLvl') setting.outline = Number(value);
  else if (tag.local === 'numId') setting.list = value;
  else if (tag.local === 'ilvl') setting.level = Number(value);
}

/** The styles of a document: each asks the one it is based on, and at last the defaults. */
export class Styles {
  readonly #styles = new Map<string, Style>([[DEFAULTS, { name: '', letters: {}, setting: {} }]]);
  #normal = DEFAULTS;

  /** Reads `styles.xml`. */
  handler(): XmlHandler {
    let style: Style | undefined;
    let within: 'letters' | 'setting' | undefined;
    return {
      open: (tag) => {
        if (tag.local === 'rPrDefault') style = this.#styles.get(DEFAULTS);
        else if (tag.local === 'style') {
          const id = attribute(tag, 'styleId') ?? '?';
          style = { name: id, letters: {}, setting: {} };
          this.#styles.set(id, style);
          if (attribute(tag, 'type') === 'paragraph' && attribute(tag, 'default') !== undefined) this.#normal = id;
        } else if (!style) return;
        else if (tag.local === 'name') style.name = attribute(tag, 'val') ?? style.name;
        else if (tag.local === 'basedOn') style.basedOn = attribute(tag, 'val');
        else if (tag.local === 'rPr') within = 'letters';
        else if (tag.local === 'pPr') within = 'setting';
        else if (within === 'letters') readLetters(tag, style.letters);
        else if (within === 'setting') readSetting(tag, style.setting);
      },
      close: ({ local }) => {
        if (local === 'style' || local === 'rPrDefault') style = undefined;
        if (local === 'rPr' || local === 'pPr') within = undefined;
      },
    };
  }

  nameOf(id: string | undefined): string | undefined {
    return id === undefined ? undefined : (this.#styles.get(id)?.name ?? id);
  }

  /** Letters of a run: its own word, then its style's, then its paragraph's. */
  letters(own: Letters, runStyle: string | undefined, paragraphStyle: string | undefined): Letters {
    const chain = [
      own,
      ...this.#chain(runStyle).map((s) => s.letters),
      ...this.#chain(paragraphStyle ?? this.#normal).map((s) => s.letters),
    ];
    return Object.assign({}, ...[...chain, this.#styles.get(DEFAULTS)!.letters].toReversed()) as Letters;
  }

  /** Setting of a paragraph: its own word, then its style's. */
  setting(own: Setting, style: string | undefined): Setting {
    return Object.assign({}, ...[own, ...this.#chain(style ?? this.#normal).map((s) => s.setting)].toReversed()) as Setting;
  }

  #chain(id: string | undefined): Style[] {
    const chain: Style[] = [];
    for (let at = id; at !== undefined && chain.length < LONGEST_CHAIN; at = chain.at(-1)!.basedOn) {
      const style = this.#styles.get(at);
      if (!style) break;
      chain.push(style);
    }
    return chain;
  }
}
