// Runs an extension's test module in a real VS Code, started as `@vscode/test-electron` starts the desktop product: in, its command
// line (--extensionDevelopmentPath, --extensionTestsPath, a folder); out, the suite's lines and its exit code. All that the
// workbench says goes to `.vscode-test/logs/host.log`, and to the terminal if the suite never got as far as a line.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { launchBrowser } from './browser.ts';
import { SetupError } from './install.ts';
import { cache, freshFolder } from './paths.ts';
import { onStop } from './processes.ts';
import { quietSettings, startServer } from './server.ts';

/** No suite takes longer, not even on a busy machine; one that does hangs. */
const limitMs = Number(process.env['DRAMATIS_HOST_TIMEOUT'] ?? 600_000);

process.exitCode = await launch(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof SetupError ? error.message : error);
  return 3;
});

async function launch(args: readonly string[]): Promise<number> {
  const named = (name: string) => args.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3);
  const development = named('extensionDevelopmentPath');
  const tests = named('extensionTestsPath');
  const folder = args.find((arg) => isAbsolute(arg));
  if (!development || !tests || !folder) {
    console.error('usage: launcher --extensionDevelopmentPath=DIR --extensionTestsPath=FILE FOLDER (absolute paths)');
    return 2;
  }
  const dataDir = await freshFolder('host');
  const lines: string[] = [];
  let reported = false;
  /** The workbench hands over every console in it: the kind, then its arguments. The suite's own lines begin with a bar. */
  const listen = (kind: string, args: readonly unknown[]) => {
    const text = args.map((arg) => (typeof arg === 'string' ? arg : JSON.stringify(arg))).join(' ');
    lines.push(`${kind}: ${text}`);
    if (!text.startsWith('│')) return;
    reported = true;
    console.log(text.slice(2));
  };
  const closers: (() => Promise<unknown>)[] = [() => rm(dataDir, { recursive: true, force: true, maxRetries: 3 })];
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer().catch((error) => console.error(String(error)));
  };
  onStop(close);
  try {
    const say = (line: string) => console.log(line);
    const server = await startServer({ dataDir, trustAll: true, settings: quietSettings, say });
    closers.push(() => server.stop());
    const browser = await launchBrowser(say);
    closers.push(() => browser.close());
    const page = await browser.newPage();
    const code = new Promise<number>((done) => {
      const timer = setTimeout(() => {
        console.error(`The suite did not end within ${limitMs / 1000} s.`);
        done(3);
      }, limitMs);
      const end = (value: number) => {
        clearTimeout(timer);
        done(value);
      };
      page.exposeFunction('codeAutomationLog', listen);
      page.exposeFunction('codeAutomationExit', end);
      page.once('crash', () => {
        console.error('The page crashed.');
        end(3);
      });
    });
    await page.goto(server.url({ folder, development, tests }), { timeout: 120_000 });
    return await code;
  } finally {
    await close();
    if (!reported) console.error(lines.filter((line) => !line.startsWith('info: ')).join('\n'));
    await mkdir(join(cache, 'logs'), { recursive: true });
    await writeFile(join(cache, 'logs', 'host.log'), lines.join('\n'));
  }
}
