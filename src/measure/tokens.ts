// Counts tokens of the o200k vocabulary (GPT-4o and later); for other models the count is an estimate. The library is a chunk of its
// own, loaded on the first call. Never throws on text, and is linear in it.

/** Loads the counter: 2.8 MB of code, about 70 MB of memory. `<|endoftext|>` and its like count as the plain text they are. */
export async function loadTokens(): Promise<(text: string) => number> {
  const { countTokens } = await import('gpt-tokenizer/encoding/o200k_base');
  const plain = { disallowedSpecial: new Set<string>() };
  return (text) => pieces(text).reduce((sum, piece) => sum + countTokens(piece, plain), 0);
}

/** The library's time grows with the square of a run without a break; real words and sentences are shorter than this. */
const longestRun = 512;

/**
 * The text, cut inside runs of more than 512 characters that are all space or all not. Counts are exact for texts without such a run,
 * and at most a few tokens a cut too high for others.
 */
function pieces(text: string): string[] {
  const cut: string[] = [];
  let from = 0;
  let run = 0;
  let inSpace = false;
  for (let at = 0; at < text.length; at++) {
    const space = isSpace(text.charCodeAt(at));
    run = space === inSpace ? run + 1 : 1;
    inSpace = space;
    if (run > longestRun && !isLowSurrogate(text.charCodeAt(at))) {
      cut.push(text.slice(from, at));
      from = at;
      run = 1;
    }
  }
  cut.push(text.slice(from));
  return cut;
}

function isSpace(code: number): boolean {
  return (
    code === 32 || (code >= 9 && code <= 13) || code === 0xa0 || code === 0x3000 || code === 0x2028 || code === 0x2029
  );
}

function isLowSurrogate(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff;
}
