// Which blocks of a persona get a lens, and what it offers. Tree in, values out; knows no editor.
import type { Tree } from '../../lang/tree.ts';

export interface BlockLens {
  /** Offset of the block's header: where the lens stands, and what *Run* and *Play here* are told. */
  readonly offset: number;
  readonly offers: 'play' | 'play here' | 'play scene' | 'run test';
}

/**
 * In the order of the text. The header offers to play; an example to play from there; a scene both that and to be played with its
 * cast, a test to be run.
 */
export function blockLenses(tree: Tree): readonly BlockLens[] {
  return tree.blocks.flatMap(({ word, header }): BlockLens[] => {
    if (word === 'persona') return [{ offset: header.start, offers: 'play' }];
    if (word === 'scene') return [{ offset: header.start, offers: 'play scene' }];
    if (word === 'test') return [{ offset: header.start, offers: 'run test' }];
    if (word === 'example') return [{ offset: header.start, offers: 'play here' }];
    return [];
  });
}
