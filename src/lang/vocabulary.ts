// The one table of the language (being filled): parser, completion, hover, formatter, grammar and reference read it.

export const blockWords = [
  'persona',
  'section',
  'about',
  'traits',
  'voice',
  'knows',
  'unknown',
  'memory',
  'state',
  'given',
  'rules',
  'plan',
  'moves',
  'tools',
  'greeting',
  'example',
  'scene',
  'test',
] as const;

export type BlockWord = (typeof blockWords)[number];
