// Prepared files as they were in a revision: the persona with all it names is read from there; tests, probes and the checks of the
// rules are those of today, so that what differs is the behaviour and not the yardstick. Asks no model.
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { plainText } from '../base/plain-text.ts';
import { UserError } from '../base/user-error.ts';
import { folderOf } from '../config/folder-of.ts';
import { whyNoRevision } from '../disk/why-no-revision.ts';
import { personaIn } from '../lang/read-persona.ts';
import type { Terminal } from './command.ts';
import { type Preparation, type PreparedFile, withModels } from './prepare-suite.ts';

export interface PreparedPair {
  readonly now: PreparedFile;
  readonly before: PreparedFile;
}

/**
 * Files that are not in the revision are told of and left out.
 * @throws UserError where there is no git, no commit, no such revision, or none of the files was in it.
 */
export async function prepareRevision(
  prepared: readonly PreparedFile[],
  revision: string,
  preparation: Preparation,
  terminal: Pick<Terminal, 'env' | 'err'>,
): Promise<readonly PreparedPair[]> {
  const pairs: PreparedPair[] = [];
  for (const now of prepared) {
    const { context, plan, file } = now;
    const read = context.source.read(`./${basename(file.path)}`, context.uri, revision);
    if (read.ok) {
      const persona = personaIn({ ...read, uri: context.uri }, context.source, { revision });
      const then = { ...plan, persona, book: { ...plan.book, persona } };
      pairs.push({ now, before: { ...now, ...(await withModels(then, context, preparation, terminal)) } });
      continue;
    }
    const folder = fileURLToPath(`${folderOf(context.uri, context.config, [])}/`);
    const why = whyNoRevision(folder, revision);
    if (why !== undefined) throw new UserError(...noRevision[why](revision, file.shown));
    const what = read.reason === 'missing' ? `is not in ${revision}` : `cannot be read as it was in ${revision}`;
    terminal.err(`${plainText(file.shown)} ${what}: there is nothing to compare it with.\n`);
  }
  if (pairs.length === 0)
    throw new UserError(
      `None of the files can be compared with ${revision}.`,
      'Without --against they are tested as they are.',
    );
  return pairs;
}

const noRevision = {
  'no-git': () => ['--against needs `git`, which was not found.', 'Install it, or test without --against.'],
  'no-repository': (_, file) => [
    `${file} is in no git repository: there is no earlier version of it.`,
    'Test without --against.',
  ],
  'no-commit': (_, file) => [
    `Nothing was committed yet where ${file} lies.`,
    'Commit once, or test without --against.',
  ],
  'no-such-revision': (revision) => [`There is no revision \`${revision}\`.`, 'Name a commit, a branch or a tag.'],
} satisfies Record<string, (revision: string, file: string) => [string, string]>;
