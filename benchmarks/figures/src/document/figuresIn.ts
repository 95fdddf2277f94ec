import type { Block, FigureBlock } from '../model/Block.js'

/** The figures of blocks, those that are folded too. */
export const figuresIn = (blocks: readonly Block[]): readonly FigureBlock[] =>
  blocks.flatMap((block) =>
    block.kind === 'figure' ? [block] : block.kind === 'details' ? figuresIn(block.blocks) : [],
  )
