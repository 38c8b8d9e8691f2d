// All foreign formats, and which one a file is. Loaded when somebody imports or exports, never at start.
import { agentSkill } from './agent-skill.ts';
import { characterCard } from './character-card.ts';
import { charx } from './charx.ts';
import { customAgent } from './custom-agent.ts';
import { customInstructions } from './custom-instructions.ts';
import { dotprompt } from './dotprompt.ts';
import type { Format } from './format.ts';
import { githubPrompt } from './github-prompt.ts';
import { lorebook } from './lorebook.ts';
import { ollamaModelfile } from './ollama-modelfile.ts';
import { openaiMessages } from './openai-messages.ts';
import { promptfoo } from './promptfoo.ts';
import { prompty } from './prompty.ts';
import { tinyTroupe } from './tiny-troupe.ts';

/** In the order in which they are offered; the first that detects a file reads it. */
export const formats: readonly Format[] = [
  characterCard,
  charx,
  lorebook,
  tinyTroupe,
  customAgent,
  agentSkill,
  customInstructions,
  prompty,
  dotprompt,
  githubPrompt,
  promptfoo,
  ollamaModelfile,
  openaiMessages,
];

export function formatNamed(id: string): Format | undefined {
  return formats.find((format) => format.id === id);
}

/** How files end that may be read. */
export const readableEndings: readonly string[] = [...new Set(formats.flatMap(({ endings }) => endings))];

/** Whether a file of this name or path may be one that can be read. */
export function mayBeRead(path: string): boolean {
  const lower = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  return readableEndings.some((ending) => lower.endsWith(`.${ending}`) || lower === ending);
}

/** The format of a file that can be read; undefined where none fits. */
export function formatOf(bytes: Uint8Array, name: string): Format | undefined {
  return formats.find((format) => format.read && format.detect?.(bytes, name));
}
