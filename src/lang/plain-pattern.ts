// Whether a regex is surely one that RE2 can run, by a look along it. Most patterns are letters, edges of words, groups and alternatives;
// compiling them takes a thousand times as long, and nobody matches with them while a file is read. Unsure is no.

const afterBackslash = /[dDsSwW.\\/()[\]{}|?*+^$-]/;
const simpleClass = /\[\^?(?:a-z|A-Z|0-9|[A-Za-z0-9 _.,'’!?:;])+\]/y;
const deepest = 8;

/** True only for what RE2 compiles without a fault, whatever its flags. */
export function isPlainPattern(regex: string): boolean {
  let depth = 0;
  /** Whether what stands before may be repeated. */
  let atom = false;
  for (let at = 0; at < regex.length; at++) {
    const char = regex.charAt(at);
    switch (char) {
      case '\\': {
        const next = regex.charAt(++at);
        atom = afterBackslash.test(next);
        if (!atom && next !== 'b' && next !== 'B') return false;
        break;
      }
      case '(':
        if (regex.charAt(at + 1) === '?') {
          if (!regex.startsWith('?:', at + 1)) return false;
          at += 2;
        }
        if (++depth > deepest) return false;
        atom = false;
        break;
      case ')':
        if (--depth < 0) return false;
        atom = true;
        break;
      case '|':
      case '^':
      case '$':
        atom = false;
        break;
      case '*':
      case '+':
      case '?':
        if (!atom) return false;
        atom = false;
        if (regex.charAt(at + 1) === '?') at++;
        break;
      case '[': {
        simpleClass.lastIndex = at;
        const found = simpleClass.exec(regex);
        if (!found) return false;
        at += found[0].length - 1;
        atom = true;
        break;
      }
      case ']':
      case '{':
      case '}':
        return false;
      default: {
        const code = regex.charCodeAt(at);
        if (code < 0x20 || (code >= 0xd800 && code <= 0xdfff)) return false;
        atom = true;
      }
    }
  }
  return depth === 0;
}
