import { describeWhole, type Slot, type Transform } from '@momenta/core'
import {
  choice,
  defineFactory,
  describeOptions,
  type Factory,
  flag,
  hyperparameter,
  number,
  type OptionsOf,
  ranges,
} from '@momenta/options'
import { type LeafSteps, leafSteps, planLeafSteps } from '../scaling/leafSteps.js'
import { atMostFour } from './axes.js'
import { averageProducts, firstBases, rotate, rotateBack } from './bases.js'
import { matrixSlots, slotOf } from './matrixSlots.js'

const options = {
  /**
   * Whether it averages the gradients itself, or the updates are an average of gradients. Default
   * true.
   */
  averages: flag(true),
  /** β₁ of that average, in [0, 1). Default 0.9. */
  b1: hyperparameter(ranges.decay, 0.9),
  /** β₂ of the averages of products, in [0, 1). Default 0.999. */
  b2: hyperparameter(ranges.decay, 0.999),
  /** The bases are computed in every such step, a positive integer. Default 100. */
  every: number(ranges.positiveCount, 100),
  /** The factor of leaves that are not such matrices, a finite number. Default 0.001. */
  constant: hyperparameter(ranges.finite, 1e-3),
  /** Longer axes have no basis, a positive integer. Default 1024. */
  maxSize: number(ranges.positiveCount, 1024),
  /** Whether the products are those of the updates or of the raw gradients. Default 'updates'. */
  of: choice(['updates', 'grads'], 'updates'),
}

/** Options of {@link scaleBySplus}. */
export interface ScaleBySplusOptions extends OptionsOf<typeof options> {}

/**
 * SPlus: the sign of the momentum in the eigenbasis of Shampoo's matrices. For an m × n matrix with
 * L = avg(G Gᵀ), R = avg(Gᵀ G) and the eigenvectors Q, P of both in an earlier step: U' = 2/(m + n)
 * Q sign(Qᵀ M P) Pᵀ, M = avg(G).
 *
 * The bases are computed after the first step, in which they are the identity, and after every such
 * step. Leaves whose number of axes is not two, and those with a longer axis than `maxSize`, have
 * the factor `constant` in place of 2/(m + n); the former have no bases. Averages are not
 * corrected.
 *
 * Where eigenvalues of L or R are equal, as 0 in the first step if G has a low rank, their vectors
 * are some of many, and other libraries take others.
 *
 * Bases are computed in float64 on the host, with work cubic in the length of an axis. If L or R is
 * not finite, as in float32 for gradients above 1e18, the updates after it are NaN: clip them
 * before. State: one copy of the parameters and two square matrices for each axis of a matrix.
 * Hyperparameters: `b1`, `b2`, `constant`.
 *
 * @throws RangeError if an option lies outside its range, TypeError if an option is unknown or of
 *   the wrong type. From a step: Error if the backend cannot be read synchronously.
 *
 * Source: Frans, Levine and Abbeel, arXiv 2506.07254; `pytorch_optimizer.SPlus`.
 *
 * @example
 * import { scaleBySplus } from '@momenta/transforms'
 *
 * scaleBySplus().map(({ name }) => name) // => ['scaleBySplus']
 */
export const scaleBySplus: Factory<ScaleBySplusOptions, Transform> = defineFactory(
  'scaleBySplus',
  options,
  (given) => {
    const { averages, every, maxSize, of } = given
    const axesOf = (shape: readonly number[]): readonly number[] =>
      shape.length === 2 ? [0, 1].filter((axis) => (shape[axis] as number) <= maxSize) : []
    return describeWhole({
      name: 'scaleBySplus',
      role: 'preconditioner',
      only: (_, shape) => !shape.includes(0),
      slots: {
        ...(averages ? { mu: 'zeros' } : {}),
        ...matrixSlots('products', atMostFour, axesOf),
        ...matrixSlots('basis', atMostFour, axesOf),
      } as { readonly [slot: string]: Slot },
      ...describeOptions(options, given),
      init: leafSteps,
      plan: (host: LeafSteps, { names }, { b1 = 0, b2 = 0, constant = 0 }) => {
        const scalars = { b1, c1: 1 - b1, b: b2, c: 1 - b2, constant }
        return planLeafSteps('scaleBySplus', host, names, (t) => ({
          scalars,
          variant: { first: t === 1, turns: t === 1 || t % every === 0 },
        }))
      },
      leaf: (x, { updates: u, grads, slots: s, scalars: k, variant }) => {
        type A = typeof u
        const shape = x.shapeOf(u)
        const axes = axesOf(shape)
        const at = (name: string) => axes.map((axis) => s[slotOf(name, axis)] as A)
        const m = averages ? x.add(x.mul(k.b1, s.mu as A), x.mul(k.c1, u)) : u
        const products = averageProducts(x, axes, at('products'), of === 'grads' ? grads : u, k)
        const [bases, rotated] = variant.first ? [[], []] : [at('basis'), axes]
        const direction = rotateBack(x, rotated, bases, x.sign(rotate(x, rotated, bases, m)))
        const next = variant.turns ? firstBases(x, products) : at('basis')
        const [rows = 0, columns = 0] = shape
        const factor = axes.length === 2 ? x.of(2 / (rows + columns)) : k.constant
        return {
          updates: x.mul(factor, direction),
          slots: {
            ...s,
            ...(averages ? { mu: m } : {}),
            ...Object.fromEntries(
              axes.flatMap((axis, i) => [
                [slotOf('products', axis), products[i] as A],
                [slotOf('basis', axis), next[i] as A],
              ]),
            ),
          },
        }
      },
    })
  },
)
