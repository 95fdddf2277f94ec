import type { Node } from './Node.js'
import type { Output } from './Output.js'
import type { ScalarRef, Stream } from './Stream.js'

/** The next state of one part. */
export interface PartOutputs {
  /** In the order in which the part declares its slots. */
  readonly slots: readonly Node[]
  /** The entry that its memory stores, if any. */
  readonly entry: Node | undefined
}

/**
 * Consecutive parts on one leaf as one pass over memory: load, compute, store. An output that is a
 * load passes through unchanged; all others are stores.
 */
export interface Program {
  /** The operations, each node after its operands; dead code is removed. */
  readonly nodes: readonly Node[]
  readonly loads: readonly Stream[]
  readonly scalars: readonly ScalarRef[]
  readonly constants: readonly number[]
  readonly parts: readonly PartOutputs[]
  /** The updates and gradients after the last part; undefined at the end of a chain. */
  readonly updates: Node | undefined
  readonly grads: Node | undefined
  /** At the end of a chain, the next parameters: params + updates. */
  readonly params: Node | undefined
  /** The computed outputs, each once; the next parameters are a separate store, the last. */
  readonly stores: readonly Node[]
  /** What is reduced beside the stores; see `withSquares`. */
  readonly outputs?: readonly Output[]
}
