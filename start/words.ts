import { ConfigError } from '../config/config.js';
import { StartProblem } from './start-problem.js';

/** Problems of starting, said in both languages: who starts a process may not have chosen one yet. */
const WORDS: Record<string, [vi: string, en: string]> = {
  FOLDER_LOCKED: ['Thư mục dữ liệu {path} đang do tiến trình {pid} sử dụng.', 'Process {pid} holds the data folder {path}.'],
  FOLDER_READ_ONLY: ['Không ghi được vào thư mục dữ liệu {path}.', 'The data folder {path} cannot be written.'],
  FOLDER_OTHER_OWNER: [
    'Thư mục dữ liệu {path} thuộc người dùng {owner}, không phải {user}.',
    'The data folder {path} belongs to user {owner}, not {user}.',
  ],
  FOLDER_NOT_A_FOLDER: ['{path} không phải là thư mục.', '{path} is not a folder.'],
  FOLDER_FULL: ['Ổ đĩa của {path} đã đầy.', 'The disk of {path} is full.'],
  FOLDER_ON_NETWORK: [
    '{path} nằm trên ổ đĩa mạng; dữ liệu phải ở ổ đĩa của máy.',
    '{path} is on a network file system; data must be on a local disk.',
  ],
  FOLDER_EMPTY: ['{path} chưa có dữ liệu: hãy chạy `npm start` trước, hoặc đặt DONDOC_DATA.', 'There are no records in {path} yet: run `npm start` first, or set DONDOC_DATA.'],
  FOLDER_UNUSABLE: ['Không dùng được thư mục dữ liệu {path}: {reason}.', 'The data folder {path} cannot be used: {reason}.'],
  TEMPORAL_NOT_FOUND: ['Không tìm thấy máy chủ Temporal. Đã tìm: {tried}', 'No Temporal server found. Looked at: {tried}'],
  TEMPORAL_NOT_UP: [
    'Máy chủ Temporal không khởi động được: {reason}. Nhật ký: {log}',
    'The Temporal server did not start: {reason}. Its log: {log}',
  ],
  TEMPORAL_PORT_TAKEN: ['Cổng {port} đã có chương trình khác dùng.', 'Port {port} is taken.'],
  PORT_TAKEN: ['Cổng {port} đã có chương trình khác dùng (biến PORT).', 'Port {port} is taken (variable PORT).'],
  CONFIG: [
    'Biến môi trường {variable} = “{value}” không hợp lệ; cần: {rule}.',
    'Environment variable {variable} = "{value}" is not valid; it takes {rule}.',
  ],
  DATABASE: ['Không kết nối được cơ sở dữ liệu: {reason}.', 'The database cannot be reached: {reason}.'],
  UNKNOWN: ['Không khởi động được: {reason}', 'Could not start: {reason}'],
};

/** The sentence of a problem that kept a process from starting: Vietnamese, then English; never a password, never a stack. */
export function sayProblem(error: unknown): string {
  if (error instanceof StartProblem) return both(error.code, error.data);
  if (error instanceof ConfigError) return both('CONFIG', { variable: error.variable, value: error.value, rule: error.rule });
  const { code, port, address } = error as { code?: string; port?: number; address?: string };
  if (code === 'EADDRINUSE') return both('PORT_TAKEN', { port: port ?? 0 });
  if (code === 'ECONNREFUSED' || code === '28P01' || code === '3D000')
    return both('DATABASE', { reason: `${code} ${address ?? ''}:${port ?? ''}` });
  return both('UNKNOWN', { reason: error instanceof Error ? error.message : String(error) });
}

function both(key: string, data: Record<string, string | number>): string {
  return (WORDS[key] ?? WORDS.UNKNOWN!).map((text) => text.replace(/\{(\w+)\}/g, (_, name: string) => String(data[name] ?? ''))).join('\n');
}

/** How the start command is called; the wrong word is named first where there is one. */
export function usage(wrong: string): string {
  const lines = [
    'npm start -- [embedded|api|worker] [--sample] [--data FOLDER] [--port PORT]',
    '  embedded   tất cả trong một tiến trình (mặc định) / everything in one process (default)',
    '  api        cổng HTTP của hệ thống thật / the HTTP door of a deployment (DATABASE_URL, TEMPORAL_ADDRESS)',
    '  worker     tiến trình xử lý / a worker of a deployment',
    '  --sample   nạp tổ chức mẫu / loads the sample organisation',
  ];
  return wrong === '' ? lines.join('\n') : [`? ${wrong}`, ...lines].join('\n');
}
