// A talk that a model wrote, as lines of user and persona. In: text, the persona's name. Out: lines, or undefined where it is no talk. A line that
// names nobody goes on with the one before.
import { nameKey } from '../../lang/name.ts';
import type { DialogueLine } from './example-text.ts';

/** A user's line first, an answer last, at least one of each; text before the first line is not part of it. */
export function readTalk(text: string, persona: string): readonly DialogueLine[] | undefined {
  const self = new Set(['self', 'assistant', nameKey(persona)]);
  const lines: { speaker: DialogueLine['speaker']; text: string }[] = [];
  for (const line of text.split(/\r\n|\n|\r/u)) {
    const said = /^[\s*_>-]*([^:*_]{1,60}?)[*_]*\s*:[*_]*\s*(.*)$/u.exec(line);
    const name = nameKey(said?.[1] ?? '');
    const speaker = name === 'user' ? 'user' : self.has(name) ? 'self' : undefined;
    const last = lines.at(-1);
    if (speaker !== undefined) {
      if (last?.speaker === speaker) last.text = `${last.text} ${said?.[2] ?? ''}`;
      else lines.push({ speaker, text: said?.[2] ?? '' });
    } else if (last && line.trim() !== '' && !line.trim().startsWith('```')) last.text = `${last.text} ${line.trim()}`;
  }
  const whole = lines.map((line) => ({ ...line, text: line.text.trim() }));
  const valid = whole.length >= 2 && whole[0]?.speaker === 'user' && whole.at(-1)?.speaker === 'self';
  return valid && whole.every(({ text }) => text !== '') ? whole : undefined;
}
