// Takes the line that makes a `require` out of files that have no use for it: all but a few of some four hundred chunks. In: a build's account. Out: the account as the files are now;
// changes them in place. Every byte of a chunk is read when it is loaded, and so many lines are a noticeable part of the package.
import { readFile, writeFile } from 'node:fs/promises';
import type { Metafile } from 'esbuild';
import { requireBanner } from './node-bundle.ts';

const line = `${requireBanner.js}\n`;

export async function withoutBanner(metafile: Metafile): Promise<Metafile> {
  const outputs = await Promise.all(
    Object.entries(metafile.outputs).map(async ([path, output]): Promise<[string, typeof output]> => {
      const text = path.endsWith('.js') ? await readFile(path, 'utf8') : '';
      // The word in a text or as the name of a property is taken for a use: it costs a line and nothing else.
      if (!text.startsWith(line) || /\brequire\b/.test(text.slice(line.length))) return [path, output];
      await writeFile(path, text.slice(line.length));
      return [path, { ...output, bytes: output.bytes - line.length }];
    }),
  );
  return { ...metafile, outputs: Object.fromEntries(outputs) };
}
