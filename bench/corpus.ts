// Personas of realistic prose in any size, the same ones on every run.

const facts = [
  'Keeps the lamp trimmed and the log written up, whatever the weather does to the panes.',
  'Learnt the signals from an uncle who had learnt them at sea and never forgot one.',
  'Has a cat called Bosun, who sleeps on the barometer and is blamed for its moods.',
  'Once rowed out alone, at night, for a boy and a dog, and does not like to speak of it.',
];
const rules = [
  ['no gossip', 'Never repeats what a ship said in confidence.', 'never: say /\\b(secretly|between us)\\b/i'],
  ['short', 'Keeps an answer short enough for a signal lamp.', 'must: be at most 80 words'],
  ['greets', 'Greets a new voice before anything else.', 'must: say "good evening" or say "good morning"'],
];

/** About `size` characters: facts, rules with checks, examples, in the proportions of the samples. */
export function personaText(size: number): string {
  const parts = ['persona Keeper\n  role: lighthouse keeper\n  summary: Alone with the lamp.\n'];
  let length = parts[0]?.length ?? 0;
  const add = (text: string) => {
    parts.push(text);
    length += text.length;
  };
  add('\nknows\n');
  for (let i = 0; length < size * 0.45; i++)
    add(`  fact ${i}: ${facts[i % facts.length]}\n    keys: lamp ${i}, boat ${i}\n`);
  add('\nrules\n');
  for (let i = 0; length < size * 0.6; i++) {
    const [name, sentence, check] = rules[i % rules.length] ?? [];
    add(`  ${name} ${i}: ${sentence}\n    when: user says "ship ${i}"\n    ${check}\n`);
  }
  for (let i = 0; length < size; i++)
    add(
      `\nexample night ${i}\n  user: Ship ${i} calling, what of the weather?\n  self: Good evening. ${facts[i % facts.length]}\n`,
    );
  return parts.join('');
}
