import type { fileVi } from '../vi/file.js';

/** Words in English: files handed in. */
export const fileEn: Record<keyof typeof fileVi, string> = {
  'problem.FILE_EMPTY': 'The file is empty; it has no bytes.',
  'problem.FILE_TOO_LARGE': 'The file has {size} bytes, more than {max}.',
  'problem.FILE_TYPE_MISMATCH': 'The file is no {expected}; its content is {found}.',
  'problem.FILE_CORRUPT': 'The file is damaged or not in its form ({reason}).',
  'problem.FILE_ENCRYPTED': 'The file has a password; take it off and send it again.',
  'problem.FILE_PATH': 'The file has a part with a path that is not allowed: “{part}”.',
  'problem.FILE_EXPANDS': 'The file expands too far at “{part}”: over {max} bytes, or over {ratio} times its packed size.',
  'problem.FILE_TOO_LONG': 'The text has more than {max} characters.',
  'problem.FILE_TOO_COMPLEX': 'The file is too complex to read ({reason}).',
  'problem.FILE_XML_DTD': 'The part “{part}” of the file declares a DOCTYPE, which is not taken.',
  'problem.FILE_MACRO': 'The file has macros ({part}); save it as one without and send that.',
  'problem.FILE_EMBEDDED_OBJECT': 'The file has an embedded object ({part}); take it out and send it again.',
  'problem.FILE_EXTERNAL_LINK': 'The file points outside at “{part}” ({kind}); take that link out and send it again.',
  'problem.FILE_NO_TEXT': 'The file has no text to read ({pages} pages, perhaps a scan).',
  'problem.PAGES_WITHOUT_TEXT': 'Some pages have no text, perhaps scans: {pages}.',
  'problem.TEXT_LEGACY_ENCODING': 'The text is in the old font “{font}” ({encoding}), not in Unicode.',
  'problem.DRAFT_MARKS':
    'The text has unresolved changes or comments (changes: {changes}, comments: {comments}); it was read with all changes accepted.',
  'problem.TEXT_HIDDEN': 'The text has {length} hidden characters; they were not read.',
  'problem.NOBODY_LATE': 'No body is late within what was chosen.',
  'problem.CLASSIFIED_REFUSED': 'The text is marked “{mark}”; this system may not take classified documents.',
  'problem.TEMPLATE_VERSION': 'This is not the form of this report ({found}); fetch the form again ({expected}).',
  'problem.ROW_MISSING': 'The row of “{label}” ({field}) is gone.',
  'problem.ROW_HIDDEN': 'Row {row} is hidden; show it and send the file again.',
  'problem.CELL_FORMULA': 'Cell {cell} is a formula; put a value in.',
  'problem.CELL_ERROR': 'Cell {cell} shows the error {value}.',
  'problem.CELL_MERGED': 'Cell {cell} is merged with another.',
  'problem.CELL_NUMBER': 'Cell {cell} must be a number, not “{value}”.',
  'problem.REPORT_FORM_INVALID': 'The report file has {count} problems (not listed: {more}); nothing was recorded.',
};
