import type { doorVi } from '../vi/door.js';

/** Words in English: door. */
export const doorEn: Record<keyof typeof doorVi, string> = {
  'problem.TEXT_CONTROL': 'There is a control character {character} at position {position}.',
  'problem.TEXT_NOT_UNICODE': 'There is half a character, {character}, which is not Unicode, at position {position}.',
  'problem.TEXT_INVISIBLE': 'There is an invisible character {character} at position {position}.',
  'problem.TEXT_EMPTY': 'There is nothing to read.',
  'problem.TEXT_LENGTH': 'It has {length} characters, more than {max}.',
  'problem.DATE_INVALID': '“{value}” is no real day; write year-month-day, such as 2026-11-15.',
  'problem.FIELD_UNKNOWN': 'There is no field “{field}”; it may be: {suggestion}.',
  'problem.KEY_FORBIDDEN': 'The field name “{key}” is not allowed.',
  'problem.ID_FORMAT':
    'The id “{id}” must begin with a letter or digit and have only unaccented letters, digits and . _ -, at most 60 characters.',
};
