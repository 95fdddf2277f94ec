import type { Block } from '../model/Block.js'
import type { Section } from '../model/Section.js'

/** A file beside a page. */
export type DataFile = {
  /** relative to the page */
  readonly path: string
  readonly text: string
}

/** Where the data of a name lie, relative to the page. */
export const dataPath = (name: string): string => `data/${name}.json`

// what a figure can show of a number, at half the length
const rounded = (_: string, value: unknown): unknown =>
  typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(7)) : value

type NamedData = { readonly name: string; readonly data: unknown }

/** The data of the figures and tables of blocks, those that are folded too. */
export const dataIn = (blocks: readonly Block[]): readonly NamedData[] =>
  blocks.flatMap((block) => {
    if (block.kind === 'figure') return [{ name: block.id, data: block.data }]
    if (block.kind === 'data') return [block]
    return block.kind === 'details' ? dataIn(block.blocks) : []
  })

/**
 * The data of the figures and tables of sections as JSON with numbers of 7 significant digits: the
 * files that the links of their page lead to.
 */
export const dataFiles = (sections: readonly Pick<Section, 'blocks'>[]): readonly DataFile[] =>
  sections
    .flatMap(({ blocks }) => dataIn(blocks))
    .map(({ name, data }) => ({
      path: dataPath(name),
      text: `${JSON.stringify(data, rounded) ?? 'null'}\n`,
    }))
