import { describeWhole, type Transform } from '@momenta/core'
import {
  defineFactory,
  describeOptions,
  type Factory,
  hyperparameter,
  type OptionsOf,
  ranges,
} from '@momenta/options'
import { factoredAxes, unused, without } from './factoredAxes.js'
import { divisorEps } from './secondMoment.js'

const options = {
  /** β₁, the decay of the momentum, in [0, 1). Default 0.9. */
  b1: hyperparameter(ranges.decay, 0.9),
  /** β₂, the decay of the second moment, in [0, 1). Default 0.999. */
  b2: hyperparameter(ranges.decay, 0.999),
  /** β₃, the decay of the instability, in [0, 1). Default 0.9999. */
  b3: hyperparameter(ranges.decay, 0.9999),
  /** ε₁ >= 0, added to the squares of gradients. Default 1e-30. */
  eps: hyperparameter(ranges.nonNegative, 1e-30),
  /** ε₂ >= 0, added to the squares of the instability. Default 1e-16. */
  instabilityEps: hyperparameter(ranges.nonNegative, 1e-16),
  /** The maximum root mean square of the scaled gradient of a leaf, > 0. Default 1. */
  max: hyperparameter(ranges.positive, 1),
}

/** Options of {@link scaleByCame}. */
export interface ScaleByCameOptions extends OptionsOf<typeof options> {}

const matrixAxes = (shape: readonly number[]) => factoredAxes(shape, { axes: 'last', minSize: 0 })

const along = (which: 0 | 1) => ({
  fill: 0,
  shape: (shape: readonly number[]) => {
    const axes = matrixAxes(shape)
    return axes === undefined ? unused(shape) : without(shape, axes[which])
  },
})

/**
 * CAME: Adafactor's scaling, a momentum, and a factored confidence in it.
 *
 * With q = u² + ε₁: R and C are averages (β₂) of the means of q over the last axis and over the one
 * before; a = u/√(R C/mean(R)), a/max(1, rms(a)/max); m = β₁ m + (1 − β₁) a. With q' = (a − m)² +
 * ε₂ and R', C' (β₃) of q': u' = m/√(R' C'/mean(R')). Leaves with fewer than two axes keep V = β₂ V
 * + (1 − β₂) q, and u' = m.
 *
 * State: one copy of the parameters, two rows and two columns for each matrix of a leaf with two
 * axes or more, else two copies. Hyperparameters: all options. In float32 the squares of gradients
 * above 1e18 overflow, and the updates of such a leaf are NaN: clip them before.
 *
 * @throws RangeError if an option lies outside its range, TypeError if an option is unknown or of
 *   the wrong type.
 *
 * Source: Luo et al., arXiv 2307.02047; `pytorch_optimizer.CAME`.
 *
 * @example
 * import { scaleByCame } from '@momenta/transforms'
 *
 * scaleByCame().map(({ name }) => name) // => ['scaleByCame']
 */
export const scaleByCame: Factory<ScaleByCameOptions, Transform> = defineFactory(
  'scaleByCame',
  options,
  (given) =>
    describeWhole({
      name: 'scaleByCame',
      slots: {
        mu: 'zeros',
        row: along(0),
        column: along(1),
        instabilityRow: along(0),
        instabilityColumn: along(1),
        nu: { fill: 0, shape: (shape) => (matrixAxes(shape) ? unused(shape) : shape) },
      },
      ...describeOptions(options, given),
      init: () => null,
      plan: (host, _, { b1 = 0, b2 = 0, b3 = 0, eps = 0, instabilityEps = 0, max = 1 }) => ({
        next: host,
        plan: {
          scalars: {
            b1,
            c1: 1 - b1,
            b2,
            c2: 1 - b2,
            b3,
            c3: 1 - b3,
            eps: divisorEps(eps),
            instabilityEps: divisorEps(instabilityEps),
            perMax: 1 / max,
          },
        },
      }),
      leaf: (x, { updates: u, slots: s, scalars: k }) => {
        type L = typeof u
        const average = (b: L, c: L, old: L, now: L) => x.add(x.mul(b, old), x.mul(c, now))
        const shape = x.shapeOf(u)
        const all = shape.map((_, axis) => axis)
        const axes = matrixAxes(shape)
        /** √(R C/mean(R)) of the next averages. */
        const factor = (
          b: L,
          c: L,
          row: L,
          column: L,
          q: L,
          [first, second]: readonly number[],
        ) => {
          const r = average(b, c, row, x.meanOver(q, [first as number]))
          const cs = average(b, c, column, x.meanOver(q, [second as number]))
          const share = x.div(r, x.meanOver(r, [second as number]))
          return { r, cs, root: x.mul(x.sqrt(share), x.sqrt(cs)) }
        }
        const clipped = (a: L) => {
          const rms = x.sqrt(x.meanOver(x.mul(a, a), all))
          return x.div(a, x.max(x.mul(rms, k.perMax), x.of(1)))
        }
        const q = x.add(x.mul(u, u), k.eps)
        if (axes === undefined) {
          const nu = average(k.b2, k.c2, s.nu, q)
          const mu = average(k.b1, k.c1, s.mu, clipped(x.div(u, x.sqrt(nu))))
          return { updates: mu, slots: { ...s, nu, mu } }
        }
        const moment = factor(k.b2, k.c2, s.row, s.column, q, axes)
        const a = clipped(x.div(u, moment.root))
        const mu = average(k.b1, k.c1, s.mu, a)
        const off = x.sub(a, mu)
        const squares = x.add(x.mul(off, off), k.instabilityEps)
        const confidence = factor(k.b3, k.c3, s.instabilityRow, s.instabilityColumn, squares, axes)
        return {
          updates: x.div(mu, confidence.root),
          slots: {
            ...s,
            mu,
            row: moment.r,
            column: moment.cs,
            instabilityRow: confidence.r,
            instabilityColumn: confidence.cs,
          },
        }
      },
    }),
)
