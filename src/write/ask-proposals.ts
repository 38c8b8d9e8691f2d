// A question whose answer is a list of changes, each with its reason and its evidence: JSON around lines of the language. In: the file, the
// question. Out: events, then patches. What cannot be read is told, never guessed at.
import { primer } from '../lang/primer.ts';
import type { Message } from '../lang/prompt.ts';
import type { Tree } from '../lang/tree.ts';
import type { ModelFailure } from '../model/port.ts';
import type { RunPlace } from '../play/call.ts';
import { askJson } from './ask-json.ts';
import type { WriteDeps } from './deps.ts';
import type { WriteEvent } from './events.ts';
import { findEvidence } from './find-evidence.ts';
import { type FindProblems, removalPatch, structuralProblems } from './make-patch.ts';
import type { Patch } from './patch.ts';
import { patchesOfLines } from './patches-of.ts';
import { shortLine } from './short-line.ts';

/** One change as a model gives it. */
export interface Proposal {
  /** Header of the block: `rules`, `test keeps the secret`. */
  readonly block: string;
  /** Lines that stand under it, without their indentation; empty where something is to be taken away. */
  readonly lines: string;
  /** Name of the entry, or text of the item, that is to be taken away. */
  readonly remove?: string;
  readonly reason: string;
  /** Words of what was given, to the letter. */
  readonly evidence: readonly string[];
}

export interface ProposalQuestion {
  readonly step: string;
  readonly base: Tree;
  readonly messages: readonly Message[];
  /** What quotes are looked for in; empty: quotes are taken as they are, unsupported. */
  readonly source: string;
  readonly find?: FindProblems;
  readonly temperature?: number;
  readonly maxTokens?: number;
}

export type ProposalsAsked =
  | { readonly ok: true; readonly patches: readonly Patch[] }
  | { readonly ok: false; readonly failure: ModelFailure; readonly text: string };

/** Asks for changes. The primer and the form of a change are put before the messages. */
export async function* askProposals(
  question: ProposalQuestion,
  place: RunPlace,
  deps: WriteDeps,
  signal: AbortSignal,
): AsyncGenerator<WriteEvent, ProposalsAsked> {
  const { base, source, find, messages, ...rest } = question;
  const all: Message[] = [{ role: 'system', content: editorRole() }, ...messages];
  const asked = yield* askJson(
    { ...rest, messages: all, schema: proposalSchema, read: readProposals },
    place,
    deps,
    signal,
  );
  if (!asked.ok) return asked;
  const patches: Patch[] = [];
  for (const proposal of asked.value) {
    const read = patchesOfProposal(base, proposal, source, find);
    if (read.length === 0) {
      yield {
        type: 'told',
        severity: 'note',
        message: `Nothing new, or nothing that can be read: ${short(proposal)}.`,
      };
    }
    patches.push(...read);
  }
  const ids = new Set<string>();
  return { ok: true, patches: patches.filter(({ id }) => !ids.has(id) && ids.add(id)) };
}

/** One proposal as patches. */
export function patchesOfProposal(
  base: Tree,
  { block, lines, remove, reason, evidence }: Proposal,
  source: string,
  find: FindProblems = structuralProblems,
): readonly Patch[] {
  const grounds = { reason, evidence: findEvidence(source, evidence) };
  if (remove !== undefined && remove.trim() !== '') {
    const named = removalPatch(base, { block, entry: remove }, grounds, find);
    const gone = named ?? removalPatch(base, { block, item: remove }, grounds, find);
    return gone ? [gone] : [];
  }
  return patchesOfLines(base, block, lines, grounds, find).patches;
}

export const proposalSchema = {
  name: 'changes',
  schema: {
    type: 'object',
    additionalProperties: false,
    required: ['changes'],
    properties: {
      changes: {
        type: 'array',
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['block', 'lines', 'remove', 'reason', 'evidence'],
          properties: {
            block: { type: 'string', description: 'header line of the block, such as rules, or test keeps the secret' },
            lines: { type: 'string', description: 'the entry, item or text to put under it, in lines of the language' },
            remove: { type: 'string', description: 'name or text of what is to be taken away; else empty' },
            reason: { type: 'string', description: 'one sentence' },
            evidence: {
              type: 'array',
              items: { type: 'string' },
              description: 'words of what was given, to the letter',
            },
          },
        },
      },
    },
  },
} as const;

/** The list, or what is wrong with it. `remove` and `evidence` may be left out. */
export function readProposals(value: unknown): { readonly value: readonly Proposal[] } | string {
  const list = Array.isArray(value) ? value : (value as { changes?: unknown } | undefined)?.changes;
  if (!Array.isArray(list)) return 'It needs a list "changes".';
  const proposals: Proposal[] = [];
  for (const [index, one] of list.entries()) {
    if (typeof one !== 'object' || one === null) return `Change ${index + 1} is not an object.`;
    const { block, lines = '', remove, reason, evidence = [] } = one as Record<string, unknown>;
    if (typeof block !== 'string' || block.trim() === '') return `Change ${index + 1} needs a "block".`;
    if (typeof lines !== 'string') return `Change ${index + 1} needs "lines" as one text.`;
    if (typeof reason !== 'string') return `Change ${index + 1} needs a "reason".`;
    const quotes = Array.isArray(evidence) ? evidence.filter((quote) => typeof quote === 'string') : [];
    const gone = typeof remove === 'string' && remove.trim() !== '' ? { remove: remove.trim() } : {};
    proposals.push({ block: block.trim(), lines, ...gone, reason: reason.trim(), evidence: quotes });
  }
  return { value: proposals };
}

function editorRole(): string {
  return `You improve persona files for language models, written in a small language of their own. You change as little as the task needs, one field at a time.\n\n${primer()}`;
}

function short({ block, lines, remove }: Proposal): string {
  return shortLine(`${block}: ${remove ?? lines}`, 100);
}
