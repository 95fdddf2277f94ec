import type { Factor } from '../Factor.js'
import type { Node } from '../graph.js'
import { type Call, type Emitter, tensor } from '../kernels/Kernel.js'

/** The emitted code. */
export interface Emitted {
  readonly scalars: readonly Factor[]
  readonly drafts: readonly Draft[]
  /** The tensors of nodes. */
  readonly tensors: ReadonlyMap<Node, number>
}

/** An instruction before liveness is known. */
export type Draft =
  | { readonly kind: 'compute'; readonly call: Call; readonly to: number }
  | {
      readonly kind: 'update'
      readonly held: readonly number[]
      readonly calls: readonly Call[]
      readonly to: readonly number[]
    }

/** Computes a node that does not exist yet; returns its tensor. */
export type Compute = (node: Node, to: Emitter) => number

/** Makes an emitter that records instructions. */
export const emitterOf = (
  loads: ReadonlyMap<Node, number>,
  compute: Compute,
): Emitter & { readonly emitted: Emitted } => {
  const tensors = new Map(loads)
  const scalars: Factor[] = []
  const drafts: Draft[] = []
  let count = loads.size
  const emitter: Emitter = {
    tensor: (node) => {
      const known = tensors.get(node)
      if (known !== undefined) return known
      const to = compute(node, emitter)
      tensors.set(node, to)
      return to
    },
    zeros: (node) => emitter.compute('ZerosLike', tensor(emitter.tensor(node))),
    scalar: (factor) => ({ kind: 'scalar', at: scalars.push(factor) - 1 }),
    compute: (operation, ...inputs) => {
      const to = count++
      drafts.push({ kind: 'compute', call: { operation, inputs }, to })
      return to
    },
    update: (variables, ...calls) => {
      const to = variables.map(() => count++)
      drafts.push({ kind: 'update', held: variables.map(([held]) => held), calls, to })
      variables.forEach(([, makes], i) => {
        if (makes !== undefined) tensors.set(makes, to[i] as number)
      })
    },
  }
  return { ...emitter, emitted: { scalars, drafts, tensors } }
}
