// Finds or unpacks a browser and starts it headless. Out: a Playwright browser that can reach loopback and nothing else.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { SetupError } from './install.ts';
import { cache } from './paths.ts';

/** Installed browsers that serve; `DRAMATIS_BROWSER` names another one. */
const installed = [
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/microsoft-edge',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];

/** The resolver knows this machine only, so a page that wants anything from outside fails, and a test sees it. */
const loopbackOnly = [
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE *.localhost, EXCLUDE 127.0.0.1',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--disable-sync',
  '--no-pings',
  '--no-proxy-server',
];

/** Starts a browser; throws SetupError with one line that says what to install when there is none. */
export async function launchBrowser(say: (line: string) => void): Promise<Browser> {
  const { executablePath, env } = await findBrowser(say);
  return chromium.launch({
    executablePath,
    env: { ...process.env, ...env } as Record<string, string>,
    args: [...loopbackOnly, '--no-sandbox', '--font-render-hinting=none', '--disable-dev-shm-usage'],
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
}

async function findBrowser(
  say: (line: string) => void,
): Promise<{ executablePath: string; env: Record<string, string> }> {
  const chosen = process.env['DRAMATIS_BROWSER'];
  if (chosen) return { executablePath: chosen, env: {} };
  const found = installed.find((path) => existsSync(path));
  if (found !== undefined) return { executablePath: found, env: {} };
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new SetupError('No browser found. Install Chrome, Chromium or Edge, or name one in DRAMATIS_BROWSER.');
  }
  return unpackBrowser(say);
}

/** The npm package carries a compressed Chromium for Linux x64, a font, and the few libraries a bare machine may lack. */
async function unpackBrowser(
  say: (line: string) => void,
): Promise<{ executablePath: string; env: Record<string, string> }> {
  const { inflate, default: packaged } = await import('@sparticuz/chromium');
  const bin = join(import.meta.dirname, '..', '..', 'node_modules', '@sparticuz', 'chromium', 'bin');
  const home = join(cache, 'browser', 'chromium-153.0.0');
  if (!existsSync(home)) {
    say('Unpacking a browser (once, a few seconds).');
    const part = `${home}.part-${process.pid}`;
    await mkdir(part, { recursive: true });
    const before = process.env['TMPDIR'];
    // The package unpacks into the temporary folder, wherever that is; ours is the cache.
    process.env['TMPDIR'] = part;
    try {
      await packaged.executablePath();
      await inflate(join(bin, 'al2023.tar.br'));
      await writeFile(join(part, 'fonts.conf'), fontConfig(join(home, 'fonts')));
      await rename(part, home).catch((error) => {
        if (!existsSync(home)) throw error;
      });
    } finally {
      if (before === undefined) delete process.env['TMPDIR'];
      else process.env['TMPDIR'] = before;
      await rm(part, { recursive: true, force: true });
    }
  }
  const executablePath = join(home, 'chromium');
  const env: Record<string, string> = { FONTCONFIG_FILE: join(home, 'fonts.conf') };
  if (missingLibraries(executablePath, {}).length > 0) {
    env['LD_LIBRARY_PATH'] = [join(home, 'al2023', 'lib'), process.env['LD_LIBRARY_PATH']].filter(Boolean).join(':');
    const still = missingLibraries(executablePath, env);
    if (still.length > 0) {
      throw new SetupError(`The browser lacks ${still.join(', ')}. Install with: sudo apt-get install chromium`);
    }
  }
  return { executablePath, env };
}

/** The machine's fonts where it has some, and the package's own. */
function fontConfig(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>${folder}</dir>
  <cachedir>${folder}-cache</cachedir>
</fontconfig>
`;
}

function missingLibraries(executable: string, env: Record<string, string>): string[] {
  const { stdout } = spawnSync('ldd', [executable], { encoding: 'utf8', env: { ...process.env, ...env } });
  return [...(stdout ?? '').matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1] ?? '');
}
