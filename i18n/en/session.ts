/** Words in English: who signs in. */
export const sessionEn = {
  'role.administrator': 'Administrator',
  'role.issuer': 'Issuer',
  'role.clerk': 'Clerk',
  'role.approver': 'Approver',
  'role.leader': 'Leader',
  'role.inspector': 'Inspector',
  'role.operator': 'Operator',
  'session.everywhere': 'The whole system',
};
