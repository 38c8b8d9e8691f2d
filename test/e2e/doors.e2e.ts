// What the editor shell promises at its doors: a folder's endpoint is asked about before anything is sent, a killed language server
// comes back and says so, and the compiled prompt follows the cursor.
import { execFileSync } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { goodReply, type OrderedEndpoint, orderedEndpoint } from '../kit/ordered-endpoint.ts';
import { freshFolder } from '../workbench/paths.ts';
import { openWorkbench, type Workbench } from './kit/open-workbench.ts';

const persona = `persona Tom Reed
  kind: expert
  role: ferryman on a narrow river

voice
  - Few words.

unknown
  - What is beyond the second bend.

greeting
  Mind the step.
`;

let home: string;
let endpoint: OrderedEndpoint;
let workbench: Workbench;

beforeAll(async () => {
  endpoint = await orderedEndpoint([goodReply('Two coins, and sit still.')]);
  home = await freshFolder('doors');
  const folder = join(home, 'ferry');
  await mkdir(folder);
  await writeFile(join(folder, 'tom.persona'), persona);
  const config = { endpoints: [{ name: 'team', url: endpoint.url, model: 'test-model' }], model: 'team' };
  await writeFile(join(folder, 'dramatis.json'), JSON.stringify(config));
  workbench = await openWorkbench({ workspace: folder });
  await workbench.openFile('tom.persona');
  await workbench.page.locator('.codelens-decoration', { hasText: 'Play' }).first().waitFor();
});
afterAll(async () => {
  await workbench?.close();
  await rm(home, { recursive: true, force: true });
  await endpoint?.close();
});

test('the prompt opens beside the file and marks what the cursor is on', async () => {
  const { page } = workbench;
  await workbench.command('Dramatis: Show Compiled Prompt');
  const prompt = page.locator('.editor-group-container', { has: page.locator('.tab', { hasText: 'tom prompt.md' }) });
  await prompt.locator('.view-line', { hasText: 'second bend' }).waitFor();
  await page.locator('.view-line', { hasText: 'What is beyond' }).first().click();
  const top = async (selector: string, hasText?: string) => {
    const box = await prompt
      .locator(selector, hasText === undefined ? {} : { hasText })
      .first()
      .boundingBox();
    return Math.round(box?.y ?? Number.NaN);
  };
  const apart = async () => (await top('.view-overlays [class*="ced-"]')) - (await top('.view-line', 'second bend'));
  await expect.poll(apart).toBeCloseTo(0, -1);
  await workbench.screenshot('doors-prompt');
});

test('a killed language server is started again, and the user is told', async () => {
  await expect.poll(languageServers).toHaveLength(1);
  const [killed = 0] = languageServers();
  process.kill(killed, 'SIGKILL');
  const told = async () => (await workbench.notifications()).join('\n');
  await expect.poll(told).toContain('language server stopped and was started again');
  await expect.poll(languageServers).toSatisfy((now: number[]) => now.length === 1 && now[0] !== killed);
});

test('an endpoint of the folder is asked about by its address, and a no sends nothing', async () => {
  const { page } = workbench;
  await workbench.openFile('tom.persona');
  await workbench.command('Dramatis: Play');
  await say('How much is it?');
  const dialog = page.locator('.monaco-dialog-box');
  await dialog.waitFor();
  await expect.poll(() => dialog.innerText()).toContain(endpoint.origin);
  await workbench.screenshot('doors-address');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await workbench.previewFrame().getByRole('button', { name: 'Ask again' }).first().waitFor();
  expect(endpoint.seen).toEqual([]);
});

test('a yes sends, without any key, and is not asked for again', async () => {
  await workbench.previewFrame().getByRole('button', { name: 'Ask again' }).first().click();
  const dialog = workbench.page.locator('.monaco-dialog-box');
  await dialog.getByRole('button', { name: 'Allow' }).click();
  await workbench.previewFrame().getByText('Two coins, and sit still.').first().waitFor();
  expect(endpoint.seen).toHaveLength(1);
  expect(endpoint.seen[0]?.headers.authorization).toBeUndefined();
});

async function say(text: string): Promise<void> {
  const box = workbench.previewFrame().getByRole('textbox').first();
  await box.fill(text);
  await box.press('Enter');
}

/** Process ids of the language servers below this very process: other runs on the machine are left alone. */
function languageServers(): number[] {
  const rows = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n');
  const processes = rows.flatMap((row) => {
    const [, pid, parent, args] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(row) ?? [];
    return pid && parent && args ? [{ pid: Number(pid), parent: Number(parent), args }] : [];
  });
  const parents = new Map(processes.map(({ pid, parent }) => [pid, parent]));
  const isOurs = (pid: number | undefined): boolean =>
    pid === process.pid || (pid !== undefined && pid > 1 && isOurs(parents.get(pid)));
  return processes
    .filter(({ pid, args }) => args.includes('dist/node/server.cjs') && isOurs(pid))
    .map(({ pid }) => pid);
}
