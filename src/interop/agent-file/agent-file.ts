// An agent file (`.agent.md`, `SKILL.md`, `AGENTS.md` and their like) as a value: front matter, body, and where each piece stands in the text.
// Shapes only. Every range counts UTF-16 code units of the whole text as it is on disk, byte order mark and line breaks included.
import type { Range } from '../../base/range.ts';
import type { Problem } from '../../lang/problems.ts';

/** `agent`: VS Code's and GitHub's; `claude-agent`: Claude Code's; `agents-md`: a text that every request of a project carries. */
export type AgentFileKind = 'agent' | 'claude-agent' | 'skill' | 'instructions' | 'prompt' | 'agents-md';

export interface AgentFile {
  readonly kind: AgentFileKind;
  /** The front matter with both of its `---` lines; undefined where the text has none. */
  readonly frontMatter: Range | undefined;
  /** In the order of the text; a key that is given twice is there twice. */
  readonly entries: readonly FrontEntry[];
  /** What kept pieces from being read: each says what became of them. */
  readonly problems: readonly Problem[];
  /** Everything behind the front matter. */
  readonly body: Range;
  /** In the order of the text, nested ones behind what they stand in. */
  readonly parts: readonly Part[];
  /** Wherever they stand in prose, in the order of the text; none of code. */
  readonly links: readonly Link[];
}

export interface FrontEntry {
  readonly key: string;
  readonly keyRange: Range;
  readonly value: FrontValue;
}

/** A value of the front matter, quotes and brackets included in its range. An alias is read as what it stands for. */
export type FrontValue = { readonly range: Range } & (
  | { readonly type: 'string'; readonly text: string }
  | { readonly type: 'number'; readonly number: number }
  | { readonly type: 'boolean'; readonly boolean: boolean }
  /** Nothing behind the colon, or `null`. */
  | { readonly type: 'nothing' }
  | { readonly type: 'list'; readonly items: readonly FrontValue[] }
  | { readonly type: 'map'; readonly entries: readonly FrontEntry[] }
);

/** Words without their markup. `pieces` joined are `text`. */
export interface Words {
  readonly range: Range;
  readonly text: string;
  readonly pieces: readonly Piece[];
}

/** A stretch of words and where it stands; a break between lines is a piece of one space or line break. */
export interface Piece {
  readonly text: string;
  readonly range: Range;
  /** It stood between backticks. */
  readonly code: boolean;
}

export type Part =
  | (Words & { readonly kind: 'heading'; readonly level: number })
  | (Words & { readonly kind: 'paragraph'; readonly quoted: boolean })
  /** Its own words, without those of the bullets under it. `depth` 0: not under another. */
  | (Words & { readonly kind: 'bullet'; readonly depth: number; readonly ordered: boolean; readonly quoted: boolean })
  | { readonly kind: 'code'; readonly range: Range; readonly language: string; readonly text: string }
  | { readonly kind: 'table'; readonly range: Range }
  | { readonly kind: 'html'; readonly range: Range };

export interface Link {
  readonly range: Range;
  /** The address, entities and escapes resolved. */
  readonly target: string;
  /** Where the address stands; the whole link where that cannot be told. */
  readonly targetRange: Range;
  readonly image: boolean;
}
