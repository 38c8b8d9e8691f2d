// A picture of a scene with a narrator, from the real workbench on a copy of samples/scenes, with a server on this machine that says written
// lines. In: a theme. Out: one picture.

import { openWorkbench } from '../test/e2e/kit/open-workbench.ts';
import { answeringEndpoint } from '../test/kit/answering-endpoint.ts';

const iris = [
  'I moved numbers from one column to another.',
  'And if nobody paid you for anything? What would you make?',
  'There is one free place in the carpentry course. Good luck.',
];

/** `take` is given the page and a name. */
export async function takeScene(
  theme: 'light' | 'dark',
  settings: Readonly<Record<string, unknown>>,
  take: (page: Awaited<ReturnType<typeof openWorkbench>>['page'], name: string) => Promise<void>,
): Promise<void> {
  const endpoint = await answeringEndpoint();
  let asked = 0;
  endpoint.answer((messages) => {
    if (!messages[0]?.content.includes('You are Iris'))
      return ['My sister made the appointment.', iris[0], 'A table, once.'][asked++ % 3];
    return `[thinks] He counts the minutes.\n[says] ${asked < 2 ? 'What did you do yesterday, between nine and ten?' : iris[1]}`;
  });
  const own = { name: 'local', url: endpoint.url, model: 'small-1' };
  const workbench = await openWorkbench({
    workspace: 'samples/scenes',
    theme,
    width: 1180,
    height: 700,
    settings: { ...settings, 'dramatis.endpoints': [own], 'dramatis.model': 'local' },
  });
  try {
    const { page } = workbench;
    const panel = workbench.previewFrame();
    await workbench.openFile('iris.persona');
    await workbench.command('View: Toggle Primary Side Bar Visibility');
    await workbench.command('Dramatis: Play Scene');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'I watch' }).click();
    await page.locator('.monaco-dialog-box .monaco-button', { hasText: 'Play' }).click();
    await panel.locator('.entry.narrator').first().waitFor();
    for (let line = 1; line <= 3; line++) {
      await panel.getByRole('button', { name: 'Next line' }).click();
      await panel.locator('.scene-strip', { hasText: `line ${line} of` }).waitFor();
    }
    await panel.locator('.scene-strip', { hasText: 'next:' }).waitFor();
    await take(page, 'scene');
  } finally {
    await workbench.close();
    await endpoint.close();
  }
}
