import { describe, expect, test } from 'vitest';
import { firstState, type PanelChange, type PanelState, reduce } from '../../src/webview/state.ts';
import type { PanelEvent } from '../../src/wire/preview-protocol.ts';
import { leaked, linked, reply, snapshot, status, user, verdicts } from './kit/talks.ts';

function given(...changes: PanelChange[]): PanelState {
  return changes.reduce(reduce, firstState);
}

const opened: PanelChange = { type: 'snapshot', snapshot: snapshot(leaked) };

function play(...events: PanelEvent[]): PanelChange {
  return { type: 'play', events };
}

const request = { id: 'r', step: 'reply', model: 'gpt-4o', dropped: [], folded: false, tokens: undefined };
const asked: PanelEvent = { type: 'asked', turn: 't9', request };
const cancelled = { reason: 'cancelled', message: 'Stopped.', action: 'retry' } as const;

describe('the panel’s state', () => {
  test('a snapshot is the same talk as the events one by one', () => {
    const atOnce = given(opened);
    const oneByOne = linked(leaked).reduce(
      (state, event) => reduce(state, play(event)),
      given({ type: 'snapshot', snapshot: snapshot([]) }),
    );
    expect(oneByOne.talk).toEqual(atOnce.talk);
    expect(atOnce.talk.entries.map(({ kind, id }) => `${kind} ${id}`)).toEqual(['turn t0', 'turn t1', 'turn t2']);
  });

  test('a reply grows, then stands with its ledger and its request', () => {
    const growing = given(opened, play(user('t8', 'Well?'), asked, { type: 'text', turn: 't9', text: 'Ele' }));
    const grown = reduce(growing, play({ type: 'text', turn: 't9', text: 'mentary.' }));
    expect(grown.talk.coming).toEqual({ turn: 't9', text: 'Elementary.', waiting: undefined });
    const [, replied] = reply('t9', 'Elementary.', verdicts);
    const done = reduce(grown, play(replied as PanelEvent));
    expect(done.talk.coming).toBeUndefined();
    expect(done.talk.entries.at(-1)).toMatchObject({ kind: 'turn', id: 't9', ms: 1240, request });
  });

  test('a retry after text begins the reply again', () => {
    const waiting: PanelEvent = { type: 'retry', turn: 't9', attempt: 2, afterMs: 1500, why: 'busy' };
    const state = given(opened, play(asked, { type: 'text', turn: 't9', text: 'Half a' }, waiting));
    expect(state.talk.coming).toEqual({ turn: 't9', text: '', waiting: { attempt: 2, seconds: 2, why: 'busy' } });
  });

  test('a failure stands at the end until the next question, with what had been said', () => {
    const failed = given(opened, play(asked, { type: 'failed', turn: 't9', failure: cancelled, partial: 'Half a' }));
    expect(failed.talk.entries.at(-1)).toMatchObject({ kind: 'failure', partial: 'Half a' });
    expect(reduce(failed, play(asked)).talk.entries.map(({ kind }) => kind)).not.toContain('failure');
  });

  test('lines taken away are gone', () => {
    const state = given(opened, play({ type: 'removed', turns: ['t1', 't2'] }));
    expect(state.talk.entries.map(({ id }) => id)).toEqual(['t0']);
  });

  test('an edited persona is a line, several edits in a row are one, the same one is none', () => {
    const edit = (hash: string): PanelEvent => ({ type: 'persona', hash, problems: 0 });
    const kinds = (state: PanelState) => state.talk.entries.map(({ kind }) => kind);
    expect(kinds(given(opened, play(edit('a'))))).toEqual(['turn', 'turn', 'turn']);
    expect(kinds(given(opened, play(edit('b'), edit('c'))))).toEqual(['turn', 'turn', 'turn', 'change']);
    const later = given(opened, play(edit('b'), user('t3', 'And?'), edit('c')));
    expect(kinds(later)).toEqual(['turn', 'turn', 'turn', 'change', 'turn', 'change']);
    expect(new Set(later.talk.entries.map(({ id }) => id)).size).toBe(6);
  });

  test('announces a whole reply with its broken rules, never a piece of one', () => {
    const streaming = given(opened, play(asked, { type: 'text', turn: 't9', text: 'Ele' }));
    expect(streaming.announced).toBe('');
    const [, replied] = reply('t9', 'Elementary.', verdicts);
    expect(reduce(streaming, play(replied as PanelEvent)).announced).toBe(
      'Sherlock Holmes: Elementary. Broken: secret.',
    );
  });

  test('another talk closes what was open on the old one; the same one keeps it', () => {
    const open = given(opened, { type: 'ledger', entry: 't2' }, { type: 'draft', text: 'half a line' });
    const again = reduce(open, opened);
    expect([...again.ledgers]).toEqual(['t2']);
    const other = reduce(open, { type: 'snapshot', snapshot: { ...snapshot([]), talk: 'talk-2' } });
    expect(other.ledgers.size).toBe(0);
    expect(other.draft).toBe('half a line');
  });

  test('status comes apart from the talk', () => {
    const state = given(opened, { type: 'status', status: { ...status, busy: true } });
    expect(state.status.busy).toBe(true);
    expect(state.talk.entries).toHaveLength(3);
  });
});
