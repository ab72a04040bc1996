/** A form with files as a browser sends it: names in UTF-8, as they are. */
export function multipartOf(...files: { name: string; bytes: Uint8Array; field?: string }[]): { type: string; payload: Buffer } {
  const boundary = 'dondoc0000000000';
  const parts = files.flatMap(({ name, bytes, field = 'file' }) => [
    Buffer.from(
      `--${boundary}\r\nContent-Disposition: form-data; name="${field}"; filename="${name.replace(/"/g, '%22')}"\r\nContent-Type: application/octet-stream\r\n\r\n`,
    ),
    bytes,
    Buffer.from('\r\n'),
  ]);
  return { type: `multipart/form-data; boundary=${boundary}`, payload: Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]) };
}
