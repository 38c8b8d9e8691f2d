// Candidate patches against the flaws of a critique. In: a version of the file, flaws, material. Out: events, then the patches that are worth
// measuring. What is kept by a mark, changes a test, or brings an error is set aside and said.
import type { ModelFailure } from '../../model/port.ts';
import type { RunPlace } from '../../play/call.ts';
import { askProposals } from '../ask-proposals.ts';
import type { WriteDeps } from '../deps.ts';
import type { WriteEvent } from '../events.ts';
import { fence, fenceRule } from '../fence.ts';
import type { FindProblems } from '../make-patch.ts';
import type { Trouble } from '../offer.ts';
import type { Patch } from '../patch.ts';
import { type Flaw, flawsInWords } from './critique.ts';
import type { Material } from './material.ts';
import type { Version } from './version.ts';

export interface Candidate {
  /** Its evidence says where the words were said. */
  readonly patch: Patch;
  /** What it rests on; empty where its quotes stand nowhere. */
  readonly quoted: readonly Trouble[];
}

export type Candidates =
  | { readonly ok: true; readonly candidates: readonly Candidate[] }
  | { readonly ok: false; readonly failure: ModelFailure };

export interface CandidateQuestion {
  readonly version: Version;
  readonly flaws: readonly Flaw[];
  readonly material: Material;
  readonly find: FindProblems;
  /** Ids of patches that were measured before: asking again for the same gives nothing new. */
  readonly tried: ReadonlySet<string>;
  /** More are set aside. */
  readonly most: number;
}

/** Asks once for changes. */
export async function* candidatesFor(
  { version, flaws, material, find, tried, most }: CandidateQuestion,
  place: RunPlace,
  deps: WriteDeps,
  signal: AbortSignal,
): AsyncGenerator<WriteEvent, Candidates> {
  const { tree } = version;
  const file = fence(tree.text, deps.random);
  const source = fence(material.text, deps.random);
  const content = [
    `The file:\n${file.text}\n${fenceRule(file)}`,
    `What is wrong with how it plays:\n${source.text}\n${fenceRule(source)}`,
    `A critic says, rule by rule:\n${flawsInWords(flaws)}`,
    'Propose changes of the file that mend this, the most useful first, each by itself. Quote as evidence words of what is wrong, to the letter. Leave the tests as they are, and every line marked `# dramatis-keep`.',
  ].join('\n\n');
  const asked = yield* askProposals(
    { step: 'changes', base: tree, messages: [{ role: 'user', content }], source: material.text, find },
    place,
    deps,
    signal,
  );
  if (!asked.ok) return { ok: false, failure: asked.failure };
  const candidates: Candidate[] = [];
  for (const patch of asked.patches) {
    const why = candidates.length >= most ? 'more changes than are measured at a time' : setAside(patch, tried);
    if (why === undefined) {
      candidates.push({
        patch: { ...patch, evidence: patch.evidence.map((one) => material.place(one)) },
        quoted: material.quoted(patch.evidence),
      });
    } else yield { type: 'told', severity: 'note', message: `Set aside: ${patch.title}: ${why}` };
  }
  return { ok: true, candidates };
}

function setAside(patch: Patch, tried: ReadonlySet<string>): string | undefined {
  if (patch.refused !== undefined) return patch.refused;
  if (/^test\b/iu.test(patch.place.block)) return 'a test is what changes are measured by.';
  const error = patch.problems.find(({ severity }) => severity === 'error');
  if (error) return `it would bring an error. ${error.message}`;
  return tried.has(patch.id) ? 'it was measured before.' : undefined;
}
