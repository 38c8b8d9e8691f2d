// Which blocks of a persona get a lens, and what it offers. Tree in, values out; knows no editor.
import type { Tree } from '../../lang/tree.ts';

export interface BlockLens {
  /** Offset of the block's header: where the lens stands, and what *Play here* is told. */
  readonly offset: number;
  readonly offers: 'play' | 'play here' | 'play scene';
}

/** In the order of the text. The header offers to play; an example or test to play from there; a scene both that and to be played with its cast. */
export function blockLenses(tree: Tree): readonly BlockLens[] {
  return tree.blocks.flatMap(({ word, header }): BlockLens[] => {
    if (word === 'persona') return [{ offset: header.start, offers: 'play' }];
    if (word === 'scene') return [{ offset: header.start, offers: 'play scene' }];
    if (word === 'example' || word === 'test') {
      return [{ offset: header.start, offers: 'play here' }];
    }
    return [];
  });
}
