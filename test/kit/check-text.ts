// Everything static about a text in memory, with defaults for all that a test does not care about.
import { type Config, defaultConfig } from '../../src/config/config.ts';
import type { Measures } from '../../src/lang/measures.ts';
import { type CheckedFile, checkFile } from '../../src/lint/static/check-file.ts';
import type { KeptTalk } from '../../src/lint/static/rule.ts';
import { memorySource } from './memory-source.ts';

export interface CheckOptions {
  readonly files?: Readonly<Record<string, string>>;
  readonly config?: Partial<Config>;
  readonly measures?: Measures;
  readonly talks?: readonly KeptTalk[];
  readonly phase?: 'typing' | 'save';
}

/** The file is `/p/it.persona`. */
export function checkText(text: string, options: CheckOptions = {}): CheckedFile {
  const { files = {}, config, measures = {}, talks = [], phase = 'save' } = options;
  const source = memorySource(files);
  return checkFile(
    { text, uri: '/p/it.persona', source, config: { ...defaultConfig, ...config }, measures, talks },
    phase,
  );
}
