// The version of the product, from its manifest; bundled in, not read at run time.
import manifest from '../../package.json' with { type: 'json' };

export const version: string = manifest.version;
