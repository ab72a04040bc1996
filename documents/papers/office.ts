import { parseSymbol } from '../../domain/symbol.js';
import type { Signatory } from '../../domain/plan.js';
import type { UnitKind } from '../../domain/unit.js';
import type { Paper, Signature } from '../paper.js';

/** The body whose paper it is, as far as head and signature need it. */
export interface Office {
  name: string;
  kind: UnitKind;
  /** Name of the body above it; absent for the body of a province. */
  parent?: string;
  head?: { name?: string; position: string };
  place?: string;
  /** Initials it has in symbols (`TU`); without them the symbol stays open. */
  code?: string;
}

const COMMITTEES: readonly UnitKind[] = ['partyCommittee', 'grassrootsOrg', 'cell', 'partyGroup'];

/**
 * Head of a paper by who issues it: a provincial committee has nothing above it, a committee below has its Party organisation
 * (`ĐẢNG BỘ HUYỆN …`), a staff body the committee it serves. The number stays open: the registry gives it.
 */
export function headBy(office: Office, typeCode: string, symbol?: string): Pick<Paper, 'superior' | 'issuer' | 'symbol' | 'place'> {
  const { name, kind, parent, place, code } = office;
  const superior = parent === undefined ? undefined : COMMITTEES.includes(kind) ? organisationOf(parent) : parent;
  return {
    ...(superior !== undefined && { superior }),
    issuer: name,
    symbol: symbol ?? `      -${typeCode}/${code ?? '……'}`,
    ...(place !== undefined && { place }),
  };
}

/** `Huyện ủy Kim Bôi` leads `Đảng bộ huyện Kim Bôi`. */
function organisationOf(committee: string): string {
  const named = /^(tỉnh|thành|huyện|quận|thị|đảng)\s+[uủ][ỷyỵ]?\s*(.*)$/iu.exec(committee.normalize('NFC'));
  if (!named) return committee;
  const [, level = '', rest = ''] = named;
  const word = { thành: 'thành phố', thị: 'thị xã', đảng: '' }[level.toLowerCase()] ?? level.toLowerCase();
  return ['Đảng bộ', word, rest].filter((part) => part !== '').join(' ');
}

const POSITIONS = [
  'Phó Bí thư',
  'Bí thư',
  'Phó Trưởng ban',
  'Trưởng ban',
  'Phó Chủ nhiệm',
  'Chủ nhiệm',
  'Phó Chánh Văn phòng',
  'Chánh Văn phòng',
  'Hiệu trưởng',
  'Chủ tịch',
];

/** Who signs for a body: the one its plan names, else its head; a committee's secretary signs in its name (T/M), the head of a staff body plainly. */
export function signedBy({ name, kind, head }: Office, signatory?: Signatory): Signature {
  if (signatory)
    return {
      ...(signatory.authority !== undefined && { authority: signatory.authority }),
      position: signatory.position,
      name: signatory.name,
    };
  const position = head?.position ?? (COMMITTEES.includes(kind) ? 'Bí thư' : 'Thủ trưởng');
  // No body stands after a position (HD 05-HD/VPTW).
  const plain = POSITIONS.find((one) => position.toLowerCase().startsWith(one.toLowerCase())) ?? position;
  return {
    ...(COMMITTEES.includes(kind) && { authority: `T/M ${collective(name)}` }),
    position: plain,
    ...(head?.name !== undefined && { name: head.name }),
  };
}

/** The committee without the place it leads: `Huyện ủy`, `Chi bộ`; others by their whole name. */
function collective(name: string): string {
  return /^(?:(?:tỉnh|thành|huyện|quận|thị|đảng)\s+[uủ][ỷyỵ]?|chi bộ)(?=\s|$)/iu.exec(name.normalize('NFC'))?.[0] ?? name;
}

/** Initials of a body in its own symbol. */
export function codeIn(symbol: string | undefined): string | undefined {
  return symbol === undefined ? undefined : parseSymbol(symbol)?.bodyCode;
}

/** How a body is filed in Nơi nhận: `Lưu Huyện ủy Kim Bôi`. */
export const filed = (name: string): string => `Lưu ${name}`;
