// A talk as the comments of a thread: who, which model, what was said, and the ledger in one line. Pure; drawing is the thread's.

import type { Turn } from '../../play/events.ts';
import type { SessionState } from '../../play/session.ts';
import type { Verdict } from '../../rules/verdict.ts';
import { fill, type PreviewWords } from '../../wire/preview-words.ts';

export interface ThreadComment {
  readonly id: string;
  readonly author: string;
  /** Beside the author: the model, and how it was obtained. */
  readonly label: string | undefined;
  readonly text: string;
  /** Undefined for lines of the user and replies on their way. */
  readonly ledger: string | undefined;
}

/** Everything said so far, the reply on its way and the failure at the end included. */
export function threadComments(state: SessionState, words: PreviewWords): ThreadComment[] {
  const { name } = state.persona;
  const comments = state.turns.map((turn) => commentOf(turn, name, words));
  const { reply, failure } = state;
  if (reply) {
    const label = state.requests.find(({ id }) => id === reply.request)?.model.label;
    const { retrying, waiting: silence } = reply;
    const waiting = retrying && fill(words.waiting, Math.ceil(retrying.afterMs / 1000), retrying.why);
    const text = [reply.text, waiting || silence].filter(Boolean).join('\n\n') || '…';
    comments.push({ id: reply.turn, author: name, label, text, ledger: undefined });
  }
  if (failure) {
    const said = failure.failure.reason === 'cancelled' ? words.announceStopped : failure.failure.message;
    const text = failure.partial === '' ? said : `${failure.partial}\n\n${said}`;
    comments.push({ id: failure.turn ?? 'step', author: name, label: words.failed, text, ledger: undefined });
  }
  return comments;
}

/** As in `✓ 4 kept · ✗ 1 broken: secret · 2 idle`. */
export function ledgerLine(verdicts: readonly Verdict[], words: PreviewWords): string | undefined {
  if (verdicts.length === 0) return undefined;
  const of = (state: Verdict['state']) => verdicts.filter((verdict) => verdict.state === state);
  const parts = [
    of('kept').length > 0 ? `✓ ${of('kept').length} ${words.kept}` : undefined,
    of('broken').length > 0
      ? `✗ ${of('broken').length} ${words.broken}: ${of('broken')
          .map(({ rule }) => rule)
          .join(', ')}`
      : undefined,
    of('unsure').length > 0 ? `? ${of('unsure').length} ${words.unsure}` : undefined,
    of('idle').length > 0 ? `${of('idle').length} ${words.idle}` : undefined,
  ];
  return parts.filter((part) => part !== undefined).join(' · ');
}

function commentOf(turn: Turn, persona: string, words: PreviewWords): ThreadComment {
  const { id, speaker, text, model, finish, labels = [], origin, verdicts } = turn;
  if (speaker === 'user') {
    return { id, author: words.you, label: origin ? words.fromFile : undefined, text, ledger: undefined };
  }
  const how = [
    origin ? words.fromFile : model?.label,
    finish === 'stopped' ? words.stopped : undefined,
    finish === 'length' ? words.length : undefined,
    finish === 'filtered' ? words.filtered : undefined,
    ...labels.filter((label) => label !== model?.label),
  ];
  const label = how.filter((part) => part !== undefined).join(' · ');
  return { id, author: persona, label: label || undefined, text, ledger: ledgerLine(verdicts ?? [], words) };
}
