// Characters to GBK bytes: the platform's decoder, turned round once. What it cannot carry has no bytes.

let table: ReadonlyMap<string, readonly number[]> | undefined;

/** One byte for ASCII, two for what GBK holds; undefined for all else. The first call takes some 25 ms. */
export function gbkBytes(char: string): readonly number[] | undefined {
  const code = char.codePointAt(0) ?? 0;
  if (code < 0x80) return [code];
  table ??= invert();
  return table.get(char);
}

function invert(): ReadonlyMap<string, readonly number[]> {
  const decoder = new TextDecoder('gbk');
  const found = new Map<string, readonly number[]>();
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      if (trail === 0x7f) continue;
      const char = decoder.decode(new Uint8Array([lead, trail]));
      // Two characters: a pair that means nothing. The first place of a character is its own.
      if ([...char].length === 1 && char !== '\uFFFD' && !found.has(char)) found.set(char, [lead, trail]);
    }
  }
  return found;
}
