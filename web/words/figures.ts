import type { Language } from '../../i18n/render.js';

/** A figure as typed: `1.600` and `30,7` in Vietnamese, `1,600` and `30.7` in English; undefined where it is no number, null where nothing is. */
export function figureOf(text: string, language: Language): number | null | undefined {
  const typed = text.replace(/[\s\u00a0%]/g, '');
  if (typed === '') return null;
  const [group, point] = language === 'vi' ? ['.', ','] : [',', '.'];
  const plain = typed.replaceAll(group, '').replace(point, '.');
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : undefined;
}
