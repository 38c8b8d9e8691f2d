// `dramatis play --strategies`: what was approved and fits is in the request, and the reply says so; what is wrong with the library is said.
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { answeringEndpoint } from '../kit/answering-endpoint.ts';
import { tempFolder } from '../kit/temp-folder.ts';
import { testTerminal } from '../kit/terminal.ts';

const desk = 'persona Help Desk\n  role: clerk of a shop\n';
const library = `strategy late
  scenario: angry customer late delivery
  advice: Apologise first.
  status: approved

strategy unseen
  scenario: late delivery
  advice: Say nothing.
  mood: bad
`;

async function played(argv: readonly string[], files: Readonly<Record<string, string>>) {
  const cwd = tempFolder({ 'desk.persona': desk, ...files });
  const terminal = testTerminal({ cwd, input: ['My delivery is late.\n'] });
  const code = await main(['play', 'desk.persona', ...argv], terminal, '1.2.3');
  return { code, out: terminal.output(), err: terminal.errors(), cwd };
}

test('the model is advised, the reply names the strategy, and only what is approved is told', async () => {
  const endpoint = await answeringEndpoint();
  onTestFinished(() => endpoint.close());
  endpoint.answer(() => 'I am sorry.');
  const config = JSON.stringify({ model: 'mine', endpoints: [{ name: 'mine', url: endpoint.url, model: 'm-1' }] });
  const files = { 'desk.strategies': library, 'dramatis.json': config };
  const argv = ['--strategies', 'desk.strategies', '--allow-origin', new URL(endpoint.url).origin];
  const { code, out, err } = await played(argv, files);
  expect({ code, err }).toMatchObject({ code: 0 });
  expect(out).toContain('advised: late');
  expect(err).toContain('desk.strategies:9: error: `mood: bad` is no line of a strategy.');
  const sent = endpoint.requests[0]?.map(({ content }) => content).join('\n') ?? '';
  expect(sent).toContain('- Apologise first.');
  expect(sent).not.toContain('Say nothing.');
});

test('the understudy takes no advice, and a library that is not there is an error', async () => {
  const files = { 'desk.strategies': library };
  const { code, out, err } = await played(['--strategies', 'desk.strategies', '--model', 'understudy'], files);
  expect(code).toBe(0);
  expect(err).toContain('takes no advice');
  expect(out).not.toContain('advised');
  const missing = await played(['--strategies', 'no.strategies'], files);
  expect(missing.code).toBe(2);
  expect(missing.err).toContain(join(missing.cwd, 'no.strategies'));
});
