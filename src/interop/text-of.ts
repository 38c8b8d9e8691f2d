// The bytes of a file as text, where they are UTF-8 and not more than any prompt is. A byte order mark stays, so that the text is the file.

/** In bytes. */
const largest = 5_000_000;

/** Undefined: not UTF-8, or too large. */
export function textOf(bytes: Uint8Array): string | undefined {
  if (bytes.length > largest) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
