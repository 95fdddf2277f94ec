import type { Taken } from './Leaf.js'
import type { Numbers } from './Numbers.js'
import type { Operations } from './operations.js'

/** Scalars of the kernel: β₁ᵗ, β₂ᵗ, the learning rate, β₁, β₂ and ε. */
export type AdamScalars = readonly [number, number, number, number, number, number]

/**
 * TensorFlow's Adam on parameters, m, v and, with a fourth tensor, the greatest v, in place. TensorFlow's ε stands beside √v, momenta's beside
 * √(v/(1 − β₂ᵗ)): the same step with ε √(1 − β₂ᵗ).
 */
export const applyAdam = (
  ops: Operations,
  tensors: readonly Taken[],
  gradient: number,
  scalars: AdamScalars,
): readonly number[] => {
  const kernel = tensors.length === 4 ? 'ResourceApplyAdamWithAmsgrad' : 'ResourceApplyAdam'
  const ids = scalars.map(ops.scalar)
  const read = ops.inVariables(tensors, (handles) =>
    ops.apply(kernel, [...handles, ...ids, gradient]),
  )
  ops.free(...ids)
  return read
}

/** β₂ᵗ, −factor, β₁, β₂ and TensorFlow's ε of a part that divides by the root of a second moment. */
export const momentScalars = (
  k: Numbers,
  part: number,
  { power, factor, b1 }: { readonly power: number; readonly factor: number; readonly b1: number },
): AdamScalars => {
  const root = k(part, 'root2')
  return [power, 1 - 1 / root ** 2, -factor, b1, k(part, 'b2'), k(part, 'eps') / root]
}
