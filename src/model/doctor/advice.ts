// The one thing to do about a failure, as a sentence for a report. Pure.
import type { ModelFailure } from '../port.ts';

/** Never empty: where nothing can be done, that is said. */
export function adviceFor({ reason, action }: Pick<ModelFailure, 'reason' | 'action'>): string {
  switch (reason) {
    case 'no-key':
      return 'Set a key: “Dramatis: Set API Key” in the editor, the variable that `keyFrom` names in a terminal.';
    case 'wrong-key':
      return 'Copy the key again from the provider, and set it anew.';
    case 'no-such-model':
      return 'Correct `model` of the endpoint, or select a model that it lists.';
    case 'no-route':
      return action === 'retry'
        ? 'Start the server, and look again.'
        : 'Correct the address, or what stands between you and it.';
    case 'rate-limited':
      return 'Wait a while, or see to the account.';
    case 'server':
    case 'timeout':
      return 'Look again in a while. A local server may still be loading the model.';
    case 'insecure-origin':
      return 'Use https, or a tunnel to this machine.';
    case 'origin-not-confirmed':
      return 'Say yes to the address, if you trust the folder.';
    case 'refused-consent':
      return 'Ask again and allow it, or select another model.';
    case 'untrusted':
      return 'Trust the workspace, if you trust who wrote it.';
    case 'over-budget':
      return 'Raise the budget of a run, if it is worth it.';
    case 'context-too-long':
      return 'Raise `maxTokens` or `contextTokens`, or select a model that reads more.';
    case 'broken-stream':
    case 'bad-answer':
    case 'cancelled':
    case 'other':
      return 'Read what the server says, and look at the settings of the endpoint.';
  }
}
