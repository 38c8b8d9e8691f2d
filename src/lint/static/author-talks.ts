// What the author wrote as said: greetings, examples, scene openings, as talks that rules can judge, each line with its place.
import type { Line, Persona } from '../../lang/persona.ts';
import type { SourceText } from '../../lang/source-text.ts';
import type { TalkMessage } from '../../rules/verdict.ts';

export interface AuthorTalk {
  readonly what: 'greeting' | 'example' | 'scene';
  readonly messages: readonly TalkMessage[];
  /** The text that each message was written as, by index. */
  readonly texts: readonly SourceText[];
}

/** Talks written in the persona's own file; inherited ones are judged in theirs. Thoughts are not said and not in them. */
export function authorTalks(persona: Persona): readonly AuthorTalk[] {
  const greetings = persona.greetings
    .filter((text) => text.uri === persona.uri)
    .map(
      (text): AuthorTalk => ({
        what: 'greeting',
        messages: [{ role: 'assistant', content: text.value }],
        texts: [text],
      }),
    );
  const examples = persona.examples
    .filter((e) => e.origin.uri === persona.uri)
    .map((e) => dialogue('example', e.lines));
  const scenes = persona.scenes.filter((s) => s.origin.uri === persona.uri).map((s) => dialogue('scene', s.lines));
  return [...greetings, ...examples, ...scenes];
}

function dialogue(what: 'example' | 'scene', lines: readonly Line[]): AuthorTalk {
  const said = lines.filter((line) => !line.thought);
  return { what, messages: said.map(message), texts: said.map((line) => line.text) };
}

function message(line: Line): TalkMessage {
  const content = line.text.value;
  if (line.speaker === 'self') return { role: 'assistant', content };
  return line.speaker === 'user' ? { role: 'user', content } : { role: 'user', content, name: line.speaker };
}
