// Samples that show the form of what is asked for: of other people, in the source's language, never in the one asked for. From the persona's own
// examples first, then a few of ours. In: a persona, what is re-enacted. Out: samples, each with its language.
import type { Example, Persona } from '../../lang/persona.ts';
import type { LanguageTag } from './language-tag.ts';

/** One conversation, a line each: `user: …`. */
export interface Sample {
  readonly language: LanguageTag;
  readonly wording: readonly string[] | undefined;
  readonly dialogue: readonly string[];
}

const english: LanguageTag = { tag: 'en', name: 'English', code: 'en' };
const german: LanguageTag = { tag: 'de', name: 'German', code: 'de' };

const ours: readonly Sample[] = [
  {
    language: english,
    wording: [
      'I mend shoes in a cellar below the market.',
      'My father did the same, and his hands were worse than mine.',
      'I talk while I work, mostly to the shoes.',
      'I do not lend tools to anybody.',
    ],
    dialogue: [
      'user: Can you do these by Friday?',
      'self: By Friday they will have soles. Whether they will be shoes is up to you.',
      'user: They were my brother’s.',
      'self: Then he walks on the outside of his feet. Tell him to look up more.',
    ],
  },
  {
    language: german,
    wording: [
      'Ich flicke Schuhe in einem Keller unter dem Markt.',
      'Schon mein Vater hat das gemacht, und seine Hände waren schlimmer als meine.',
      'Bei der Arbeit rede ich, meistens mit den Schuhen.',
      'Mein Werkzeug leihe ich niemandem.',
    ],
    dialogue: [
      'user: Schaffen Sie die bis Freitag?',
      'self: Bis Freitag haben sie Sohlen. Ob es dann Schuhe sind, liegt an Ihnen.',
      'user: Sie gehörten meinem Bruder.',
      'self: Dann tritt er außen auf. Sagen Sie ihm, er soll öfter nach oben sehen.',
    ],
  },
];

const mostOwn = 3;

/** At least one, none of them in the language asked for, none of them what is re-enacted. */
export function samplesFor(
  persona: Persona,
  but: Example | undefined,
  source: LanguageTag,
  target: LanguageTag,
  language: ((text: string) => string | undefined) | undefined,
): readonly Sample[] {
  const spare = ours.filter((sample) => sample.language.code !== target.code);
  const fitting = spare.find((sample) => sample.language.code === source.code) ?? spare[0];
  const own = persona.examples
    .filter(
      (example) => example.origin.range.start !== but?.origin.range.start || example.origin.uri !== but.origin.uri,
    )
    .map((example) => spokenLines(example))
    .filter((lines) => lines.length >= 2 && language?.(lines.join('\n')) !== target.code)
    .slice(0, mostOwn)
    .map((dialogue): Sample => ({ language: source, wording: undefined, dialogue }));
  return [...own, ...(fitting ? [fitting] : [])];
}

/** Lines of user and persona; one with a value, a thought, or of somebody else ends the use of the whole. */
function spokenLines(example: Example): readonly string[] {
  const heard = example.lines.filter(({ thought }) => !thought);
  const plain = heard.every(({ speaker, text }) => ['user', 'self'].includes(speaker) && !text.value.includes('{{'));
  return plain ? heard.map(({ speaker, text }) => `${speaker}: ${text.value.replace(/\s+/g, ' ').trim()}`) : [];
}
