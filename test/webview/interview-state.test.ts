// The strips of an interview and of a talk played afresh, folded from events: how far, how it ended, and when they are gone.
import { expect, test } from 'vitest';
import type { InterviewNote } from '../../src/play/simulated-user/interview-notes.ts';
import { firstState, type PanelChange, reduce } from '../../src/webview/state.ts';
import type { PanelEvent } from '../../src/wire/preview-protocol.ts';
import { leaked, snapshot, user } from './kit/talks.ts';

const note = (said: number, ended?: InterviewNote['ended']): PanelEvent => ({
  type: 'noted',
  note: {
    kind: 'interview',
    run: 'r',
    asker: 'Rosa',
    model: 'little',
    mode: 'free',
    turns: 3,
    said,
    ...(ended ? { ended } : {}),
  },
});
const play = (...events: PanelEvent[]): PanelChange => ({ type: 'play', events });
const after = (...changes: PanelChange[]) =>
  [{ type: 'snapshot', snapshot: snapshot(leaked) } as const, ...changes].reduce<typeof firstState>(reduce, firstState)
    .parts;

test('it counts the lines said, and says how it ended', () => {
  expect(after(play(note(0), note(1))).interview).toEqual({
    asker: 'Rosa',
    model: 'little',
    turns: 3,
    said: 1,
    ended: undefined,
  });
  expect(after(play(note(0), note(1), note(1, 'farewell'))).interview?.ended).toBe('farewell');
});

test('trouble and a stop end it without a word of their own', () => {
  const failed = (reason: 'cancelled' | 'server'): PanelEvent => ({
    type: 'failed',
    turn: undefined,
    failure: { reason, message: 'No.', action: 'retry' },
    partial: '',
  });
  expect(after(play(note(1), failed('server'))).interview?.ended).toBe('failed');
  expect(after(play(note(1), failed('cancelled'))).interview?.ended).toBe('stopped');
});

test('it is gone when it is closed, or the author talks on; a simulated line is not the author', () => {
  const line = user('t8', 'Well?');
  const simulated = line.type === 'turn' ? { ...line, turn: { ...line.turn, model: 'little' } } : line;
  expect(after(play(note(3, 'turns')), { type: 'interview closed' }).interview).toBeUndefined();
  expect(after(play(note(3, 'turns'), line)).interview).toBeUndefined();
  expect(after(play(note(1), simulated)).interview?.said).toBe(1);
});

test('a snapshot brings it back', () => {
  const snapped: PanelChange = { type: 'snapshot', snapshot: snapshot([...leaked, note(2, 'stopped')]) };
  expect(reduce(firstState, snapped).parts.interview).toMatchObject({ said: 2, ended: 'stopped' });
});
