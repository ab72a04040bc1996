/** Types of documents as answers name them. `luat` and the like are only cited, never drafted. */
export type TypeName =
  | 'ke-hoach'
  | 'chuong-trinh-hanh-dong'
  | 'chi-thi'
  | 'huong-dan'
  | 'cong-van'
  | 'ket-luan'
  | 'nghi-quyet'
  | 'bao-cao'
  | 'thong-bao'
  | 'de-an'
  | 'quyet-dinh'
  | 'quy-dinh'
  | 'to-trinh';

export type CitedType =
  TypeName | 'luat' | 'bo-luat' | 'phap-lenh' | 'nghi-dinh' | 'thong-tu' | 'quy-che' | 'thong-tri' | 'dieu-le' | 'hien-phap';

/** Types a paper may be, by the words of its title; longer ones first. */
export const TITLE_TYPES: readonly [string, TypeName][] = [
  ['chương trình hành động', 'chuong-trinh-hanh-dong'],
  ['chương trình', 'chuong-trinh-hanh-dong'],
  ['kế hoạch', 'ke-hoach'],
  ['chỉ thị', 'chi-thi'],
  ['hướng dẫn', 'huong-dan'],
  ['công văn', 'cong-van'],
  ['kết luận', 'ket-luan'],
  ['nghị quyết', 'nghi-quyet'],
  ['báo cáo', 'bao-cao'],
  ['thông báo', 'thong-bao'],
  ['đề án', 'de-an'],
  ['quyết định', 'quyet-dinh'],
  ['quy định', 'quy-dinh'],
  ['tờ trình', 'to-trinh'],
];

/** Types that a citation may name, by the words before its number; longer ones first. */
export const CITED_TYPES: readonly [string, CitedType][] = [
  ['nghị quyết liên tịch', 'nghi-quyet'],
  ['thông tư liên tịch', 'thong-tu'],
  ['kế hoạch liên tịch', 'ke-hoach'],
  ['hướng dẫn liên tịch', 'huong-dan'],
  ...TITLE_TYPES.filter(([, type]) => type !== 'quy-dinh'),
  ['quy định', 'quy-dinh'],
  ['nghị định', 'nghi-dinh'],
  ['thông tư', 'thong-tu'],
  ['thông tri', 'thong-tri'],
  ['quy chế', 'quy-che'],
  ['văn bản', 'cong-van'],
  ['công điện', 'cong-van'],
  ['bộ luật', 'bo-luat'],
  ['pháp lệnh', 'phap-lenh'],
  ['luật', 'luat'],
];

const BY_CODE: Record<string, TypeName> = {
  KH: 'ke-hoach',
  CTR: 'chuong-trinh-hanh-dong',
  CTHĐ: 'chuong-trinh-hanh-dong',
  CT: 'chi-thi',
  HD: 'huong-dan',
  CV: 'cong-van',
  KL: 'ket-luan',
  NQ: 'nghi-quyet',
  BC: 'bao-cao',
  TB: 'thong-bao',
  ĐA: 'de-an',
  QĐ: 'quyet-dinh',
  QĐI: 'quy-dinh',
  TTR: 'to-trinh',
};

/** The type that the initials in a symbol stand for; undefined where they name a body (a letter of a state body) or nothing known. */
export function typeOfCode(code: string): TypeName | undefined {
  return BY_CODE[code.toUpperCase()];
}

/** The type that words name, where they are nothing but its name. */
export function typeOfTitle(words: string): TypeName | undefined {
  const low = words.toLowerCase();
  return TITLE_TYPES.find(([name]) => name === low)?.[1];
}

/** The type that a damaged title names: the recognition of pictures loses marks and parts words (`KÉ HOẠCH`, `K ẾT LUẬN`). */
export function typeOfDamaged(words: string): TypeName | undefined {
  const letters = lettersOf(words);
  return TITLE_TYPES.find(([name]) => lettersOf(name) === letters)?.[1];
}

function lettersOf(words: string): string {
  return words
    .toLowerCase()
    .replace(/đ/gu, 'd')
    .normalize('NFD')
    .replace(/[^a-z]/gu, '');
}
