import { ConfigError } from '../config/config.js';
import type { Language } from '../i18n/render.js';

type Environment = Record<string, string | undefined>;

const LANGUAGES: readonly string[] = ['vi', 'en'];

/**
 * The language to speak before anything else is read: `--lang`, else DONDOC_LANGUAGE, else English where the terminal's own language
 * (LC_ALL, LC_MESSAGES, LANG) is English, else Vietnamese. A wrong `--lang` is left for the reader of arguments to refuse.
 */
export function languageOf(argv: readonly string[], env: Environment): Language {
  const asked = optionOf(argv, '--lang');
  if (asked !== undefined && LANGUAGES.includes(asked)) return asked as Language;
  const set = env.DONDOC_LANGUAGE;
  if (set !== undefined && LANGUAGES.includes(set)) return set as Language;
  const terminal = [env.LC_ALL, env.LC_MESSAGES, env.LANG].find((name) => name !== undefined && name !== '');
  return terminal !== undefined && /^en\b|^en_/i.test(terminal) ? 'en' : 'vi';
}

/** Refuses a DONDOC_LANGUAGE that is none. */
export function checkLanguage({ DONDOC_LANGUAGE: set }: Environment): void {
  if (set !== undefined && set !== '' && !LANGUAGES.includes(set)) throw new ConfigError('DONDOC_LANGUAGE', set, 'vi | en');
}

function optionOf(argv: readonly string[], name: string): string | undefined {
  const place = argv.findLastIndex((part) => part === name || part.startsWith(`${name}=`));
  const part = argv[place];
  return part === name ? argv[place + 1] : part?.slice(name.length + 1);
}
