import { en } from './en.js';
import { type WordKey, vi } from './vi.js';

/** Languages of the product: Vietnamese is the source, English the second. */
export type Language = 'vi' | 'en';

const words: Record<Language, Record<string, string>> = { vi, en };

/** A sentence from its key in a language, with `{name}` replaced by the data given; a value missing from the data stays visible as `{name}`. */
export function render(language: Language, key: WordKey, data: Record<string, string | number> = {}): string {
  return fill(words[language][key] ?? key, data, language);
}

/** Whether a key has words; for codes that arrive as data. */
export function isWordKey(key: string): key is WordKey {
  return key in vi;
}

function fill(sentence: string, data: Record<string, string | number>, language: Language): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => (name in data ? shown(data[name]!, language) : whole));
}

/** A figure with a fraction takes the comma in Vietnamese; whole numbers stay as they are, since years and counts look alike. */
function shown(value: string | number, language: Language): string {
  return typeof value === 'number' && language === 'vi' ? String(value).replace('.', ',') : String(value);
}
