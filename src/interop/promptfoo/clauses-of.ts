// An assertion of promptfoo as clauses of a test: those that a program decides by the letter, and those that a judge is asked. Undefined where nothing here
// means the same: scripts are not run, similarity and models of other kinds not asked.
import { type Expected, filled, literally, patternOf, quoted } from '../prompt/test-of.ts';
import { proseOf } from '../prose.ts';
import { fieldOf, isMap, listOf, scalarText, type YamlValue } from '../yaml-text.ts';

export function clausesOf(assertion: YamlValue, values: ReadonlyMap<string, string>): readonly Expected[] | undefined {
  const type = scalarText(fieldOf(assertion, 'type'));
  if (!isMap(assertion) || type === undefined || assertion.has('transform')) return undefined;
  // What weighs nothing there decides no test.
  if (Number(scalarText(assertion.get('weight') ?? null) ?? 1) === 0) return undefined;
  const not = type.startsWith('not-');
  const name = not ? 'never' : 'must';
  const value = assertion.get('value');
  const list = (Array.isArray(value) ? listOf(value) : [value ?? null]).flatMap((each) => scalarText(each) ?? []);
  const texts = list.map((each) => filled(each, values)).filter((each) => each !== '');
  const [text] = texts;
  const kind = not ? type.slice(4) : type;
  if (kind === 'is-json' && value === undefined) return [{ name, text: 'be JSON' }];
  if (text === undefined || /^(?:file|python|javascript):/u.test(text)) return undefined;
  const any = (phrase: (each: string) => string) => [{ name, text: texts.map(phrase).join(' or ') }];
  // All of them, or for `never`, not all of them at once, which several clauses cannot say.
  const all = (phrase: (each: string) => string) =>
    not ? undefined : texts.map((each) => ({ name, text: phrase(each) }));
  const letter = (each: string) => `say ${literally(each)}`;
  const anyCase = (each: string) => (quoted(each) === undefined ? `say ${literally(each)}i` : `say ${quoted(each)}`);
  switch (kind) {
    case 'contains':
    case 'contains-any':
      return any(letter);
    case 'icontains':
    case 'icontains-any':
      return any(anyCase);
    case 'contains-all':
      return all(letter);
    case 'icontains-all':
      return all(anyCase);
    case 'equals':
      return any((each) => `say ${literally(each, { start: true, end: true })}`);
    case 'starts-with':
      return any((each) => `say ${literally(each, { start: true })}`);
    case 'regex': {
      const pattern = patternOf(text);
      return pattern === undefined ? undefined : [{ name, text: `say ${pattern}` }];
    }
    case 'llm-rubric':
    case 'model-graded-closedqa':
      return not
        ? undefined
        : [{ name: 'judge', text: `Does the reply fulfil this: ${proseOf(text).replace(/\s+/gu, ' ')}` }];
    default:
      return undefined;
  }
}
