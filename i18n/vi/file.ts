/** Words in Vietnamese: files handed in. */
export const fileVi = {
  'problem.FILE_EMPTY': 'Tệp rỗng, không có byte nào.',
  'problem.FILE_TOO_LARGE': 'Tệp dài {size} byte, vượt mức {max}.',
  'problem.FILE_TYPE_MISMATCH': 'Tệp này không phải {expected}; nội dung của nó là {found}.',
  'problem.FILE_CORRUPT': 'Tệp hỏng hoặc không đúng dạng ({reason}).',
  'problem.FILE_ENCRYPTED': 'Tệp có mật khẩu; hãy bỏ mật khẩu rồi gửi lại.',
  'problem.FILE_PATH': 'Trong tệp có phần mang đường dẫn không cho phép: “{part}”.',
  'problem.FILE_EXPANDS': 'Tệp bung ra quá lớn ở “{part}”: quá {max} byte, hoặc quá {ratio} lần khi nén.',
  'problem.FILE_TOO_LONG': 'Văn bản dài quá {max} ký tự.',
  'problem.FILE_TOO_COMPLEX': 'Tệp quá phức tạp để đọc ({reason}).',
  'problem.FILE_XML_DTD': 'Phần “{part}” của tệp có khai báo DOCTYPE, không được nhận.',
  'problem.FILE_MACRO': 'Tệp có macro ({part}); hãy lưu lại thành tệp không macro rồi gửi.',
  'problem.FILE_EMBEDDED_OBJECT': 'Tệp có đối tượng nhúng ({part}); hãy bỏ đối tượng đó rồi gửi lại.',
  'problem.FILE_EXTERNAL_LINK': 'Tệp trỏ ra bên ngoài ở “{part}” ({kind}); hãy bỏ liên kết đó rồi gửi lại.',
  'problem.FILE_NO_TEXT': 'Tệp không có chữ để đọc ({pages} trang, có lẽ là bản quét).',
  'problem.PAGES_WITHOUT_TEXT': 'Có trang không có chữ, có lẽ là bản quét: {pages}.',
  'problem.TEXT_LEGACY_ENCODING': 'Văn bản dùng phông chữ kiểu cũ “{font}” ({encoding}), không phải Unicode.',
  'problem.DRAFT_MARKS':
    'Văn bản còn dấu sửa hoặc ghi chú chưa giải quyết (sửa: {changes}, ghi chú: {comments}); đã đọc như khi chấp nhận hết sửa đổi.',
  'problem.TEXT_HIDDEN': 'Văn bản có {length} ký tự ẩn; phần đó không được đọc.',
  'problem.NOBODY_LATE': 'Không có đơn vị nào quá hạn trong phạm vi được chọn.',
  'problem.CLASSIFIED_REFUSED': 'Văn bản có dấu độ mật “{mark}”; hệ thống này không được nhận văn bản mật.',
} as const;
