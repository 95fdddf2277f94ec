import type { Description, Variant } from '@momenta/core'
import type { Node, Stream } from './Node.js'

/** Where an output of a program is: a stream that passed unchanged, or what the program stores. */
export type Ref = { readonly passed: Stream } | { readonly stored: number }

/** What becomes of one part: its slots, and what its memory takes. */
export interface PartRefs {
  readonly slots: { readonly [name: string]: Ref }
  readonly entry: Ref | undefined
}

/** A slot of an active part. */
export interface SlotRef {
  readonly part: number
  readonly name: string
}

/** A scalar of the step, by the active part whose plan holds it. */
export interface ScalarRef {
  readonly part: number
  readonly name: string
  readonly index: number
}

/** Consecutive parts on one leaf, as one pass over memory: load, compute, store. */
export interface Program {
  /**
   * The name and the options of each part, and the variant that its plan chose: what an engine with
   * kernels of its own for known chains looks at.
   */
  readonly names: readonly string[]
  readonly options: readonly Description['options'][]
  readonly variants: readonly (Variant | undefined)[]
  /** What is computed, in order; dead code is gone. */
  readonly nodes: readonly Node[]
  readonly loads: readonly Stream[]
  readonly scalars: readonly ScalarRef[]
  readonly stores: readonly Node[]
  readonly parts: readonly PartRefs[]
  /** For each store the slot that it becomes, the first if there are several. */
  readonly homes: readonly (SlotRef | undefined)[]
  /** Whether every slot keeps itself or takes a store of its own, and no memory takes anything. */
  readonly plain: boolean
  /** The updates and the gradient behind the last part; absent where nobody asks. */
  readonly u: Ref | undefined
  readonly g: Ref | undefined
  /** The next parameters, p + u, where this is the end of the chain. */
  readonly next: number | undefined
}
