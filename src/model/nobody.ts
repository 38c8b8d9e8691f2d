// Nobody, for what asks no model and is handed one all the same. In: a request. Out: a failure that says so. Never answers.
import { type ChatModel, plainChat } from './port.ts';

export const nobody: ChatModel = {
  identity: { provider: 'understudy', model: 'nobody', origin: undefined, label: 'nobody' },
  capabilities: plainChat,
  async *chat() {
    yield { type: 'failed', failure: { reason: 'other', message: 'No model is asked here.', action: 'select-model' } };
  },
};
