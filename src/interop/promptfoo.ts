// promptfoo's configurations: tests and probes out, a documented part of them in. Source: promptfoo's documentation, "Configuration reference".
import type { Format } from './format.ts';
import { readPromptfoo } from './promptfoo/read-promptfoo.ts';
import { writePromptfoo } from './promptfoo/write-promptfoo.ts';
import { textOf } from './text-of.ts';

export const promptfoo: Format = {
  id: 'promptfoo',
  title: 'promptfoo configuration',
  extension: '.promptfooconfig.yaml',
  endings: ['promptfooconfig.yaml', 'promptfooconfig.yml'],
  detect: (bytes, name) => /promptfooconfig\.ya?ml$/iu.test(name) && textOf(bytes) !== undefined,
  read: (bytes, { source }) => readPromptfoo(textOf(bytes), source),
  write: (persona, { cases }) => writePromptfoo(persona, cases?.() ?? []),
};
