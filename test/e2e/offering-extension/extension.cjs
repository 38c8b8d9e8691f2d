// Another extension that offers models to VS Code, for tests: each model does one thing. What it was asked is written, one JSON a line, to
// the file that OFFERING_LOG names. It stands in the way that every real one stands: behind VS Code's own consent.
const { appendFileSync } = require('node:fs');
const vscode = require('vscode');

const log = (entry) => {
  if (process.env.OFFERING_LOG) appendFileSync(process.env.OFFERING_LOG, `${JSON.stringify(entry)}\n`);
};

const textOf = ({ content }) => content.map((part) => part.value ?? '').join('');

/** Model → what it does. */
const acts = {
  async echo(messages, progress) {
    for (const piece of [
      'You said: ',
      textOf(messages.at(-1))
        .split('\n')
        .find((line) => line.includes('?')),
      '.',
    ]) {
      progress.report(new vscode.LanguageModelTextPart(piece));
    }
  },
  async slow(_messages, progress, token) {
    progress.report(new vscode.LanguageModelTextPart('Let me think'));
    await new Promise((resolve) => token.onCancellationRequested(resolve));
    log({ cancelled: true });
  },
  async blocked() {
    throw vscode.LanguageModelError.Blocked('Your plan does not include this model.');
  },
  async quota() {
    throw new Error('You have exceeded your monthly quota.');
  },
  async offtopic() {
    throw new Error('off_topic');
  },
};

exports.activate = (context) => {
  context.subscriptions.push(
    vscode.lm.registerLanguageModelChatProvider('offering', {
      provideLanguageModelChatInformation: async () =>
        Object.keys(acts).map((id) => ({
          id,
          name: `The ${id} one`,
          family: 'offering',
          version: '1',
          maxInputTokens: 8000,
          maxOutputTokens: 1000,
          capabilities: {},
          // Proposed: what makes VS Code ask, as for those that bring an account, and its chat take the first for its own.
          isDefault: id === 'echo',
          isUserSelectable: true,
          requiresAuthorization: { label: 'A test account' },
        })),
      async provideLanguageModelChatResponse({ id }, messages, options, progress, token) {
        const sent = messages.map((message) => ({ role: message.role, text: textOf(message) }));
        log({ id, sent, options: options.modelOptions });
        await acts[id](messages, progress, token);
      },
      provideTokenCount: async (_model, text) => (typeof text === 'string' ? text : textOf(text)).split(/\s+/).length,
    }),
  );
};
