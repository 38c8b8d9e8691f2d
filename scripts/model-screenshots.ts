// Pictures of the list of models and of the doctor, with a server on this machine that answers as Ollama does. In: an open workbench. Out: two
// pictures. The port must be free.
import { createServer, type Server } from 'node:http';
import type { Workbench } from '../test/e2e/kit/open-workbench.ts';

/** Takes both; the server ends with it. */
export async function takeModels(workbench: Workbench, picture: (name: string) => Promise<void>): Promise<void> {
  const server = await serveAsOllama();
  try {
    const { page } = workbench;
    const { row } = workbench;
    await workbench.command('View: Close All Editors');
    await workbench.openFile('holmes.persona');
    await workbench.command('Dramatis: Select Model');
    await row('Look for models on').click();
    await row('llama3.2').waitFor();
    await picture('select-model');
    await row('llama3.2').click();
    await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
    // The settings are written once the list has closed.
    await page.waitForTimeout(2000);
    await workbench.command('Dramatis: Doctor');
    await row('find out what it can do').click();
    await page.locator('.editor-instance .view-lines', { hasText: 'Streaming' }).waitFor();
    await page.locator('.editor-instance .view-lines', { hasText: 'fine.' }).waitFor();
    await picture('doctor');
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

async function serveAsOllama(): Promise<Server> {
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const piece of request) text += piece;
    const json = (body: unknown) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    };
    if (request.url?.endsWith('/models')) {
      return json({ data: ['llama3.2', 'qwen3:8b', 'gemma3:4b', 'mistral-small'].map((id) => ({ id })) });
    }
    const body = JSON.parse(text || '{}') as { stream?: boolean; response_format?: unknown };
    const content = body.response_format ? '{"shelf":"third"}' : 'Hello.';
    if (!body.stream) return json({ choices: [{ index: 0, message: { role: 'assistant', content } }] });
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    const chunk = { choices: [{ index: 0, delta: { content }, finish_reason: 'stop' }] };
    response.end(`data: ${JSON.stringify(chunk)}\n\ndata: [DONE]\n\n`);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(11434, '127.0.0.1', resolve);
  });
  return server;
}
