// One block in, problems of its title, names and values out.
import type { Problem } from './problems.ts';
import type { Block } from './tree.ts';

/** Problems of one block that need no other block. */
export function checkBlock(_block: Block): Problem[] {
  return [];
}
