/** Words in Vietnamese: door. */
export const doorVi = {
  'problem.TEXT_CONTROL': 'Có ký tự điều khiển {character} ở vị trí {position}.',
  'problem.TEXT_NOT_UNICODE': 'Có nửa ký tự {character} không hợp lệ theo Unicode ở vị trí {position}.',
  'problem.TEXT_INVISIBLE': 'Có ký tự không nhìn thấy {character} ở vị trí {position}.',
  'problem.TEXT_EMPTY': 'Không có chữ nào để đọc.',
  'problem.TEXT_LENGTH': 'Dài {length} ký tự, vượt mức {max}.',
  'problem.DATE_INVALID': '“{value}” không phải là ngày có thật; viết năm-tháng-ngày, ví dụ 2026-11-15.',
  'problem.FIELD_UNKNOWN': 'Không có trường “{field}”; có thể là: {suggestion}.',
  'problem.KEY_FORBIDDEN': 'Tên trường “{key}” không được dùng.',
  'problem.ID_FORMAT': 'Mã “{id}” phải bắt đầu bằng chữ hoặc số, chỉ gồm chữ không dấu, số và các dấu . _ -, tối đa 60 ký tự.',
} as const;
