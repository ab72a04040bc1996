/** Text as a line of ours holds it: plain spaces, no signs that print as nothing, NFC. Tabs and line breaks stay. */
export function plain(text: string): string {
  return text
    .replace(/[\u00a0\u2000-\u200a\u202f\u205f\u3000]/g, ' ')
    .replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
    .replace(/(?![\t\n])[\p{Cc}\p{Cf}\p{Cs}]/gu, '')
    .normalize('NFC');
}
