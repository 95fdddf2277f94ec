import { show } from '@momenta/options'
import type { BodyInput, BodyOutput, Description, DescriptionOf, Variant } from './Description.js'
import type { Host } from './Host.js'
import type { Leaf } from './Leaf.js'
import { compileWhole } from './program/lines/compileWhole.js'
import type { Scalars } from './Scalars.js'
import type { Transform } from './Transform.js'
import type { WholeArithmetic } from './WholeArithmetic.js'

/**
 * A description whose part computes with whole leaves: `leaf` in the place of `body`.
 *
 * @typeParam S - Names of the slots.
 * @typeParam K - Scalars from plan to leaf.
 * @typeParam H - Host state.
 * @typeParam W - The variants of the leaf.
 */
export interface WholeDescription<
  S extends string,
  K extends Scalars,
  H extends Host,
  W extends Variant = Variant,
> extends Omit<DescriptionOf<S, K, H, W>, 'body' | 'whole'> {
  /**
   * The minimum number of axes of the leaves that it takes; fewer are an error that names the leaf.
   * `masked` and `partition` leave such leaves out. Default 0.
   */
  readonly axes?: number
  /** Computes one leaf, in its own shape; slots have theirs, scalars none. */
  readonly leaf: <A>(x: WholeArithmetic<A>, at: BodyInput<A, S, K, W>) => BodyOutput<A, S>
}

const checkAxes = (part: string, axes: number, leaves: readonly Leaf[]): void => {
  const other = leaves.find(({ shape }) => shape.length < axes)
  if (other !== undefined)
    throw new TypeError(
      `init: ${part} must act on leaves with at least ${axes} axes, got ${show(other.name)} of shape [${other.shape.join(', ')}]; give such leaves to another transform with partition`,
    )
}

/**
 * Makes a transform of one part that computes with whole leaves: matrix products, transposes, sums
 * over axes, and slots of shapes of their own.
 *
 * The parts before and after it are fused on their own, so it costs a pass over memory on both
 * sides. `fused` runs a part of elementwise operations and reductions over axes in a few passes on
 * cpu, wasm and webgpu, others operation by operation.
 *
 * @throws TypeError at initialisation if a leaf has fewer `axes` than required; it names the leaf.
 *
 * @example
 * import { describeWhole } from '@momenta/core'
 *
 * // U' = U Uᵀ U
 * const cube = describeWhole({
 *   name: 'cube',
 *   axes: 2,
 *   slots: {},
 *   hyper: {},
 *   init: () => null,
 *   plan: (host) => ({ next: host, plan: { scalars: {} } }),
 *   leaf: (x, { updates: u }) => ({
 *     updates: x.matmul(x.matmul(u, x.transpose(u)), u),
 *     slots: {},
 *   }),
 * })
 * cube[0]?.whole !== undefined // => true
 */
export const describeWhole = <
  S extends string,
  K extends Scalars,
  H extends Host,
  W extends Variant = Variant,
>(
  description: WholeDescription<S, K, H, W>,
): Transform => {
  const { axes, leaf, init, ...rest } = { ...description }
  const part = {
    ...rest,
    whole: compileWhole,
    init: (leaves: readonly Leaf[]) => {
      if (axes !== undefined) checkAxes(rest.name, axes, leaves)
      return init(leaves)
    },
    // Interpreters give a whole part an arithmetic of whole leaves.
    body: leaf,
  }
  return [part as unknown as Description]
}
