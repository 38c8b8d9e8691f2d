// A model that cannot be asked, behind the contract of those that can: it answers with the reason at once. So a missing key and an
// untrusted folder come to the player as any other failure does. Sends nothing.
import { type ChatModel, type ModelFailure, plainChat } from '../../model/port.ts';

/** `undefined`: nobody was to be asked; asking all the same is answered so. */
export function refusingModel(why: { readonly failure: ModelFailure; readonly label: string } | undefined): ChatModel {
  const failure: ModelFailure = why?.failure ?? {
    reason: 'other',
    message: 'No model was selected.',
    action: 'select-model',
  };
  return {
    identity: { provider: 'openai', model: '', origin: undefined, label: why?.label ?? '' },
    capabilities: plainChat,
    async *chat() {
      yield { type: 'failed', failure };
    },
  };
}
