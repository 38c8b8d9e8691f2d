// The licence texts of every package whose code is in a bundle, read from the installed packages. Written at build, never committed.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Metafile {
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** @throws Error where a bundled package has no licence text: then its terms cannot be kept. */
export function thirdParty(metafiles: readonly Metafile[]): string {
  const folders = new Set<string>();
  for (const path of metafiles.flatMap((meta) => Object.keys(meta.inputs))) {
    const folder = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0];
    if (folder) folders.add(folder);
  }
  const parts = [...folders].sort().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const texts = licenceFiles(folder).map((file) => readFileSync(join(folder, file), 'utf8').trim());
    if (texts.length === 0) throw new Error(`${name} carries no licence text`);
    return `${name} ${version} (${license})\n\n${texts.join('\n\n')}\n`;
  });
  return `Code of these packages is in the bundles of Dramatis.\n\n${parts.join(`\n${'-'.repeat(80)}\n\n`)}`;
}

function licenceFiles(folder: string): string[] {
  const found = existsSync(folder)
    ? readdirSync(folder).filter((name) => /^(licen[cs]e|copying|notice)/i.test(name))
    : [];
  return found.filter((name) => !/\.(js|ts|json)$/.test(name)).sort();
}
