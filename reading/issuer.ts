import { AUTHORITY, type Frame, isCapitals, range } from './frame.js';
import { evidenceOf, type Evidence, plainOf, type Source, type Span, tidy, valueOf } from './source.js';

const NATION =
  /^cộng(?: h[òo]a(?: xã)?)?$|^h[òo]a xã|^xã hội|cộng h[òo]a xã hội|chủ nghĩa việt nam|^đảng cộng sản việt nam|^đoàn (?:tncs|thanh niên cộng sản) hồ chí minh$|độc lập|tự do|hạnh phúc/iu;
const OTHER =
  /^(?:số ?[:.]?|v\/v|[-_*=. /|]+$|ngày |dự thảo|khẩn|hỏa tốc|thượng khẩn|mật$|tối mật|tuyệt mật|lưu hành|bản sao|sao y|phụ lục|\d)/iu;
/** Begins the name of an organ; a line that does not goes on with the line above. */
const ORGAN =
  /^(?:ỦY BAN|UBND|UBMTTQ|HỘI ĐỒNG|HĐND|SỞ|BỘ|CỤC|CHI CỤC|TỔNG CỤC|VỤ|BAN|VĂN PHÒNG|PHÒNG|TỈNH ỦY|THÀNH ỦY|HUYỆN ỦY|QUẬN ỦY|THỊ ỦY|ĐẢNG ỦY|ĐẢNG BỘ|ĐẢNG ĐOÀN|CHI BỘ|CHI ỦY|TỈNH ĐOÀN|THÀNH ĐOÀN|ĐOÀN|HỘI|LIÊN ĐOÀN|LIÊN HIỆP|LIÊN MINH|CÔNG ĐOÀN|CÔNG AN|TRƯỜNG|TRUNG TÂM|BỆNH VIỆN|HỌC VIỆN|VIỆN|TIỂU BAN|TỔ|MẶT TRẬN|CHÍNH PHỦ|QUỐC HỘI|THỦ TƯỚNG|THANH TRA|KHO BẠC|BẢO HIỂM|NGÂN HÀNG|TẬP ĐOÀN|TỔNG CÔNG TY|CÔNG TY|ĐẠI HỌC|QUÂN ỦY|BCH|THƯỜNG TRỰC|TRUNG ƯƠNG (?:ĐOÀN|HỘI)|TÒA ÁN|VIỆN KIỂM SÁT|THUẾ|ĐÀI|BÁO|BCĐ|HIỆP HỘI|QUỸ)(?![\p{L}])/u;
const PLACE = /^(?:TỈNH|THÀNH PHỐ|TP|HUYỆN|QUẬN|THỊ XÃ|XÃ|PHƯỜNG|THỊ TRẤN|ĐẶC KHU|TRUNG ƯƠNG)(?![\p{L}])(?! ỦY| ĐOÀN)/u;
/** Organs whose name says nothing without the body they belong to. */
const DEPENDENT =
  /^(?:ban thường trực|ban thường vụ|ban chấp hành|thường trực|văn phòng|ban tổ chức|ban tuyên giáo|ban dân vận|ban nội chính|ban xây dựng|ủy ban kiểm tra|ban tuyên giáo và dân vận|cơ quan|ban kinh tế|ban cán sự đảng|đoàn thanh niên)(?:(?! (?:tỉnh|thành|huyện|xã|phường|trung ương|đảng ủy)).)*$/iu;

export interface IssuerRead {
  name: string;
  superior: string | null;
  evidence: Evidence;
}

/** Who issues: the opening sentence tells the collective (`Ban Thường vụ Tỉnh ủy … ban hành`), the head the body and its superior, else the signature. */
export function readIssuer(source: Source, frame: Frame, cells: readonly Span[], opening: Span, by: Span | undefined): IssuerRead | null {
  const printed = headIssuer(source, cells);
  const named = by && ownerName(source, by);
  if (named) return { ...named, superior: printed?.superior ?? null };
  const acting = actingBody(source, opening);
  if (!printed) return acting ?? signing(source, frame);
  if (!acting) return printed;
  // The executive committee is the committee itself, as the head prints it.
  if (/^ban chấp hành/iu.test(plainOf(acting.name))) return printed;
  if (isCollective(acting.name) && !sameBody(acting.name, printed.name) && isParty(printed.name)) return collective(acting, printed);
  // The sentence may write the name whole: `Văn phòng Trung ương Đảng` where the head prints `VĂN PHÒNG`.
  return isLonger(acting.name, printed.name) ? { ...acting, superior: printed.superior } : printed;
}

function isLonger(name: string, short: string): boolean {
  const words = plainOf(name).toLowerCase();
  return words.startsWith(`${plainOf(short).toLowerCase()} `) && words.split(' ').length - short.split(' ').length <= 3;
}

function ownerName(source: Source, by: Span): { name: string; evidence: Evidence } {
  const text = source.plain.slice(by.start, by.end);
  const lead = /^[*_ ]*CỦA /u.exec(text)?.[0].length ?? 0;
  const span = { start: by.start + lead, end: by.end };
  return { name: nameCase(source, valueOf(source, span)), evidence: evidenceOf(source, span, 'issuer.title', 0.9) };
}

function headIssuer(source: Source, cells: readonly Span[]): IssuerRead | undefined {
  const units: Span[][] = [];
  for (const cell of cells) {
    const text = source.plain.slice(cell.start, cell.end).replace(/^[/*_# ]+/u, '');
    if (text === '' || NATION.test(text) || OTHER.test(text) || !isCapitals(source, cell) || !/\p{L}{2}/u.test(text)) continue;
    if (/(?:ngày|tháng|năm) /iu.test(text) || /^[-/] ?\p{L}+[-/]/u.test(text)) continue;
    const at = { start: cell.end - text.length, end: cell.end };
    const last = units.at(-1);
    const name = last && last.map((span) => source.plain.slice(span.start, span.end)).join(' ');
    const goesOn = last !== undefined && (PLACE.test(text) || !ORGAN.test(text) || / (?:VÀ|CỦA|CÁC|,)$/u.test(name!));
    if (goesOn) last.push(at);
    else units.push([at]);
  }
  // A line that is only part of a seal or a note is no organ.
  const organs = units.filter(([first]) => ORGAN.test(source.plain.slice(first!.start, first!.end)));
  const names = organs.map((spans) => tidy(spans.map((span) => source.text.slice(span.start, span.end)).join(' ')));
  const own = names.at(-1);
  const spans = organs.at(-1);
  if (own === undefined || !spans) return undefined;
  const above = names.length > 1 ? names.at(-2)! : undefined;
  const evidence = evidenceOf(source, { start: spans[0]!.start, end: spans.at(-1)!.end }, 'issuer.head', 0.95);
  if (above !== undefined && DEPENDENT.test(plainOf(own))) {
    const of = /^ban chấp hành/iu.test(plainOf(above)) ? above.replace(/^.{2,4} \S+ \S+ ?/u, '') : above;
    const merged = /^ban (?:thường (?:trực|vụ)|chấp hành)/iu.test(plainOf(own));
    return { name: nameCase(source, tidy(`${own} ${of}`)), superior: merged ? null : nameCase(source, above), evidence };
  }
  return { name: nameCase(source, own), superior: above === undefined ? null : nameCase(source, above), evidence };
}

const ACTS =
  / (?:xây dựng|ban hành|triển khai|yêu cầu|báo cáo|đề nghị|hướng dẫn|thông báo|lập|quyết định|kết luận|có ý kiến|chỉ thị|tổ chức|xin|trình|đề ra|kính)(?![\p{L}])/u;
const ACTING =
  /(?:^|[;.,:] *)((?:Ban Thường vụ|Ban Chấp hành|Ban Thường trực|Thường trực|Thường vụ|Tỉnh ủy|Thành ủy|Huyện ủy|Quận ủy|Thị ủy|Đảng ủy|Chi bộ|Chi ủy|Đảng bộ|Ủy ban|UBND|Ban|Bộ Chính trị|Văn phòng|Sở|Bộ|Hội|Tiểu ban|Trường|Công an|Đoàn|Chủ tịch|Tỉnh đoàn|Công đoàn|Liên đoàn|Trung tâm|Cục|Phòng)(?: [^.;:]{0,140}?)?)(?= (?:xây dựng|ban hành|yêu cầu|đề nghị|hướng dẫn|triển khai|báo cáo|kết luận|thông báo|có ý kiến|tổ chức thực hiện|đề ra|lập kế hoạch|cơ bản thống nhất|thống nhất với|nhất trí|quy định|nhận được)(?![\p{L}]))/gu;

/** A line of capitals before `QUYẾT ĐỊNH:` or `QUYẾT NGHỊ:`, beside it or above. */
const DECIDING =
  /(?:^|[.;,] )((?:BAN|TỈNH ỦY|THÀNH ỦY|HUYỆN ỦY|ĐẢNG ỦY|THƯỜNG TRỰC|ỦY BAN|HỘI ĐỒNG|CHỦ TỊCH|CHI BỘ)[\p{Lu} ,-]{0,90}?) (?:QUYẾT ĐỊNH|QUYẾT NGHỊ|KẾT LUẬN) ?:?/u;

/** The subject of the sentence that issues: the last such sentence of the opening. */
function actingBody(source: Source, opening: Span): IssuerRead | undefined {
  const text = source.plain.slice(opening.start, Math.min(opening.end, opening.start + 12_000));
  const deciding = DECIDING.exec(text);
  if (deciding) {
    const from = opening.start + deciding.index + deciding[0].indexOf(deciding[1]!);
    const at = { start: from, end: from + deciding[1]!.length };
    return { name: nameCase(source, valueOf(source, at)), superior: null, evidence: evidenceOf(source, at, 'issuer.deciding', 0.85) };
  }
  const found = [...text.matchAll(ACTING)].filter(({ 1: name, index, 0: whole }) => {
    const after = text.slice(index + whole.length, index + whole.length + 60);
    return (
      !/[“”"]| (?:về|ngày|số) /u.test(name!) &&
      name!.length < 120 &&
      !ACTS.test(name!) &&
      /^ (?:xây dựng|ban hành|yêu cầu|đề nghị|triển khai|hướng dẫn|báo cáo|kết luận|thông báo|có ý kiến|tổ chức|đề ra|lập|cơ bản|thống nhất|nhất trí|quy định)/u.test(
        after,
      )
    );
  });
  const last = found.at(-1);
  if (!last) return undefined;
  const start = opening.start + last.index + last[0].length - last[1]!.length;
  const end = start + last[1]!.replace(/[, ]+$/u, '').length;
  return { name: valueOf(source, { start, end }), superior: null, evidence: evidenceOf(source, { start, end }, 'issuer.opening', 0.85) };
}

function isCollective(name: string): boolean {
  return /^(?:Ban (?:Thường vụ|Chấp hành|Cán sự|Bí thư)|Bộ Chính trị|Thường trực|Thường vụ)/iu.test(plainOf(name));
}

function isParty(name: string): boolean {
  return /(?:tỉnh|thành|huyện|quận|thị|đảng) ủy|đảng bộ|chi bộ|tỉnh đoàn|ban chấp hành|hội |đoàn /iu.test(plainOf(name));
}

function sameBody(a: string, b: string): boolean {
  return plainOf(a).toLowerCase() === plainOf(b).toLowerCase();
}

/** `Ban Thường vụ Tỉnh ủy` of the opening with the place that the head prints. */
function collective(acting: IssuerRead, printed: IssuerRead): IssuerRead {
  const kind = /(?:tỉnh|thành|huyện|quận|thị|đảng) ủy.*$/iu.exec(plainOf(acting.name))?.[0].toLowerCase();
  const own = plainOf(printed.name).toLowerCase();
  const name =
    kind !== undefined && own.startsWith(kind) && own.length > kind.length
      ? `${acting.name}${printed.name.slice(kind.length)}`
      : acting.name;
  return { ...acting, name, superior: printed.superior };
}

/** Without head and opening: the body for which the paper is signed. */
function signing(source: Source, frame: Frame): IssuerRead | null {
  for (const at of range(frame.tail.from, frame.tail.to)) {
    for (const cell of frame.lines[at]!.cells) {
      const text = source.plain.slice(cell.start, cell.end);
      const found = /^T ?\/? ?M[.]? */u.exec(text);
      if (!found || !AUTHORITY.test(text) || !/^\p{Lu}[\p{Lu} ,-]{4,}$/u.test(text.slice(found[0].length))) continue;
      const span = { start: cell.start + found[0].length, end: cell.end };
      return { name: nameCase(source, valueOf(source, span)), superior: null, evidence: evidenceOf(source, span, 'issuer.signature', 0.6) };
    }
  }
  return null;
}

const SMALL = new Set(
  'nhân dân bộ vụ trực hành chức giáo vận chính tra đạo cử sự tin truyền tiết và của các tỉnh thành phố huyện quận xã phường thị trấn đặc khu ủy hoạch lý biểu tác phòng bầu cán tiểu ương khánh'.split(
    ' ',
  ),
);
const PLACED = /(?<=(?:tỉnh|phố|huyện|quận|xã|phường|trấn|khu) )\p{Ll}[\p{Ll} -]*$/u;

/** A name printed in capitals as sentences write it: as the text itself writes it elsewhere, else by habit. */
export function nameCase(source: Source, printed: string): string {
  const name = tidy(printed).replace(/^[/*_ ]+/u, '');
  if (/\p{Ll}{2}/u.test(name)) return name;
  const low = plainOf(name).toLowerCase();
  for (let at = source.low.indexOf(low); at !== -1; at = source.low.indexOf(low, at + 1)) {
    const here = source.text.slice(at, at + low.length);
    if (/\p{Ll}{2}/u.test(here) && /^\p{Lu}/u.test(here)) return tidy(here);
  }
  const cased = name
    .split(' ')
    .map((word, at) => {
      const small = word.toLowerCase();
      if (/^(?:UBND|HĐND|MTTQ|UBMTTQ|BCH|THPT|THCS|TNHH|GDĐT|TNCS|BCĐ|TP|KCN|MTV|XNK|CP)$/u.test(word)) return word;
      return at > 0 && SMALL.has(plainOf(small)) ? small : capital(small);
    })
    .join(' ');
  // What follows the word for a place is its name.
  return cased
    .replace(/(?<=^| )[Ủủ]y Ban(?= |$)/gu, 'Ủy ban')
    .replace(/(?<= )(?:tỉnh|thành|huyện|quận|thị|đảng)(?= (?:ủy|uỷ|đoàn)(?: |$))/gu, capital)
    .replace(PLACED, (place) => place.split(' ').map(capital).join(' '));
}

function capital(word: string): string {
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
}
