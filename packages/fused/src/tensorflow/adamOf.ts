import type { Leaf, Taken } from './Leaf.js'
import type { Numbers } from './Numbers.js'
import type { Operations } from './operations.js'

/** The decayed parameters p (1 − lr·λ), or p itself. */
export const decayed = (
  ops: Operations,
  leaf: Leaf,
  factor: number,
  decay: number | undefined,
): Taken => {
  const p = leaf.id('p')
  if (decay === undefined) return leaf.taken(p)
  const shrink = ops.scalar(1 + factor * decay)
  const id = ops.mul(p, shrink)
  ops.free(shrink)
  return { id, shape: leaf.shape, free: true }
}

/**
 * `ResourceApplyAdam` on parameters, m and v, in place. TensorFlow's ε stands beside √v, ours beside √(v/(1 − β₂ᵗ)): the same step with ε √(1 − β₂ᵗ).
 * `first` are β₁ᵗ and β₁; both 0 take the gradient for the momentum.
 */
export const applyAdam = (
  ops: Operations,
  tensors: Parameters<Operations['inVariables']>[0],
  gradient: number,
  k: Numbers,
  part: number,
  { factor, power, b1 }: { readonly factor: number; readonly power: number; readonly b1: number },
): number[] => {
  const root = k(part, 'root2')
  const numbers = [power, 1 - 1 / root ** 2, -factor, b1, k(part, 'b2'), k(part, 'eps') / root]
  const ids = numbers.map(ops.scalar)
  const read = ops.inVariables(tensors, (handles) =>
    ops.apply('ResourceApplyAdam', [...handles, ...ids, gradient]),
  )
  ops.free(...ids)
  return read
}
