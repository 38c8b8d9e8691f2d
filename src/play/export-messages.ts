// A talk as the chat messages that most tools read: `{role, content}`, JSON. The prompt is in it only where it is asked for.
import { withoutExamplesSection } from '../lang/render/examples-section.ts';
import { render } from '../lang/render.ts';
import type { SessionState } from './session-state.ts';

export interface ChatMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

/**
 * What was said on the path, thoughts left out; who is neither the user nor the persona is the user, under a name. `system`: begin with the
 * prompt as it was last sent for a reply, or as it is compiled where nothing was sent; examples are no part of what was said, so that it says nothing of any.
 */
export function exportMessages(state: SessionState, options: { readonly system: boolean }): readonly ChatMessage[] {
  const said = state.turns
    .filter(({ thought }) => !thought)
    .map(({ speaker, name = speaker, text }): ChatMessage => {
      if (speaker === 'self') return { role: 'assistant', content: text };
      return { role: 'user', content: speaker === 'user' ? text : `${name}: ${text}` };
    });
  const system = options.system ? systemOf(state) : undefined;
  return system === undefined ? said : [{ role: 'system', content: system }, ...said];
}

function systemOf({ requests, prompt }: SessionState): string | undefined {
  const sent = requests.findLast(({ step }) => step === 'reply')?.messages.find(({ role }) => role === 'system');
  const system = (sent ?? render(prompt, []).messages.find(({ role }) => role === 'system'))?.content;
  return system === undefined ? undefined : withoutExamplesSection(system);
}
