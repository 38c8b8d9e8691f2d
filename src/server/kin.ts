// The files a file inherits from and those that inherit from it, read as little as may be: parents and children come from what the
// workspace knows, a text is parsed only where it may hold the name that is looked for. One of these serves one question.
import { kindOfFile } from '../interop/agent-file/kind-of-file.ts';
import { bareWord } from '../lang/name.ts';
import { parse } from '../lang/parse.ts';
import type { Tree } from '../lang/tree.ts';
import { castMeant } from './found-out.ts';
import { namesInFile } from './names/names-in-file.ts';
import type { Occurrence } from './names/occurrence.ts';
import { pathsInFile } from './paths-in-file.ts';
import { uriKey, uriOfPath } from './uri-paths.ts';
import type { WorkspaceFiles } from './workspace-files.ts';

export interface NamedFile {
  readonly tree: Tree;
  /** Every name of the file. */
  readonly names: readonly Occurrence[];
}

export class Kin {
  readonly #files: WorkspaceFiles;
  readonly #first: Tree;
  readonly #trees = new Map<string, Tree | undefined>();

  /** @param first the file that the question is asked in, as it stands there. */
  constructor(first: Tree, files: WorkspaceFiles) {
    this.#files = files;
    this.#first = first;
    this.#trees.set(uriKey(first.uri), first);
  }

  /** The file and what it inherits from, in the order in which their word counts: of two parents the later one's first. Circles end. */
  ancestors(uri: string): readonly string[] {
    const found = new Map<string, string>();
    const stack = [uri];
    for (let each = stack.pop(); each !== undefined; each = stack.pop()) {
      if (found.has(uriKey(each))) continue;
      found.set(uriKey(each), each);
      stack.push(...this.#parents(each));
    }
    return [...found.values()];
  }

  /** The file and what inherits from it. */
  descendants(uri: string): readonly string[] {
    const found = new Map([[uriKey(uri), uri]]);
    for (const [key, each] of found) {
      for (const child of this.#files.namedBy(each)) {
        if (child.parents.some((parent) => uriKey(parent) === key)) found.set(uriKey(child.uri), child.uri);
      }
    }
    return [...found.values()];
  }

  /** Files with a scene in which somebody is who `uri` says, and a fact of that key is to be found out. */
  whoFindsOut(key: string, uri: string): readonly string[] {
    const asks = ({ tree, names }: NamedFile) =>
      names.some((name) => name.key === key && castMeant(tree, name).some((member) => uriKey(member) === uriKey(uri)));
    return this.#files.namedBy(uri).flatMap((file) => {
      const named = this.read(file.uri, key);
      return named && asks(named) ? [file.uri] : [];
    });
  }

  /** A file in which a name of that key may stand; undefined where it cannot, or the file cannot be read. */
  read(uri: string, key: string): NamedFile | undefined {
    const known = this.#trees.get(uriKey(uri));
    const tree = known ?? this.#parse(uri, key);
    // `{{a.b}}` is the value `a.b` where one is called so, in whatever file.
    return tree && { tree, names: namesInFile(tree, key.includes('.') ? new Set([key]) : undefined) };
  }

  #parse(uri: string, key: string): Tree | undefined {
    const text = this.#files.textOf(uri);
    if (text === undefined || kindOfFile(uri) !== undefined || !mayHold(text, key)) return undefined;
    const tree = parse(text, uri);
    this.#trees.set(uriKey(uri), tree);
    return tree;
  }

  #parents(uri: string): readonly string[] {
    const isFirst = uriKey(uri) === uriKey(this.#first.uri);
    const facts = isFirst ? undefined : this.#files.get(uri);
    if (facts) return facts.parents;
    const text = isFirst ? this.#first.text : this.#files.textOf(uri);
    return text === undefined || kindOfFile(uri) !== undefined
      ? []
      : parentsIn(isFirst ? this.#first : parse(text, uri));
  }
}

function parentsIn(tree: Tree): readonly string[] {
  return pathsInFile(tree).flatMap(({ by, path }) => (by === 'extends' ? (uriOfPath(path, tree.uri) ?? []) : []));
}

/** Letters and digits of a key are written as they are, but for their case and the direction marks among them. */
function mayHold(text: string, key: string): boolean {
  const [longest = ''] = (key.match(/[a-z0-9]+/g) ?? []).sort((a, b) => b.length - a.length);
  const holds = (written: string) => written.toLowerCase().includes(longest);
  return longest === '' || holds(text) || holds(bareWord(text));
}
