import type { LeafArithmetic, LeafEvaluation } from '@momenta/core'
import { zipWith } from './zipWith.js'

/** A sum of evaluations, all divided by a power of two where one of them is large. */
export interface ScaledSum<L> extends LeafEvaluation<L> {
  /** 1 where the sum is scaled, else 0. */
  readonly isScaled: L
}

/**
 * Sums and means of `count` evaluations that overflow only where the mean does.
 *
 * Once a number is so large that its square overflows, all are divided by a power of two >= count
 * before they are added. That changes no digit, unless a number is below that power times the least
 * normal number. Where none is large, the mean has the bits of (1/count) Σ.
 */
export const scaledSums = <L>(
  x: LeafArithmetic<L>,
  count: number,
): {
  /** The sum of a sum (undefined: of nothing) and an evaluation. */
  readonly add: (sum: ScaledSum<L> | undefined, evaluation: LeafEvaluation<L>) => ScaledSum<L>
  readonly mean: (sum: ScaledSum<L>) => LeafEvaluation<L>
} => {
  const power = 2 ** -Math.ceil(Math.log2(count))
  const [zero, one] = [x.of(0), x.of(1)]
  const scaleWhere = (isScaled: L): L => x.sub(one, x.mul(isScaled, x.of(1 - power)))
  const isLarge = ({ value, grads, aux = [], more = {} }: LeafEvaluation<L>): L =>
    x.max(
      x.sign(x.sub(one, x.scaleOf([value, ...grads, ...aux, ...Object.values(more).flat()]))),
      zero,
    )
  const times = (evaluation: LeafEvaluation<L>, scale: L): LeafEvaluation<L> =>
    zipWith(evaluation, evaluation, (leaf) => x.mul(leaf, scale))
  return {
    add: (sum, evaluation) => {
      const own = isLarge(evaluation)
      if (sum === undefined) return { ...times(evaluation, scaleWhere(own)), isScaled: own }
      const isScaled = x.max(sum.isScaled, own)
      const scale = scaleWhere(isScaled)
      const before = times(sum, x.div(scale, scaleWhere(sum.isScaled)))
      return { ...zipWith(before, times(evaluation, scale), x.add), isScaled }
    },
    mean: (sum) => {
      // a scaled sum is divided once: its product with the rounded 1/count may overflow
      const factor = x.max(sum.isScaled, x.of(1 / count))
      const divisor = x.max(x.mul(sum.isScaled, x.of(count * power)), x.sub(one, sum.isScaled))
      return zipWith(sum, sum, (leaf) => x.div(x.mul(leaf, factor), divisor))
    },
  }
}
