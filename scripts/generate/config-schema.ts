// The JSON schema of `dramatis.json`, from the table its reader uses.
import { configSchemaText } from '../../src/config/schema.ts';
import type { GeneratedFile } from './generated.ts';

/** `media/dramatis.schema.json`. */
export function configSchema(): readonly GeneratedFile[] {
  return [{ path: 'media/dramatis.schema.json', content: configSchemaText() }];
}
