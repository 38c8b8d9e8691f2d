// A tree and a way to reach other files in; a frozen persona out: parents merged, names resolved, every problem of this file
// in it. Never throws on text, reads nothing but through the port, and compiles nothing.
import type { Persona } from './persona.ts';
import { inOrder, type Problem } from './problems.ts';
import { checkKeys, checkKind, checkStarts } from './resolve/check-entries.ts';
import { checkFindOut } from './resolve/check-find-out.ts';
import { checkDuplicates, checkReferences } from './resolve/check-names.ts';
import { checkSpeakers } from './resolve/check-speakers.ts';
import { checkValues } from './resolve/check-values.ts';
import { load } from './resolve/load.ts';
import { stemOf } from './resolve/read-dialogue.ts';
import type { Source } from './source.ts';
import type { Tree } from './tree.ts';

export interface ResolveOptions {
  /** A git revision that other files are read as of. */
  readonly revision?: string;
  /** What is wrong with the file, where that was found already: nothing is checked then. */
  readonly problems?: readonly Problem[];
}

/** Resolves one file. What is missing or wrong is in `problems`; the rest of the persona is as good as it can be made. */
export function resolve(tree: Tree, source: Source, options: ResolveOptions = {}): Persona {
  const { own, merged, problems, files, complete } = load(tree, source, options.revision);
  const called = merged.instructions.at(-1)?.called;
  const name = own.title?.value ?? called ?? (decoded(stemOf(tree.uri)) || 'Somebody');
  const found = options.problems ?? [
    ...problems,
    ...checkKind(own, merged),
    ...checkStarts(own),
    ...checkKeys(own),
    ...checkDuplicates(own),
    ...checkReferences(own, merged),
    ...checkSpeakers(own, name),
    ...checkFindOut(own, merged, source, options.revision),
    ...checkValues(own, merged),
  ];
  // Who extends a file of another tool is called as that is.
  const isNamed = !complete || called !== undefined;
  const structural = isNamed ? tree.problems.filter((problem) => !asksForName(tree, problem)) : tree.problems;
  return freeze({
    uri: tree.uri,
    tree,
    name,
    kind: merged.kind?.value,
    head: merged.head,
    tags: merged.tags,
    instructions: merged.instructions,
    sections: merged.sections,
    about: merged.about,
    traits: merged.traits,
    voice: merged.voice,
    knows: merged.knows,
    unknown: merged.unknown,
    memory: merged.memory,
    state: merged.state,
    given: merged.given,
    rules: merged.rules,
    plan: merged.plan,
    moves: merged.moves,
    tools: merged.tools,
    turns: merged.turns,
    greetings: merged.greetings,
    examples: merged.examples,
    scenes: own.scenes,
    tests: own.tests,
    files,
    problems: options.problems ?? sorted([...(complete ? found : found.filter(isSureAlone)), ...structural]),
  });
}

function asksForName({ blocks }: Tree, { code, range }: Problem): boolean {
  const header = blocks.find(({ word }) => word === 'persona')?.name.range;
  return code === 'missing-title' && range.start === header?.start;
}

/** What a parent that could not be read may hold is not called unknown. */
function isSureAlone({ code }: Problem): boolean {
  return code !== 'unknown-rule' && code !== 'unknown-value' && code !== 'unknown-inherited';
}

/** In the order of the text; one problem of a code on one spot is enough, the one that knows the whole persona first. */
function sorted(problems: readonly Problem[]): readonly Problem[] {
  const seen = new Set<string>();
  return problems
    .filter((problem) => {
      const key = `${problem.code} ${problem.range.start} ${problem.range.end}`;
      const isNew = !seen.has(key) || problem.code === 'conflicting-parents' || problem.code === 'missing-entry';
      seen.add(key);
      return isNew;
    })
    .sort(inOrder);
}

/** A uri's file name as people read it; one that is not well encoded stays as it is. */
function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

function freeze(persona: Persona): Persona {
  for (const part of Object.values(persona)) if (Array.isArray(part)) Object.freeze(part);
  return Object.freeze(persona);
}
