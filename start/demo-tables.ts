/** Rows under a title, columns as wide as they need; figures stand right. */
export function columns(title: string, heads: string[], rows: (string | number)[][]): string {
  const cells = [heads, ...rows.map((row) => row.map((cell) => String(cell)))];
  const widths = heads.map((_, column) => Math.max(...cells.map((row) => (row[column] ?? '').normalize('NFC').length)));
  const isFigure = heads.map(
    (_, column) => rows.length > 0 && rows.every((row) => typeof row[column] === 'number' || /^[\d.,/ %–-]*$/.test(String(row[column]))),
  );
  const line = (row: string[]) =>
    `  ${row.map((cell, column) => (isFigure[column] ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!))).join('  ')}`.trimEnd();
  const rule = `  ${widths.map((width) => '─'.repeat(width)).join('  ')}`;
  return ['', title, line(heads), rule, ...cells.slice(1).map(line)].join('\n');
}

/** What happened, in words, by type of event; types without words are machinery. */
export const HAPPENED: Readonly<Record<string, string>> = {
  issued: 'ban hành',
  received: 'tiếp nhận',
  ownPlanLinked: 'có kế hoạch riêng',
  completed: 'xong nhiệm vụ',
  evidenced: 'minh chứng',
  submitted: 'gửi báo cáo',
  resubmitted: 'gửi lại',
  returned: 'trả lại',
  accepted: 'chấp nhận',
  reminded: 'nhắc việc',
  escalated: 'lên bậc đôn đốc',
  fellDue: 'quá hạn',
  wentStale: 'thiếu minh chứng',
  paceChecked: 'chậm tiến độ',
  woken: 'có hướng dẫn',
  consolidated: 'chốt tổng hợp',
  differenceNoted: 'chênh lệch sau chốt',
  concluded: 'tổng kết',
};

export const RUNGS_SAID: Readonly<Record<string, string>> = {
  reminded: 'nhắc việc',
  urged: 'đôn đốc',
  toHead: 'báo cáo bí thư',
  toStandingCommittee: 'báo cáo BTV',
  proposedForReview: 'đề xuất kiểm điểm',
};
