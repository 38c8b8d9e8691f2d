// A transcript as turns: who spoke, what was said, where it stands in the text. In: text with names before the lines. Out: turns, numbered from 1. Works
// for our own transcripts and for those that others keep. Never throws.

export interface TalkTurn {
  /** From 1, among all turns. */
  readonly number: number;
  readonly name: string;
  readonly user: boolean;
  readonly text: string;
  /** Offset of the text in the transcript. */
  readonly start: number;
}

/** No turns where no line begins with a name. Where nobody is called as users are, the first to speak is the user. */
export function readTalk(text: string): readonly TalkTurn[] {
  const labels = [...text.matchAll(label)];
  const often = new Map<string, number>();
  for (const [, name = ''] of labels) often.set(key(name), (often.get(key(name)) ?? 0) + 1);
  // “Note: …” in the middle of what somebody says is no speaker; a name met twice, or one that everybody uses, is.
  const speaks = labels.filter(([whole, name = ''], index) => {
    const apart = index === 0 || /\n[ \t]*\n$/u.test(text.slice(0, labels[index]?.index));
    return whole !== '' && (apart || known.test(name) || (often.get(key(name)) ?? 0) > 1);
  });
  const users = new Set(speaks.map(([, name = '']) => key(name)).filter((name) => userName.test(name)));
  const [first] = speaks;
  if (users.size === 0 && first) users.add(key(first[1] ?? ''));
  return speaks.flatMap((match, index) => {
    const start = match.index + match[0].length;
    const end = speaks[index + 1]?.index ?? text.length;
    const said = text
      .slice(start, end)
      .replace(/\n {2}\[[^\n]*\]\s*$/u, '')
      .trimEnd();
    const name = match[1] ?? '';
    return said.trim() === '' ? [] : [{ number: index + 1, name, user: users.has(key(name)), text: said, start }];
  });
}

const label = /^(?:\*\*)?(\p{L}[\p{L}\p{M}\p{N} .'_-]{0,40}?)(?:\*\*)?:(?:\*\*)?[ \t]+(?=\S)/gmu;
const userName = /^(you|user|human|me|visitor|customer|client|ich|nutzer|benutzer)$/iu;
const known = /^(you|user|human|me|visitor|customer|client|ich|nutzer|benutzer|assistant|ai|bot|model|system)$/iu;

function key(name: string): string {
  return name.trim().toLowerCase();
}
