import { dayOf } from '../domain/day.js';
import { CITED_TYPES, type CitedType } from './document-types.js';
import type { Citation } from './draft.js';
import { evidenceOf, type Source, type Span, tidy } from './source.js';

const TYPE_WORDS = CITED_TYPES.map(([words]) => words).join('|');
const CODE = '[\\p{L}][\\p{L}\\d&]*';
/** `132-KH/TU`, `27/CT-TTg`, `30/2020/NĐ-CP`, `15-HD/ BTCTU`, `102/2025/NQLT-UBTVQH15-CP`, `23/2015`. */
const SYMBOL = `\\d{1,6}[a-zđ]? ?(?:-|/) ?(?:\\d{4} ?/ ?)?${CODE}(?: ?[-/] ?${CODE}){0,4}`;
const DATE = '(?:,? ?(?:ngày|ký ngày|ban hành ngày) ?(?<day>\\d{1,2}(?: ?[/.-] ?\\d{1,2} ?[/.-] ?\\d{4}| tháng \\d{1,2} năm \\d{4})))';
const CITED = new RegExp(
  `(?<![\\p{L}])(?:các )?(?<type>${TYPE_WORDS}) (?:(?:liên tịch|làm việc|phối hợp|công tác|hoạt động) (?=số))?(?:số:?|so|sô)? ?(?<number>${SYMBOL})${DATE}?`,
  'giu',
);
/** Further numbers after one: `… 26/QĐ-UBND, số 27/QĐ-UBND ngày …`. */
const NEXT = new RegExp(`^(?:,| và|;) (?:số )(?<number>${SYMBOL})${DATE}?`, 'iu');
/** How far after its number the words of a document may reach. */
const FAR = 1_700;
const ISSUER =
  /^(?:,? ?(?:của |do )| (?=[^,])|(?=, Hội nghị),? ?)(?<name>(?:Hội nghị lần thứ [\p{L}\d]+,? )?(?:Hội nghị )?(?:Ban Chấp hành|Bộ Chính trị|Ban Bí thư|Ban Thường vụ|Ban Thường trực|Thường trực|Ban Cán sự|Ban|Tỉnh ủy|Thành ủy|Huyện ủy|Quận ủy|Thị ủy|Đảng ủy|Đảng đoàn|Đảng bộ|Chính phủ|Thủ tướng|Quốc hội|Ủy ban|UBND|HĐND|UBBC|Hội đồng|Bộ|Bộ trưởng|Sở|Giám đốc|Chủ tịch|Văn phòng|Trung ương|Tổng|Liên đoàn|Hội|Cục|Viện|Tòa án|Chi cục|Công an|Tiểu ban|Ngân hàng|Đoàn|Quân ủy|Mặt trận|Công ty|Trường|Kho bạc|Bảo hiểm|Thống đốc|Tổ)[^;.:()“”"]*?)(?=$|[;.:()“”"]|, (?:Ban|Bộ|Sở|Ủy ban|UBND|Tỉnh ủy|Huyện ủy|Thành ủy|Quận ủy|Thị ủy|Đảng ủy|Đảng đoàn|Đảng bộ|Chi bộ|Chi ủy|Thường trực|Tỉnh đoàn|Huyện đoàn|Liên đoàn|Văn phòng|Hội|Tiểu ban|Trường|Công an|Đoàn|Chủ tịch|Cục|Trung tâm|Viện|Tổ)(?:(?! về | phê duyệt| quy định)[^,;.]){0,90}? (?:ban hành|xây dựng|hướng dẫn|yêu cầu|đề nghị|báo cáo|lập|thông báo) |,? (?:[Vv]ề|[Tt]hực hiện|[Tt]riển khai|[Qq]uy định|[Bb]an hành|[Pp]hê duyệt|sửa đổi|[Hh]ướng dẫn|tăng cường|tiếp tục|công bố|giao|thành lập|thông qua|điều chỉnh|bổ sung|chỉ đạo|phát động|và (?:Chương trình|Kế hoạch|Nghị quyết|Chỉ thị|Quyết định|Hướng dẫn|Công văn|Kết luận|Văn bản|các|Thông tư|Nghị định|Báo cáo)|Kết luận|đẩy mạnh|nâng cao|quán triệt|xây dựng|trong|tại|cho|để|đến|nhằm|đối với|tổ chức|năm|một số|khóa|Khóa)(?![\p{L}])|, (?:Kế hoạch|Chương trình|Nghị quyết|Chỉ thị|Quyết định|Hướng dẫn|Công văn|Kết luận))/u;

/** Every numbered document that a stretch names, in order. */
export function citationsIn(source: Source, span: Span): Citation[] {
  const text = source.plain.slice(span.start, span.end);
  const found: Citation[] = [];
  for (const match of text.matchAll(CITED)) {
    const { type = '', number = '', day } = match.groups!;
    if (!isSymbol(number)) continue;
    const start = match.index + match[0].toLowerCase().indexOf(type.toLowerCase());
    found.push(cited(source, span, { start, end: match.index + match[0].length }, typeNamed(type), number, day));
    let end = match.index + match[0].length;
    for (let next = NEXT.exec(text.slice(end, end + 120)); next; next = NEXT.exec(text.slice(end, end + 120))) {
      const from = end + next[0].indexOf(next.groups!['number']!);
      end += next[0].length;
      found.push(cited(source, span, { start: from, end }, typeNamed(type), next.groups!['number']!, next.groups!['day']));
    }
  }
  return found;
}

function isSymbol(number: string): boolean {
  return /\p{L}/u.test(number.replace(/^\d+[a-zđ]?/u, '')) && /[-/]/u.test(number) && !/^\d+ ?[-/] ?\d{1,2}$/u.test(number);
}

function typeNamed(words: string): CitedType {
  const low = words.toLowerCase();
  return CITED_TYPES.find(([name]) => name === low)![1];
}

function cited(source: Source, base: Span, at: Span, type: CitedType, number: string, day: string | undefined): Citation {
  // A comma at the end of a line, and a name beginning the next: another clause.
  const stop = /[,;]\n+(?=\p{Lu})/u.exec(source.text.slice(base.start + at.end, Math.min(base.end, base.start + at.end + FAR)))?.index;
  const text = source.plain.slice(base.start, stop === undefined ? base.end : base.start + at.end + stop);
  const rest = text.slice(at.end, at.end + 700);
  const issuer = ISSUER.exec(rest);
  const name = issuer?.groups!['name']!.replace(/[, ]+$/u, '').trim();
  const nameEnd = issuer ? at.end + issuer[0].length : at.end;
  const khoa = /^ (?:Đảng )?[Kk]hóa [IVX]+/u.exec(text.slice(nameEnd, nameEnd + 30));
  const end = nameEnd + (khoa?.[0].length ?? 0);
  const code = number.replace(/\s/gu, '').toUpperCase();
  const real: CitedType = type === 'quyet-dinh' && /-?QĐI\//u.test(code) ? 'quy-dinh' : type;
  return {
    number: number.replace(/ ?([-/]) ?/gu, '$1').trim(),
    docType: real,
    date: day === undefined ? null : dayRead(day),
    issuer:
      name === undefined || name === ''
        ? null
        : tidy(
            source.text.slice(
              base.start + at.end + issuer![0].lastIndexOf(name),
              base.start + at.end + issuer![0].lastIndexOf(name) + name.length,
            ),
          ),
    subject: subjectAfter(source, base, text, end),
    evidence: evidenceOf(source, { start: base.start + at.start, end: base.start + end }, 'citation.numbered', 0.9),
  };
}

/** What a cited document is about: the words after its issuer, to the end of the clause or the next document. */
function subjectAfter(source: Source, base: Span, text: string, end: number): string | null {
  const rest = text.slice(end, end + 900);
  const found =
    /^(?:,? )?((?:[Vv]ề(?: việc)?|[Qq]uy định|[Bb]an hành|[Pp]hê duyệt|sửa đổi(?:, bổ sung)?|[Hh]ướng dẫn|[Tt]hực hiện|[Tt]riển khai|tăng cường|tiếp tục|công bố|giao|thành lập|thông qua|điều chỉnh|bổ sung|chỉ đạo|phát động|Kết luận|một số|đẩy mạnh|nâng cao|tổ chức|cụ thể hóa) [^;]*?)(?=$|;|\.(?:\s|$)|:\s| \(| và (?:các )?(?:Chương trình|Kế hoạch|Nghị quyết|Chỉ thị|Quyết định|Hướng dẫn|Công văn|Kết luận|Văn bản|Thông tư|Nghị định) (?:hành động )?số| và Kế hoạch|, (?:Kế hoạch|Chương trình hành động|Nghị quyết|Chỉ thị|Quyết định|Hướng dẫn|Công văn|Kết luận) số|, (?:Ủy ban|UBND|Ban|Tỉnh ủy|Thành ủy|Huyện ủy|Đảng ủy|Đảng đoàn|Văn phòng|Bộ|Hội đồng|Chủ tịch|Tiểu ban|Trường|Công an|Đoàn|Tỉnh đoàn|Cục|Hội|Sở) )/u.exec(
      rest,
    );
  if (!found) return null;
  const start = base.start + end + found.index + found[0].indexOf(found[1]!);
  const words = tidy(source.text.slice(start, start + found[1]!.length)).replace(/[,. ]+$/u, '');
  // A subject that carries out another numbered document ends with that document's number.
  const nested = new RegExp(`^((?:về )?(?:việc )?(?:triển khai )?thực hiện (?:${TYPE_WORDS}) số ${SYMBOL})`, 'iu').exec(words);
  return nested ? nested[1]! : words;
}

/** A day written `27/10/2022` or `27 tháng 8 năm 2025`; null where there is no such day. */
export function dayRead(words: string): string | null {
  const [day, month, year] = words.split(/\D+/u).filter(Boolean).map(Number);
  try {
    return dayOf(year!, month!, day!);
  } catch {
    return null;
  }
}
