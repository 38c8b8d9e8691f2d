// Which blocks of a persona get a lens, and what it offers. Tree in, values out; knows no editor.
import type { Tree } from '../../lang/tree.ts';

export interface BlockLens {
  /** Offset of the block's header: where the lens stands, and what *Play here* is told. */
  readonly offset: number;
  readonly offers: 'play' | 'play here';
}

/** In the order of the text. The header offers to play; an example, scene or test to play from there. */
export function blockLenses(tree: Tree): readonly BlockLens[] {
  return tree.blocks.flatMap(({ word, header }): BlockLens[] => {
    if (word === 'persona') return [{ offset: header.start, offers: 'play' }];
    if (word === 'example' || word === 'scene' || word === 'test') {
      return [{ offset: header.start, offers: 'play here' }];
    }
    return [];
  });
}
