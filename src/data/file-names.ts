// What the files of an export are called. In: the name asked for. Out: one name a part, and the manifest's. Pure.
import type { DataFormat } from './format.ts';

export interface ExportNames {
  /** By the name of the part. */
  readonly parts: Readonly<Record<string, string>>;
  readonly manifest: string;
  /** Is there while an export is not whole: says how far it is. */
  readonly journal: string;
}

/** What an export is called where nobody says: `ida.messages.jsonl`. */
export function exportName(stem: string, { id, encoding }: DataFormat): string {
  return [stem, id, encoding].join('.');
}

/** `rows.jsonl` gives `rows.jsonl`, or `rows.meta.jsonl` for a part `meta`; and `rows.manifest.json`. */
export function exportNames(name: string, format: DataFormat): ExportNames {
  const stem = name.replace(/\.(?:jsonl|csv|json)$/iu, '');
  const parts = format.parts.map((part) => [
    part.name,
    [stem, ...(part.name === '' ? [] : [part.name]), format.encoding].join('.'),
  ]);
  const manifest = `${stem}.manifest.json`;
  return { parts: Object.fromEntries(parts), manifest, journal: `${manifest}.journal` };
}
