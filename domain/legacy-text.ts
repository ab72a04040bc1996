/** Texts from before Unicode, whose letters stand at the codes of others in Latin-1: TCVN3 (ABC) and VNI. */

const TCVN3_FROM = 'µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ¡¢£¤¥¦§';
const TCVN3_TO = 'àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂÊÔƠƯĐ';
const TCVN3 = new Map([...TCVN3_FROM].map((from, n) => [from, [...TCVN3_TO][n]!]));

/** Text of a TCVN3 (ABC) font in Unicode; fonts whose name ends in H show small letters as capitals. */
export function fromTcvn3(text: string, font = ''): string {
  const converted = Array.from(text, (letter) => TCVN3.get(letter) ?? letter).join('');
  return font.endsWith('H') ? converted.toUpperCase() : converted;
}

/** Marks that VNI writes after the letter they go with. */
const VNI_MARKS: Record<string, string> = {
  ù: '\u0301',
  ø: '\u0300',
  û: '\u0309',
  õ: '\u0303',
  ï: '\u0323',
  â: '\u0302',
  á: '\u0302\u0301',
  à: '\u0302\u0300',
  å: '\u0302\u0309',
  ã: '\u0302\u0303',
  ä: '\u0302\u0323',
  ê: '\u0306',
  é: '\u0306\u0301',
  è: '\u0306\u0300',
  ú: '\u0306\u0309',
  ü: '\u0306\u0303',
  ë: '\u0306\u0323',
};
/** Letters that stand alone. */
const VNI_LETTERS: Record<string, string> = { ñ: 'đ', ô: 'ơ', ö: 'ư', æ: 'ỉ', ó: 'ĩ', ò: 'ị', î: 'ỵ', í: 'í', ì: 'ì' };
const VNI = /([aeouyôö])([ùøûõïâáàåãäêéèúüë])?|([ñæóòîíì])/giu;

/** Text of a VNI font in Unicode. */
export function fromVni(text: string): string {
  const converted = text.replace(VNI, (whole: string, base?: string, mark?: string, alone?: string) => {
    const letter = base ?? alone ?? whole;
    const small = letter.toLowerCase();
    const plain = VNI_LETTERS[small] ?? small;
    const composed = (mark === undefined ? plain : plain + VNI_MARKS[mark.toLowerCase()]!).normalize('NFC');
    return letter === small ? composed : composed.toUpperCase();
  });
  return converted;
}
