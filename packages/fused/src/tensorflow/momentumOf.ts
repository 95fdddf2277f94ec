import type { Program } from '../trace/Program.js'
import type { Leaf } from './Leaf.js'
import type { Numbers } from './Numbers.js'
import type { Operations } from './operations.js'
import type { Slot } from './Step.js'

/** A gradient that has become a momentum. `spare` is memory of the leaf's size that the next kernel may spoil. */
interface Momentum {
  readonly u: number
  readonly spare: number | undefined
  readonly slots: readonly Slot[]
}

/** The first part of a chain as a momentum; `later` are the tensors that the rest of the chain reads. */
export type MomentumOf = (
  ops: Operations,
  leaf: Leaf,
  k: Numbers,
  later: readonly number[],
) => Momentum

/** m − (1 − β)(m − g), which is β m + (1 − β) g, in place. */
const ema: MomentumOf = (ops, leaf, k, later) => {
  const [old, rest] = [leaf.slot(0, 'mu'), ops.scalar(k(0, 'rest'))]
  const spare = ops.sub(old, leaf.id('g'))
  const [u] = ops.inVariables([leaf.taken(old, later)], ([handle]) =>
    ops.apply('ResourceApplyGradientDescent', [handle as number, rest, spare]),
  ) as [number]
  ops.free(rest)
  return { u, spare, slots: [[0, 'mu', u]] }
}

/** μ b + (1 − dampening) g. */
const trace: MomentumOf = (ops, leaf, k) => {
  const [mu, share] = [ops.scalar(k(0, 'mu')), ops.scalar(k(0, 'share'))]
  const [held, taken] = [ops.mul(leaf.slot(0, 'trace'), mu), ops.mul(leaf.id('g'), share)]
  const u = ops.add(held, taken)
  ops.free(mu, share, taken)
  return { u, spare: held, slots: [[0, 'trace', u]] }
}

/** The momentum that a chain begins with, if it does; a `trace` at its end is a scaling. */
export const momentumOf = ({ names, options, variants }: Program): MomentumOf | undefined => {
  const [{ debias, nesterov } = {}] = options
  const [variant] = variants
  if (names[0] === 'ema' && variant === undefined && !debias && !nesterov) return ema
  const remembered = names[0] === 'trace' && variant?.first === false && names[1] === 'remember'
  return remembered ? trace : undefined
}
