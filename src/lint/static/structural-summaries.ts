// One line about each structural problem, and about what is found in files beside a persona. The lint rules carry their own.
import type { ProblemCode } from '../../lang/problems.ts';

const ofLanguage: Readonly<Record<ProblemCode, string>> = {
  'unknown-block': 'A line at column 0 that is no block: its lines are kept and not read.',
  'misspelt-block': 'A header that is nearly a block; it is read as the one meant.',
  'stray-line': 'A line at column 0 that is neither header nor comment.',
  'unknown-entry': 'An entry that its block does not have.',
  'misspelt-clause': 'A line of text that looks like a misspelt clause; it is sent as text.',
  'misplaced-item': 'A `- ` where none may stand.',
  'misplaced-text': 'Text where none may stand, as behind a clause.',
  'bad-indentation': 'A tab or another space in the indentation.',
  'duplicate-block': 'A block that comes once, twice.',
  'duplicate-name': 'A name that stands twice in one block.',
  'missing-persona': 'A file that does not begin with `persona`.',
  'missing-entry': 'An entry that the `kind` of the persona asks for.',
  'missing-title': 'A block that needs a title and has none.',
  'needless-title': 'A title on a block that takes none.',
  'wrong-value': 'A value that its entry does not take.',
  'unusual-word': 'A mood that is none of the usual words: a hint.',
  'bad-name': 'A name that is too long, or holds what a name cannot.',
  'looks-like-comment': 'A `# ` line inside a text: it is sent.',
  'looks-like-item': 'A rule whose name reads like a sentence: is a `- ` missing?',
  'open-fence': 'A fence of ``` that is never closed.',
  'file-too-large': 'A file too large to be read.',
  'not-text': 'A file that is not text.',
  'unresolved-file': 'A file that is named and cannot be read.',
  'file-outside-folder': 'A path that leads out of the folder.',
  'cyclic-extends': 'A persona that extends itself, in the end.',
  'conflicting-parents': 'Two parents that say different things.',
  'unknown-inherited': 'A `without:` that names nothing inherited.',
  'unknown-speaker': 'A speaker that is not in the cast.',
  'unknown-value': 'A `{{value}}` that nobody declares.',
  'bad-phrase': 'A check or condition that cannot be read.',
  'bad-pattern': 'A pattern that RE2 cannot run.',
  'unknown-rule': 'A rule name that no rule has.',
  'curly-quotes': 'Curly quotes in a phrase; straight ones are meant.',
};

/** By code. */
export const structuralSummaries: Readonly<Record<string, string>> = {
  ...ofLanguage,
  'needless-ignore': 'An ignore comment that silences nothing.',
  'config-syntax': 'A `dramatis.json` that is not JSON.',
  'config-unknown-property': 'A property of `dramatis.json` that does not exist.',
  'config-wrong-value': 'A value in `dramatis.json` of the wrong kind.',
  'config-missing-property': 'A property that `dramatis.json` needs in this place.',
  'config-key': 'A key in `dramatis.json`: it belongs in secret storage.',
  'talk-line': 'A line of a kept talk that cannot be read.',
  'talk-version': 'A kept talk of a newer version.',
};

/** Every code that is no lint rule: of the language, of `dramatis.json`, of kept talks. */
export const structuralCodes: readonly string[] = Object.keys(structuralSummaries);
