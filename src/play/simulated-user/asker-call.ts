// The request for the simulated user's next line: its own persona compiled, its part in this talk, the talk with roles flipped, and one
// instruction for this line alone. Of the persona it talks with it holds the name, what was said aloud, and facts `visible to: user`.
import { compile } from '../../lang/compile.ts';
import type { Piece, Prompt, Section } from '../../lang/prompt.ts';
import { render } from '../../lang/render.ts';
import type { Call } from '../call.ts';
import type { Turn } from '../events.ts';
import { viewOf } from '../scene/hearing.ts';
import type { PlayDeps } from '../session.ts';
import type { SessionState } from '../session-state.ts';
import { type Asker, mostLines } from './asker.ts';
import { lengths } from './manner.ts';

/** Who is asked for the user's lines. */
export function modelOf(asker: Asker, deps: Pick<PlayDeps, 'model'>): PlayDeps['model'] {
  return asker.model ?? deps.model;
}

/** The limit of the asker's requests, in tokens; undefined: none. */
export function limitOf(asker: Asker, deps: Pick<PlayDeps, 'budget'>): number | undefined {
  return asker.model ? asker.budget : deps.budget;
}

/** `told`: what is asked of this line. Tokens are estimated where there is no counter. */
export function askerCall(
  state: SessionState,
  asker: Asker,
  told: string,
  deps: PlayDeps,
): Call & { readonly tokens: number } {
  const model = modelOf(asker, deps);
  const budget = limitOf(asker, deps);
  const talk = viewOf(state.turns, 'user', { name: nameOf, named: severalSpeak(state), thinking: false });
  const prompt = withInstruction(askerPrompt(state, asker), told);
  // Some endpoints take no talk without a message of the other side.
  const begun = talk.length > 0 ? talk : [{ role: 'user' as const, content: '(Nobody has spoken yet. You begin.)' }];
  const rendered = render(prompt, begun, {
    tokens: deps.measures.tokens ?? roughTokens,
    systemRole: model.capabilities.systemRole,
    ...(budget === undefined ? {} : { budget }),
  });
  const { messages, dropped, folded, tokens = 0 } = rendered;
  const numbers = asker.model ? asker : deps;
  return {
    step: 'a line of the user',
    actor: 'user',
    model,
    messages,
    dropped,
    folded,
    tokens,
    ...(numbers.temperature === undefined ? {} : { temperature: numbers.temperature }),
    ...(numbers.maxTokens === undefined ? {} : { maxTokens: numbers.maxTokens }),
  };
}

function nameOf({ name, speaker }: Turn): string {
  return name ?? speaker;
}

/** With the persona alone no name stands before its lines. */
function severalSpeak({ turns }: SessionState): boolean {
  return turns.some(({ speaker }) => !['user', 'self', 'narrator'].includes(speaker));
}

/** Four characters a token: rough. */
export function roughTokens(text: string): number {
  return Math.ceil(text.length / 4);
}

function askerPrompt(state: SessionState, asker: Asker): Prompt {
  // Values given for the talk are for whoever names them.
  const { persona, values } = state;
  const others = [{ key: 'self', persona }];
  const listeners = [persona.name];
  const own = asker.persona && compile(asker.persona, { values, as: 'user', user: persona.name, listeners, others });
  const prompt = own ?? { ...nobody, sections: [said('identity', undefined, curious(persona.name))] };
  return { ...prompt, sections: [...prompt.sections, part(asker, persona.name), ...lines(asker)], greetings: [] };
}

function part(asker: Asker, persona: string): Section {
  const text = [
    `In this talk you are the one who came to ${persona}. You ask, follow up, tell what you want, doubt, object. The messages you receive are ${persona}'s; yours are the other side.`,
    `You are no assistant: never answer as one, never explain what you were not asked, never offer help, and never speak for ${persona}.`,
    `Each message is one line of yours alone, as a person types it: no name before it, no quotation marks, no lists, no remarks on what you do. ${lengths[asker.manner.terseness]}`,
    'Do not ask again what was answered. Once you have what you came for, take your leave in a few words.',
  ];
  return said('section', 'Your part', text.join('\n'));
}

function lines(asker: Asker): readonly Section[] {
  const shown = asker.lines.slice(-mostLines).map((line) => `- ${line.replace(/\s+/g, ' ')}`);
  if (shown.length === 0) return [];
  const text = `Lines that real users wrote elsewhere. Write in their manner; do not say any of them again.\n${shown.join('\n')}`;
  return [said('section', 'How you write', text)];
}

function withInstruction(prompt: Prompt, told: string): Prompt {
  const before: readonly Piece[] = prompt.reminder ? [...prompt.reminder, frame('\n\n')] : [];
  return { ...prompt, reminder: [...before, frame(told)] };
}

function curious(persona: string): string {
  return `You are a person who talks with ${persona}, out of curiosity and with questions of your own.`;
}

function said(name: Section['name'], title: string | undefined, text: string): Section {
  return { name, title, pieces: [frame(text)] };
}

function frame(text: string): Piece {
  return { text, origin: undefined };
}

const nobody: Prompt = {
  sections: [],
  lore: [],
  silentLore: [],
  examples: [],
  greetings: [],
  reminder: undefined,
  omitted: [],
};
