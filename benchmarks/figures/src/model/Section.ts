import type { Block } from './Block.js'

/** A section of a page. */
export type Section = {
  /** unique on the page: links lead to it */
  readonly id: string
  readonly title: string
  readonly blocks: readonly Block[]
}
