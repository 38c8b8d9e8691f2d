// What a role-play knows at one moment, and how each event changes it. A pure reducer: it asks nobody and judges nothing.
import { compile } from '../lang/compile.ts';
import { personaHash } from '../lang/hash.ts';
import type { Persona } from '../lang/persona.ts';
import type { Prompt } from '../lang/prompt.ts';
import type { Values } from '../lang/value.ts';
import type { ModelFailure } from '../model/port.ts';
import type { RuleBook } from '../rules/rule-book.ts';
import type { PlayEvent, SentRequest, Turn } from './events.ts';
import type { Note } from './notes.ts';
import { type Preference, withoutPair } from './preference.ts';
import { applyToRival, heard, withoutRival } from './rival-state.ts';
import { sceneAsNow } from './scene/parties.ts';
import type { SceneSetup } from './scene/setup.ts';
import { sharedWith } from './shared-messages.ts';
import { grown, pathTo, pathWith } from './tree.ts';
import type { Slice } from './turns/slice.ts';

/** A reply that is being written. */
export interface ReplyInProgress {
  readonly turn: string;
  readonly request: string;
  readonly text: string;
  /** Set while the model waits before it tries again. */
  readonly retrying: { readonly attempt: number; readonly afterMs: number; readonly why: string } | undefined;
  /** Set while nothing comes for long, in words. */
  readonly waiting?: string;
}

/** A reply that did not come. The user's line stays the last turn, and `retry` asks again. */
export interface FailedReply {
  /** Undefined where a step failed. */
  readonly turn: string | undefined;
  readonly failure: ModelFailure;
  /** What had been said until then. */
  readonly partial: string;
}

export interface SessionState {
  /** Id of the talk, as the trace knows it. */
  readonly id: string;
  readonly persona: Persona;
  readonly book: RuleBook;
  /** As compiled before the first reply; what is sent is compiled anew for each. */
  readonly prompt: Prompt;
  /** Of the compiled prompt; the hash last said in the talk, where it was restored from one. */
  readonly hash: string;
  /** Values given by a test or a caller, over the persona's own. */
  readonly values: Values;
  /** What `{{user}}` stands for. */
  readonly user: string | undefined;
  /** The talk as it stands: one path through the tree. */
  readonly turns: readonly Turn[];
  /** Every turn there ever was, in the order they came; `after` makes them a tree. */
  readonly tree: readonly Turn[];
  /** Every request of the talk, also those whose reply was taken away. */
  readonly requests: readonly SentRequest[];
  readonly reply: ReplyInProgress | undefined;
  /** The reply that is written beside it, where two are compared. */
  readonly rival: ReplyInProgress | undefined;
  /** The scene that is played; undefined in a talk of two. */
  readonly scene: SceneSetup | undefined;
  /** A step under way: something is asked whose answer is no line of the talk. */
  readonly step: { readonly name: string; readonly request: string } | undefined;
  /** What holds: at most one of each two turns. */
  readonly preferences: readonly Preference[];
  readonly notes: readonly Note[];
  /** Every slice of time, in order. */
  readonly slices: readonly Slice[];
  readonly failure: FailedReply | undefined;
  /** Why the rival's reply did not come. */
  readonly rivalFailure: FailedReply | undefined;
}

export interface SessionOptions {
  readonly values?: Values;
  readonly user?: string;
  readonly scene?: SceneSetup;
}

/** A talk in which nothing has been said. `id` must be unique among the talks of a store. */
export function newSession(id: string, persona: Persona, book: RuleBook, options: SessionOptions = {}): SessionState {
  const values = options.values ?? {};
  const prompt = compile(persona, { values, user: options.user });
  return {
    id,
    persona,
    book,
    prompt,
    hash: personaHash(prompt),
    values,
    user: options.user,
    turns: [],
    tree: [],
    requests: [],
    reply: undefined,
    rival: undefined,
    scene: options.scene,
    step: undefined,
    preferences: [],
    notes: [],
    slices: [],
    failure: undefined,
    rivalFailure: undefined,
  };
}

/**
 * Takes up an edited persona; the talk and its verdicts stay. `event` is to be shown and recorded; undefined where the
 * compiled prompt is the same, as after an edit of a comment.
 */
export function withPersona(
  state: SessionState,
  persona: Persona,
  book: RuleBook,
): { readonly state: SessionState; readonly event: PlayEvent | undefined } {
  const prompt = compile(persona, { values: state.values, user: state.user });
  const hash = personaHash(prompt);
  const at = state.scene ? state.persona.scenes.indexOf(state.scene.scene) : -1;
  // A scene that the text has no more goes on as it was.
  const scene = state.scene && (sceneAsNow(state.scene, persona, at) ?? state.scene);
  const next = { ...state, persona, book, prompt, hash, scene };
  const problems = persona.problems.length + book.problems.length;
  return { state: next, event: hash === state.hash ? undefined : { type: 'persona', hash, problems } };
}

/** The state after an event. Unknown turns are passed over, so that an event of a talk since replaced does no harm. */
export function apply(state: SessionState, event: PlayEvent): SessionState {
  return applyToRival(state, event) ?? applyToTalk(state, event);
}

function applyToTalk(old: SessionState, event: PlayEvent): SessionState {
  const state = ['turn', 'asked', 'removed', 'moved'].includes(event.type) ? withoutRival(old) : old;
  switch (event.type) {
    case 'turn':
      return {
        ...state,
        turns: pathWith(state.turns, state.tree, event.turn),
        tree: grown(state.tree, event.turn),
        failure: undefined,
      };
    case 'asked': {
      const requests = [...state.requests, sharedWith(event.request, state.requests)];
      const { id, step: name } = event.request;
      if (event.turn === undefined) return { ...state, requests, step: { name, request: id }, failure: undefined };
      const reply = { turn: event.turn, request: id, text: '', retrying: undefined };
      return { ...state, requests, reply, failure: undefined };
    }
    case 'text':
      if (state.reply?.turn !== event.turn) return state;
      return { ...state, reply: { ...heard(state.reply), text: state.reply.text + event.text } };
    case 'retry': {
      if (!state.reply || state.reply.turn !== event.turn) return state;
      const { attempt, afterMs, why } = event;
      return { ...state, reply: { ...state.reply, text: '', retrying: { attempt, afterMs, why } } };
    }
    case 'waiting':
      if (!state.reply || state.reply.turn !== event.turn) return state;
      return { ...state, reply: { ...heard(state.reply), waiting: event.why } };
    case 'replied': {
      const tree = grown(state.tree, event.turn);
      const turns = pathWith(state.turns, state.tree, event.turn);
      return { ...state, turns, tree, reply: undefined, failure: undefined };
    }
    case 'answered': {
      // A slice in which the persona kept silent gives no line.
      const reply = state.reply?.request === event.request ? undefined : state.reply;
      return { ...state, step: undefined, reply };
    }
    case 'failed': {
      const { turn, failure, partial } = event;
      return { ...state, reply: undefined, step: undefined, failure: { turn, failure, partial } };
    }
    case 'removed': {
      const gone = new Set(event.turns);
      return { ...state, turns: state.turns.filter((turn) => !gone.has(turn.id)), failure: undefined };
    }
    case 'moved':
      return { ...state, turns: pathTo(state.tree, event.to), failure: undefined };
    case 'preferred':
      return {
        ...state,
        preferences: [...withoutPair(state.preferences, event.preference.turns), event.preference],
      };
    case 'withdrawn':
      return { ...state, preferences: withoutPair(state.preferences, event.turns) };
    case 'noted':
      return met(withNote(state, event.note), event.note);
    case 'sliced':
      return { ...state, slices: [...state.slices, event.slice] };
    case 'persona':
      return { ...state, hash: event.hash };
  }
}

/** Counsel ends with its note, whatever became of its requests. */
function withNote(state: SessionState, note: Note): SessionState {
  const notes = [...state.notes, note];
  return note.kind === 'refined' || note.kind === 'weighed'
    ? { ...state, notes, step: undefined }
    : { ...state, notes };
}

/** Another partner's name stands in the prompt; it is no edit of the persona, so the hash goes along where it was this prompt's. */
function met(state: SessionState, note: Note): SessionState {
  if (note.kind !== 'partner') return state;
  const prompt = compile(state.persona, { values: state.values, user: note.name });
  const hash = state.hash === personaHash(state.prompt) ? personaHash(prompt) : state.hash;
  return { ...state, user: note.name, prompt, hash };
}
