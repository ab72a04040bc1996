/** Words in Vietnamese: who signs in. */
export const sessionVi = {
  'role.administrator': 'Quản trị',
  'role.issuer': 'Ban hành',
  'role.clerk': 'Chuyên viên',
  'role.approver': 'Duyệt',
  'role.leader': 'Lãnh đạo',
  'role.inspector': 'Kiểm tra',
  'role.operator': 'Vận hành',
  'session.everywhere': 'Toàn hệ thống',
} as const;
