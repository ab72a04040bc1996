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
  FOLDER_EMPTY: [
    '{path} chưa có dữ liệu: hãy chạy `npm start` trước, hoặc đặt DONDOC_DATA.',
    'There are no records in {path} yet: run `npm start` first, or set DONDOC_DATA.',
  ],
  FOLDER_UNUSABLE: ['Không dùng được thư mục dữ liệu {path}: {reason}.', 'The data folder {path} cannot be used: {reason}.'],
  TEMPORAL_NOT_FOUND: ['Không tìm thấy máy chủ Temporal. Đã tìm: {tried}', 'No Temporal server found. Looked at: {tried}'],
  TEMPORAL_NOT_UP: [
    'Máy chủ Temporal không khởi động được: {reason}. Nhật ký: {log}',
    'The Temporal server did not start: {reason}. Its log: {log}',
  ],
  TEMPORAL_PORT_TAKEN: ['Cổng {port} đã có chương trình khác dùng.', 'Port {port} is taken.'],
  PORT_TAKEN: ['Cổng {port} đã có chương trình khác dùng (biến {variable}).', 'Port {port} is taken (variable {variable}).'],
  PORT_UNUSABLE: ['Không mở được cổng {port} trên {host}: {reason}.', 'Port {port} of {host} cannot be opened: {reason}.'],
  TEMPORAL_UNREACHABLE: [
    'Máy chủ Temporal {address} (biến TEMPORAL_ADDRESS) không trả lời: {reason}.',
    'The Temporal server {address} (variable TEMPORAL_ADDRESS) does not answer: {reason}.',
  ],
  TEMPORAL_NAMESPACE_MISSING: [
    'Máy chủ Temporal {address} (phiên bản {version}) không có namespace “{namespace}” (biến TEMPORAL_NAMESPACE).',
    'The Temporal server {address} (version {version}) has no namespace "{namespace}" (variable TEMPORAL_NAMESPACE).',
  ],
  TEMPORAL_TOO_OLD: [
    'Máy chủ Temporal {address} là phiên bản {version}; cần từ {oldest} trở lên.',
    'The Temporal server {address} is version {version}; {oldest} or newer is needed.',
  ],
  DATABASE_UNREACHABLE: [
    'Cơ sở dữ liệu {address} (biến DATABASE_URL) không trả lời: {reason}.',
    'The database {address} (variable DATABASE_URL) does not answer: {reason}.',
  ],
  DATABASE_REFUSED: [
    'Cơ sở dữ liệu {address} từ chối người dùng “{user}”: sai tên hoặc mật khẩu (biến DATABASE_URL).',
    'The database {address} refuses user "{user}": wrong name or password (variable DATABASE_URL).',
  ],
  DATABASE_MISSING: [
    'Máy chủ {address} không có cơ sở dữ liệu “{database}” (biến DATABASE_URL).',
    'The server {address} has no database "{database}" (variable DATABASE_URL).',
  ],
  DATABASE_TOO_OLD: [
    'PostgreSQL {version} quá cũ; cần từ {oldest} trở lên.',
    'PostgreSQL {version} is too old; {oldest} or newer is needed.',
  ],
  DATABASE_NEWER: [
    'Cơ sở dữ liệu do phiên bản mới hơn ghi (bước {found}, chương trình này chỉ biết đến bước {known}).',
    'The database was written by a newer version (migration {found}; this program knows {known}).',
  ],
  RECORDS_UNREADABLE: ['Không mở được cơ sở dữ liệu trong {path}: {reason}.', 'The database in {path} cannot be opened: {reason}.'],
  BACKUP_UNREADABLE: ['{path} không phải bản sao lưu của Dondoc, hoặc đã bị cắt cụt.', '{path} is not a backup of Dondoc, or was cut off.'],
  RECORDS_EXIST: [
    'Đã có dữ liệu ở nơi cần phục hồi ({path}): hãy phục hồi vào nơi trống.',
    'There are records already where the backup should go ({path}): restore into an empty place.',
  ],
  CLOCK_SKEW: [
    'Đồng hồ máy này lệch {minutes} phút so với cơ sở dữ liệu. Hãy chỉnh lại giờ.',
    'The clock of this machine is {minutes} minutes off the database. Set it right.',
  ],
  CONFIG: [
    'Biến môi trường {variable} = “{value}” không hợp lệ; cần: {rule}.',
    'Environment variable {variable} = "{value}" is not valid; it takes {rule}.',
  ],
  UNKNOWN: ['Không khởi động được: {reason}', 'Could not start: {reason}'],
};

/** The sentence of a problem that kept a process from starting: Vietnamese, then English; never a password, never a stack. */
export function sayProblem(error: unknown): string {
  if (error instanceof StartProblem) return both(error.code, error.data);
  if (error instanceof ConfigError) return both('CONFIG', { variable: error.variable, value: error.value, rule: error.rule });
  return both('UNKNOWN', { reason: error instanceof Error ? error.message : String(error) });
}

function both(key: string, data: Record<string, string | number>): string {
  return (WORDS[key] ?? WORDS.UNKNOWN!).map((text) => text.replace(/\{(\w+)\}/g, (_, name: string) => String(data[name] ?? ''))).join('\n');
}

/** How the start command is called; the wrong word is named first where there is one. */
export function usage(wrong = ''): string {
  const lines = [
    'npm start -- [embedded|api|worker] [--sample] [--data FOLDER] [--port PORT]',
    '  embedded   tất cả trong một tiến trình (mặc định) / everything in one process (default)',
    '  api        cổng HTTP của hệ thống thật / the HTTP door of a deployment (DATABASE_URL, TEMPORAL_ADDRESS)',
    '  worker     tiến trình xử lý / a worker of a deployment',
    '  --sample   nạp tổ chức mẫu / loads the sample organisation',
    '  --data     thư mục dữ liệu, mặc định .dondoc (DONDOC_DATA) / data folder, .dondoc by default (DONDOC_DATA)',
    '  --port     cổng HTTP, mặc định 7080 (PORT) / HTTP port, 7080 by default (PORT)',
  ];
  return wrong === '' ? lines.join('\n') : [`? ${wrong}`, ...lines].join('\n');
}
