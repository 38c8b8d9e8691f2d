// What crosses between the preview panel and the extension host. The panel asks first (`ready`) and is given everything, so that
// a reload is the same path as a first load. Shapes only; nothing here holds a key.
import type { Range } from '../base/range.ts';
import type { Message } from '../lang/prompt.ts';
import type { ModelFailure, ModelIdentity, Usage } from '../model/port.ts';
import type { PlayEvent } from '../play/events.ts';
import type { SentStrategies } from '../play/strategies/advise.ts';
import type { VerdictState } from '../rules/verdict.ts';
import type { MemoryAsks } from './memory-protocol.ts';
import type { PreviewWords } from './preview-words.ts';
import type { ReplyAsks } from './reply-protocol.ts';

/** A verdict as the ledger shows it. */
export interface PanelVerdict {
  readonly rule: string;
  readonly state: VerdictState;
  readonly why: string;
  /** Where in the reply it is broken. */
  readonly span: Range | undefined;
  /** A check that every scene has, no rule of the file. */
  readonly ours?: true | undefined;
}

/** A line of the talk as the panel shows it. */
export interface PanelTurn {
  readonly id: string;
  /** The turn it follows; the same for all that stand in one place. */
  readonly after: string | undefined;
  /** Id of the reply that was asked for together with this one, which is its rival's. */
  readonly beside?: string | undefined;
  /** `user`, `self`, `narrator`, or the key of a cast member. */
  readonly speaker: string;
  /** What the speaker is called, where it is neither the user nor the persona. */
  readonly name: string | undefined;
  readonly thought: boolean;
  /** The person in the seat does not hear it: the text is not here until the scene is over. */
  readonly hidden?: true;
  readonly text: string;
  /** Stands in the persona file (a greeting, a line of an example), so nobody was asked for it. */
  readonly written: boolean;
  /** Label of the model that said it. */
  readonly model: string | undefined;
  readonly finish: 'done' | 'stopped' | 'length' | 'filtered' | undefined;
  /** Somebody wrote it over what stood there. */
  readonly edited: boolean;
  readonly labels: readonly string[];
  readonly verdicts: readonly PanelVerdict[] | undefined;
  readonly request: string | undefined;
}

/** A request without its messages; `sent` asks for those. */
export interface RequestNote {
  readonly id: string;
  /** What it was asked for: `reply`, or the name of a step. */
  readonly step: string;
  /** Key of the actor it was asked for; undefined: the persona. */
  readonly actor?: string | undefined;
  readonly model: string;
  /** As in `PanelTurn`. */
  readonly beside?: string | undefined;
  /** Name of the persona's version that was asked for, where it is not the one that plays. */
  readonly version?: string | undefined;
  /** Why something was left out, one sentence a piece. */
  readonly dropped: readonly string[];
  readonly folded: boolean;
  readonly tokens: number | undefined;
}

/** `PlayEvent` without what the panel does not need. */
export type PanelEvent =
  | Exclude<PlayEvent, { readonly type: 'turn' | 'asked' | 'replied' | 'answered' | 'preferred' }>
  | { readonly type: 'turn'; readonly turn: PanelTurn }
  /** `turn` is undefined for a step. */
  | { readonly type: 'asked'; readonly turn: string | undefined; readonly request: RequestNote }
  | { readonly type: 'answered'; readonly request: string; readonly usage: Usage | undefined; readonly ms: number }
  | { readonly type: 'preferred'; readonly turns: readonly [string, string] }
  | { readonly type: 'replied'; readonly turn: PanelTurn; readonly usage: Usage | undefined; readonly ms: number };

export interface PanelPersona {
  readonly name: string;
  /** File name, as users read it. */
  readonly file: string;
  readonly role: string | undefined;
  /** Errors in the file as it stands. */
  readonly problems: number;
  /** An older version, the last without errors, plays; false with errors: what could be read plays. */
  readonly older: boolean;
  readonly greetings: number;
  readonly rules: number;
  /** Lines a user might begin with, from the file's own examples and tests. */
  readonly starters: readonly string[];
  /** The file is gone; the talk goes on with what was read last. */
  readonly missing: boolean;
}

export interface PanelModel {
  readonly label: string;
  readonly provider: ModelIdentity['provider'];
}

/** An arena that is held. */
export interface PanelArena {
  readonly candidates: readonly string[];
  /** What the model is called that picks. */
  readonly supervisor: string;
  /** For how many lines more. */
  readonly left: number;
}

/** The scene that is played: how far it is, and who is there. */
export interface PanelScene {
  /** Empty: it has none. */
  readonly title: string;
  readonly begun: boolean;
  readonly played: number;
  readonly limit: number;
  /** Who speaks next; undefined: it is over. */
  readonly next: string | undefined;
  /** A person is to speak next. */
  readonly person: boolean;
  /** Whose lines a person says. */
  readonly seat: { readonly key: string; readonly name: string } | undefined;
  /** Why it is over. */
  readonly ended: string | undefined;
  readonly cast: readonly PanelActor[];
  /** Undefined: one answers each turn. */
  readonly held?: PanelArena | undefined;
  /** Each turn is one line and lines are left, so that an arena can be held. */
  readonly mayHold?: boolean;
  /** Picks of an arena; undefined: none was held. */
  readonly arena:
    | {
        readonly wins: readonly { readonly label: string; readonly wins: number }[];
        readonly turns: number;
        readonly judged: number;
        readonly abstained: number;
      }
    | undefined;
}

export interface PanelActor {
  readonly key: string;
  readonly name: string;
  readonly isPerson: boolean;
  /** Played from its name and the scene alone. */
  readonly nameOnly: boolean;
  /** Who plays it; undefined: a person. */
  readonly model: string | undefined;
  /** The stage of its plan; undefined: it has none. */
  readonly stage: string | undefined;
  /** How many thoughts of its own nobody heard. */
  readonly thinks: number;
  /** How many lines were said that it did not hear. */
  readonly missed: number;
  /** What the scene lets it know and not everybody. */
  readonly knows: readonly string[];
}

/** All that may change beside the talk itself. */
export interface PanelStatus {
  /** Undefined: the file could not be read even once. */
  readonly persona: PanelPersona | undefined;
  readonly model: PanelModel;
  readonly trusted: boolean;
  /** False: the talk does not outlive the window. */
  readonly lasting: boolean;
  /** A reply is on its way. */
  readonly busy: boolean;
  /** Two answer each line: who they are. Undefined: one answers. */
  /** The talk goes in slices of so many milliseconds; undefined: one line after the other. */
  readonly duplex?: number | undefined;
  readonly compare?: { readonly left: string; readonly right: string } | undefined;
  /** The library that replies are given strategies of; undefined: none. */
  readonly strategies?: { readonly name: string; readonly approved: number; readonly of: number } | undefined;
  /** Undefined: a talk of two. */
  readonly scene?: PanelScene | undefined;
}

/** Everything, as the answer to `ready` and whenever another talk takes the panel's place. */
export interface PanelSnapshot {
  readonly uri: string;
  readonly talk: string;
  readonly status: PanelStatus;
  readonly events: readonly PanelEvent[];
  readonly words: PreviewWords;
  /** Id of the line to be shown and focused, this once. */
  readonly look?: string;
}

/** A request as it was sent, for *what was sent*. */
export interface PanelSent {
  readonly model: string;
  readonly messages: readonly Message[];
  readonly temperature: number | undefined;
  readonly dropped: readonly string[];
  readonly folded: boolean;
  readonly tokens: number | undefined;
  /** Which strategies it holds; undefined: no library was in play. */
  readonly strategies?: SentStrategies | undefined;
  /** It crossed a wire, so it can be repeated from a shell. */
  readonly repeatable: boolean;
}

/** What the panel asks the host. What needs a person (a pick, a dialog) answers at once. */
export type PanelAsks = MemoryAsks &
  ReplyAsks & {
    readonly ready: { readonly params: undefined; readonly result: PanelSnapshot };
    readonly say: { readonly params: { readonly text: string }; readonly result: undefined };
    readonly retry: { readonly params: undefined; readonly result: undefined };
    readonly edit: { readonly params: { readonly turn: string; readonly text: string }; readonly result: undefined };
    /** Another place of the tree becomes the talk's last line; `onward`: and what was said after it last. */
    readonly go: { readonly params: { readonly turn: string; readonly onward: boolean }; readonly result: undefined };
    readonly stop: { readonly params: undefined; readonly result: undefined };
    /** A new talk; `greeting` is an index. */
    readonly restart: { readonly params: { readonly greeting: number }; readonly result: undefined };
    readonly keep: { readonly params: undefined; readonly result: undefined };
    readonly selectModel: { readonly params: undefined; readonly result: undefined };
    /** Talk in slices of time, or one line after the other. */
    readonly duplex: { readonly params: { readonly on: boolean }; readonly result: undefined };
    /** All that stands in the field. `taken`: how many slices of the user's words it has let go of; `sent`: the slice ends with it. */
    readonly hear: {
      readonly params: { readonly text: string; readonly taken: number; readonly sent: boolean };
      readonly result: undefined;
    };
    /** Two answer from now on; whom to compare with is asked. */
    readonly compare: { readonly params: undefined; readonly result: undefined };
    readonly endCompare: { readonly params: undefined; readonly result: undefined };
    /** Of two replies to one line, by their ids. */
    readonly prefer: {
      readonly params: { readonly chosen: string; readonly rejected: string };
      readonly result: undefined;
    };
    readonly tie: { readonly params: { readonly one: string; readonly other: string }; readonly result: undefined };
    /** Saves the talk up to this line into the file; what it becomes is asked. */
    readonly saveAs: { readonly params: { readonly turn: string }; readonly result: undefined };
    /** A simulated user: the host asks who, how many lines, and how they ask. */
    readonly interview: { readonly params: undefined; readonly result: undefined };
    /** One line of the simulated user that asked last, else of a curious one. */
    readonly askAsUser: { readonly params: undefined; readonly result: undefined };
    /** In a scene: one line more, all until a person is to speak, or the end. */
    readonly scene: { readonly params: { readonly act: SceneAct }; readonly result: undefined };
    /** Several answer each turn; who, and who picks, is asked. */
    readonly arena: { readonly params: undefined; readonly result: undefined };
    readonly endArena: { readonly params: undefined; readonly result: undefined };
    readonly more: { readonly params: undefined; readonly result: undefined };
    /** The one thing a failure or a notice offers. */
    readonly act: { readonly params: { readonly action: PanelAction }; readonly result: undefined };
    readonly reveal: { readonly params: { readonly rule: string }; readonly result: undefined };
    readonly copy: { readonly params: { readonly text: string }; readonly result: undefined };
    readonly sent: { readonly params: { readonly request: string }; readonly result: PanelSent };
    readonly openSent: { readonly params: { readonly request: string }; readonly result: undefined };
    readonly copyAsCurl: { readonly params: { readonly request: string }; readonly result: undefined };
  };

export type SceneAct = 'next' | 'on' | 'end';

export type PanelAction = ModelFailure['action'] | 'show-problems' | 'open-file';

/** The host asks the panel nothing. */
export type HostAsks = Record<never, never>;

/** What the host tells the panel. */
export type HostEvent =
  | { readonly type: 'snapshot'; readonly snapshot: PanelSnapshot }
  | { readonly type: 'status'; readonly status: PanelStatus }
  | { readonly type: 'play'; readonly events: readonly PanelEvent[] }
  /** What the persona remembers changed in its file. */
  | { readonly type: 'memories' };

/** The panel tells the host nothing unasked. */
export type PanelTells = never;

/** What a panel remembers over a reload, in VS Code's own keeping. Checked by `readPanelMemory`. */
export interface PanelMemory {
  readonly uri: string;
  readonly talk: string;
  readonly draft: string;
  /** Undefined: never opened. */
  readonly drawer?: { readonly open: boolean; readonly tab: string | undefined };
}

/** Reads what a panel remembered; undefined where it is not ours or damaged. */
export function readPanelMemory(value: unknown): PanelMemory | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { uri, talk, draft, drawer } = value as Record<string, unknown>;
  if (typeof uri !== 'string' || typeof talk !== 'string') return undefined;
  const opened = readDrawer(drawer);
  return { uri, talk, draft: typeof draft === 'string' ? draft : '', ...(opened ? { drawer: opened } : {}) };
}

function readDrawer(value: unknown): PanelMemory['drawer'] {
  if (typeof value !== 'object' || value === null) return undefined;
  const { open, tab } = value as Record<string, unknown>;
  return typeof open === 'boolean' ? { open, tab: typeof tab === 'string' ? tab : undefined } : undefined;
}
