// A source without a file: for personas that are read here only to be held against another.
import type { Source } from '../lang/source.ts';

export const noFiles: Source = { read: (path) => ({ ok: false, uri: path, reason: 'missing' }) };
