// What a recipe is given: what was taken from the author, the file as it stands in the editor, and the means of this window. In: those. Out: a
// `WriteInput`. Asks nobody.
import * as vscode from 'vscode';
import type { Measures } from '../../lang/measures.ts';
import { parse } from '../../lang/parse.ts';
import { readPersona } from '../../lang/read-persona.ts';
import type { Source } from '../../lang/source.ts';
import { readRules } from '../../rules/rule-book.ts';
import type { FindProblems } from '../../write/make-patch.ts';
import type { Trouble, WriteInput } from '../../write/offer.ts';
import type { Choice } from '../../write/prefer/choices.ts';
import type { Deps } from '../deps.ts';
import type { ReadyToWrite } from './ready-to-write.ts';
import type { TakenInput } from './take-input.ts';

export interface Making {
  readonly taken: TakenInput;
  /** The persona that is improved, or that a new one is made from; undefined: there is none. */
  readonly persona: vscode.Uri | undefined;
  /** The file that is improved, or one where a new persona would stand: other files are named from there. */
  readonly near: vscode.Uri;
  /** Whether patches are for that file, and not for a new one. */
  readonly improves: boolean;
  readonly troubles: readonly Trouble[];
  readonly choices?: readonly Choice[];
}

/** Rejects with a UserError where the persona cannot be read. */
export async function makeInput(
  { taken, persona: uri, near, improves, troubles, choices }: Making,
  ready: ReadyToWrite,
  deps: Pick<Deps, 'personas' | 'configs'>,
): Promise<WriteInput> {
  const reading = uri && (await deps.personas.read(uri));
  const fresh = near.scheme === 'file' ? vscode.Uri.joinPath(near, '..', 'new.persona').toString() : newUri;
  const files = await deps.personas.sourceFor(uri ?? near);
  const persona = reading?.persona ?? readPersona('', fresh, files);
  const base = improves && reading ? reading.persona.tree : parse('', fresh);
  return {
    ...taken,
    base,
    persona,
    book: reading?.book ?? readRules(persona),
    files,
    troubles,
    ...(choices ? { choices } : {}),
    find: await problemsOf(improves ? uri : undefined, files, ready.deps.measures, 'typing', deps),
    suite: ready.suite,
  };
}

const newUri = 'untitled:new.persona';

/** Structure and lint, as the editor would show them. */
export async function problemsOf(
  uri: vscode.Uri | undefined,
  source: Source,
  measures: Measures,
  phase: 'typing' | 'save',
  { configs }: Pick<Deps, 'configs'>,
): Promise<FindProblems> {
  const [{ checkFile }, config] = await Promise.all([
    import('../../lint/static/check-file.ts'),
    configs.configFor(uri ?? vscode.Uri.parse(newUri)),
  ]);
  return (text, of) => checkFile({ text, uri: of, source, config, measures, talks: [] }, phase).problems;
}
