// A persona as its files mean it: names resolved, parents merged, frozen. Every piece says where it came from.
// Reading is done by `resolve`; nothing here does anything.
import type { Problem } from './problems.ts';
import type { Origin, SourceText } from './source-text.ts';
import type { Name, Tree } from './tree.ts';
import type { Value } from './value.ts';

export type Kind = 'demographic' | 'character' | 'individual' | 'expert';

export interface Named {
  readonly name: Name;
  readonly text: SourceText;
  readonly origin: Origin;
}

export interface Trait extends Named {
  /** 0..1, a level, or another word (`INTP`). */
  readonly level: number | string;
}

export interface Fact {
  /** Undefined for an item. */
  readonly name: Name | undefined;
  readonly text: SourceText;
  /** Not empty: lore, sent only when one of these comes up (and one of `also`, where given). Texts or `/patterns/`. */
  readonly keys: readonly SourceText[];
  readonly also: readonly SourceText[];
  readonly priority: number;
  /** Whose model is sent it, beside the owner's; undefined: nobody else's. Keys of names. */
  readonly visibleTo: readonly string[] | undefined;
  readonly onlyWith: readonly string[] | undefined;
  readonly source: SourceText | undefined;
  readonly origin: Origin;
}

export interface Slot extends Named {
  readonly type: 'text' | 'number' | 'yes or no' | 'date' | 'list' | 'choice';
  readonly values: readonly SourceText[];
  readonly startsAs: SourceText | undefined;
}

export interface Given {
  readonly name: Name;
  readonly value: Value;
  readonly text: SourceText;
  readonly origin: Origin;
}

export type ClauseKind = 'when' | 'unless' | 'must' | 'never' | 'judge' | 'let' | 'user must';

export interface Clause {
  readonly kind: ClauseKind;
  readonly text: SourceText;
  readonly origin: Origin;
}

export const disguises = [
  'case',
  'zero-width',
  'homoglyphs',
  'spacing',
  'leetspeak',
  'reversed',
  'base64',
  'rot13',
] as const;
export type Disguise = (typeof disguises)[number];

export interface Rule {
  /** The name, or for an item its sentence: how findings, tests and verdicts call it. */
  readonly id: string;
  /** What `id` is compared by. */
  readonly key: string;
  readonly name: Name | undefined;
  readonly sentence: SourceText;
  readonly clauses: readonly Clause[];
  readonly through: readonly Disguise[];
  readonly severity: 'error' | 'warning' | 'hint' | 'off';
  readonly origin: Origin;
}

export interface Stage extends Named {
  readonly when: readonly SourceText[];
  readonly unless: readonly SourceText[];
  readonly until: readonly SourceText[];
  readonly moves: readonly string[];
}

export interface Move extends Named {
  readonly when: readonly SourceText[];
  readonly unless: readonly SourceText[];
}

export interface Tool extends Named {
  readonly kind: 'table' | 'arithmetic' | undefined;
  readonly from: SourceText | undefined;
  readonly by: SourceText | undefined;
  readonly gives: readonly SourceText[];
  readonly limit: number | undefined;
}

/** How turns are taken, as written; `play/turns` knows what holds where nothing is. */
export interface TurnTaking {
  /** Single entries by word. */
  readonly single: ReadonlyMap<string, SourceText>;
  readonly commands: readonly SourceText[];
  readonly backchannels: readonly SourceText[];
}

/** `user:`, `self:`, `narrator:`, a cast member, or `self thinks:`. */
export interface Line {
  /** `user`, `self`, `narrator`, or the key of a cast member. */
  readonly speaker: string;
  readonly thought: boolean;
  readonly text: SourceText;
  readonly visibleTo: readonly string[] | undefined;
  readonly name: Name;
  readonly origin: Origin;
}

export interface Example {
  readonly title: SourceText | undefined;
  readonly lines: readonly Line[];
  readonly origin: Origin;
}

export interface CastMember {
  /** What it is called in the dialogue: the `as` name, the file's stem, or the name itself. */
  readonly name: string;
  readonly key: string;
  /** Undefined: just a name. */
  readonly path: string | undefined;
  readonly origin: Origin;
}

export interface Scene extends Example {
  readonly cast: readonly CastMember[];
  readonly setting: SourceText | undefined;
  readonly mood: SourceText | undefined;
  /** What kind of talk it is. */
  readonly event: SourceText | undefined;
  /** What all who are there know already. */
  readonly commonGround: SourceText | undefined;
  readonly goal: SourceText | undefined;
  readonly knows: readonly {
    readonly text: SourceText;
    readonly visibleTo: readonly string[] | undefined;
    readonly origin: Origin;
  }[];
  readonly type: 'chat' | 'debate' | 'discussion' | 'speech' | undefined;
  readonly turns: number | undefined;
  readonly endsWhen: readonly SourceText[];
  readonly goalWhen: readonly SourceText[];
  /** What ends it by the look of one line; undefined, empty: not asked for. */
  readonly stops: {
    readonly mark: SourceText | undefined;
    readonly goodbyes: readonly SourceText[];
    readonly closing: readonly SourceText[];
    /** 0..1. */
    readonly closingAbove: number;
    readonly repeatsAbove: number | undefined;
  };
  readonly order: 'addressed' | 'cast' | 'chance';
  /** Undefined: who thinks in the scene or in an example. */
  readonly thinking: boolean | undefined;
  readonly narratorEvery: number | undefined;
  /** Played in rounds that a narrator keeps. */
  readonly narrated: boolean;
  /** Where and how somebody is as a narrated scene begins, by the key of a member or `self`. */
  readonly places: readonly {
    readonly kind: 'position' | 'condition';
    readonly name: Name;
    readonly text: SourceText;
    readonly origin: Origin;
  }[];
  /** Names of the facts that one here hides and the other tries to find out. */
  readonly findOut: readonly SourceText[];
  /** 0..1: how alike a guess must be to count as found. */
  readonly closeEnough: number | undefined;
  /** What is proposed in the end. */
  readonly propose: SourceText | undefined;
  /** Who comes with a worry: `self`, `user` or the name of a member. */
  readonly seeker: SourceText | undefined;
}

/** What a test expects. Before the first line: of every reply; else of the reply before it. */
export interface Expectation {
  readonly kind: 'keeps' | 'breaks' | 'must' | 'never' | 'judge';
  readonly text: SourceText;
  /** Index in `Test.lines` of the line it stands after; -1 before the first. */
  readonly after: number;
  readonly origin: Origin;
}

/** A stretch of instructions: a heading with what is under it, or what stands before the first one. */
export interface InstructionPart {
  /** The heading's words, without its marks; undefined where there is none. */
  readonly title: string | undefined;
  /** Heading and all, to the letter. */
  readonly text: SourceText;
}

/** What a file of another tool tells a model: sent to the letter, in it nothing is filled in and nothing left out. */
export interface Instructions {
  /** The file's. */
  readonly uri: string;
  /** What it is called: its own name, else its file's. */
  readonly called: string;
  readonly name: SourceText | undefined;
  readonly description: SourceText | undefined;
  /** What the tool tells of the file before its text, each behind its label. */
  readonly lead: readonly { readonly label: string; readonly text: SourceText }[];
  readonly text: SourceText;
  /** In order; together they are the text. */
  readonly parts: readonly InstructionPart[];
}

export interface Test extends Example {
  readonly expectations: readonly Expectation[];
  readonly given: readonly Given[];
  readonly repeat: number;
  /** How many of `repeat` must pass; `repeat` where not said. */
  readonly pass: number;
  readonly cast: readonly CastMember[];
  readonly turns: number | undefined;
}

export interface Persona {
  readonly uri: string;
  readonly tree: Tree;
  /** The title of `persona`, or the file's stem where there is none. */
  readonly name: string;
  readonly kind: Kind | undefined;
  /** Single entries of the `persona` block by word: role, summary, language, licence, reminder, source, consent, population … */
  readonly head: ReadonlyMap<string, SourceText>;
  readonly tags: readonly SourceText[];
  /** Of files in another format that it is or extends. */
  readonly instructions: readonly Instructions[];
  readonly sections: readonly {
    readonly title: SourceText | undefined;
    readonly text: SourceText;
    readonly origin: Origin;
  }[];
  readonly about: readonly Named[];
  readonly traits: readonly Trait[];
  readonly voice: {
    readonly items: readonly SourceText[];
    readonly register: SourceText | undefined;
    readonly length: SourceText | undefined;
  };
  readonly knows: readonly Fact[];
  readonly unknown: { readonly items: readonly SourceText[]; readonly decline: SourceText | undefined };
  readonly memory: ReadonlyMap<string, SourceText>;
  readonly state: readonly Slot[];
  readonly given: readonly Given[];
  readonly rules: readonly Rule[];
  readonly plan: readonly Stage[];
  readonly moves: readonly Move[];
  readonly tools: readonly Tool[];
  readonly turns: TurnTaking;
  readonly greetings: readonly SourceText[];
  readonly examples: readonly Example[];
  readonly scenes: readonly Scene[];
  readonly tests: readonly Test[];
  /** Uris of all files that took part, this one first. */
  readonly files: readonly string[];
  /** Structural problems of this file: its tree's, and those found while resolving. */
  readonly problems: readonly Problem[];
}
