// The name of somebody as the name of a file that every system takes: no folder, no hidden file, no name that Windows keeps for itself.

/** Without an ending; at most 60 characters, never empty. */
export function fileNameOf(name: string): string {
  const words = name
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .toLowerCase()
    .replace(/^-+|-+$/gu, '');
  const short = Array.from(words).slice(0, 60).join('').replace(/-+$/u, '');
  if (short === '') return 'persona';
  return /^(?:con|prn|aux|nul|com\d|lpt\d)$/u.test(short) ? `${short}-persona` : short;
}

/** The name of a file as words, without its folder and endings: `travel enthusiast` of `a/travel_enthusiast.agent.json`; empty where there is none. */
export function stemOf(path: string | undefined): string {
  return (path ?? '')
    .replace(/^.*[\\/]/u, '')
    .replace(/\..*$/u, '')
    .replace(/_/gu, ' ');
}
