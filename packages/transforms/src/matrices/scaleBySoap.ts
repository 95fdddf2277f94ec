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
import { divisorEps } from '../scaling/secondMoment.js'
import { atMostFour, mergedAxes } from './axes.js'
import { averageProducts, firstBases, rmsOf, rotate, rotateBack, turnBases } from './bases.js'
import { matrixSlots, slotOf } from './matrixSlots.js'

const options = {
  /**
   * Whether it averages the gradients itself, or the updates are an average of gradients. Default
   * true.
   */
  averages: flag(true),
  /** β₁ of that average, in [0, 1). Default 0.95. */
  b1: hyperparameter(ranges.decay, 0.95),
  /** β₂ of the second moment, in [0, 1). Default 0.95. */
  b2: hyperparameter(ranges.decay, 0.95),
  /** The decay of the averages of products, in [0, 1). Default 0.95. */
  shampooBeta: hyperparameter(ranges.decay, 0.95),
  /** ε >= 0, outside the root. Default 1e-8. */
  eps: hyperparameter(ranges.nonNegative, 1e-8),
  /** The bases turn in every such step, a positive integer. Default 10. */
  every: number(ranges.positiveCount, 10),
  /** Whether averages are corrected for their bias. Default true. */
  debias: flag(true),
  /** Divides the update of each leaf by its root mean square. Default false. */
  normalize: flag(false),
  /** Whether vectors have a basis, too. Default false. */
  vectors: flag(false),
  /** Longer axes have no basis, a positive integer. Default 1024. */
  maxSize: number(ranges.positiveCount, 1024),
  /**
   * Whether consecutive axes are one while their product is at most `maxSize`, as for kernels of
   * convolutions. Default false.
   */
  merge: flag(false),
  /**
   * Whether the second moment and the products are those of the updates or of the raw gradients.
   */
  of: choice(['updates', 'grads'], 'updates'),
}

/** Options of {@link scaleBySoap}. */
export interface ScaleBySoapOptions extends OptionsOf<typeof options> {}

/**
 * SOAP: Adam in the eigenbasis of Shampoo's matrices. For a matrix with L = avg(G Gᵀ), R = avg(Gᵀ
 * G) and their eigenvectors Q, P: v is the second moment of Qᵀ G P, and u' = Q (Qᵀ m P/(√v + ε))
 * Pᵀ.
 *
 * The first step only measures L and R, so u' = 0. Every few steps each basis takes one step of
 * power iteration, and v is reordered with it. A leaf with n axes has n bases, a vector without one
 * gets Adam. Of more than four axes, the first are one.
 *
 * Where eigenvalues of L or R are equal, as 0 in the first step if G has a low rank, their vectors
 * are some of many, and other libraries take others.
 *
 * Bases are computed in float64 on the host, with work cubic in the length of an axis. If L or R is
 * not finite, as in float32 for gradients above 1e18, the updates are NaN: clip them before. State:
 * two copies of the parameters and two square matrices for each axis. Hyperparameters: `b1`, `b2`,
 * `shampooBeta`, `eps`.
 *
 * @throws RangeError if an option lies outside its range, TypeError if an option is unknown or of
 *   the wrong type. From a step: Error if the backend cannot be read synchronously.
 *
 * Source: Vyas et al., arXiv 2409.11321; `pytorch_optimizer.SOAP`.
 *
 * @example
 * import { scaleBySoap } from '@momenta/transforms'
 *
 * scaleBySoap().map(({ name }) => name) // => ['scaleBySoap']
 */
export const scaleBySoap: Factory<ScaleBySoapOptions, Transform> = defineFactory(
  'scaleBySoap',
  options,
  (given) => {
    const { averages, every, debias, normalize, vectors, maxSize, merge, of } = given
    const shapeOf = (leaf: readonly number[]): readonly number[] =>
      atMostFour(merge ? mergedAxes(leaf, maxSize) : leaf)
    const axesOf = (leaf: readonly number[]): readonly number[] =>
      leaf.length < 2 && !vectors
        ? []
        : shapeOf(leaf).flatMap((n, axis) => (n > maxSize ? [] : [axis]))
    return describeWhole({
      name: 'scaleBySoap',
      role: 'preconditioner',
      only: (_, shape) => !shape.includes(0),
      slots: {
        ...(averages ? { mu: 'zeros' } : {}),
        nu: 'zeros',
        ...matrixSlots('products', shapeOf, axesOf),
        ...matrixSlots('basis', shapeOf, axesOf),
      } as { readonly [slot: string]: Slot },
      ...describeOptions(options, given),
      init: leafSteps,
      plan: (host: LeafSteps, { names }, { b1 = 0, b2 = 0, shampooBeta: b = 0, eps = 0 }) => {
        const own = averages ? b1 : 0
        const scalars = { b1: own, c1: 1 - own, b2, c2: 1 - b2, b, c: 1 - b, eps: divisorEps(eps) }
        return planLeafSteps('scaleBySoap', host, names, (t) => {
          const moved = Math.max(t - 1, 1)
          const correction = debias ? Math.sqrt(1 - b2 ** moved) / (1 - own ** moved) : 1
          return {
            scalars: { ...scalars, correction },
            variant: { first: t === 1, turns: t > 1 && (t - 1) % every === 0 },
          }
        })
      },
      leaf: (x, { updates, grads, slots: s, scalars: k, variant }) => {
        const whole = x.shapeOf(updates)
        const shape = shapeOf(whole)
        const flat = (a: typeof updates) => x.reshape(a, shape)
        const back = (a: typeof updates) => x.reshape(a, whole)
        const axes = axesOf(whole)
        const at = (name: 'products' | 'basis') =>
          axes.map((axis) => s[slotOf(name, axis)] as typeof updates)
        const matrices = (
          products: readonly (typeof updates)[],
          bases: readonly (typeof updates)[],
        ) =>
          Object.fromEntries(
            axes.flatMap((axis, i) => [
              [slotOf('products', axis), products[i] as typeof updates],
              [slotOf('basis', axis), bases[i] as typeof updates],
            ]),
          )
        const g = flat(of === 'grads' ? grads : updates)
        const products = averageProducts(x, axes, at('products'), g, k)
        if (variant.first)
          return {
            updates: x.of(0),
            slots: { ...s, ...matrices(products, firstBases(x, products)) },
          }
        const bases = at('basis')
        const m = averages
          ? x.add(x.mul(k.b1, flat(s.mu as typeof updates)), x.mul(k.c1, flat(updates)))
          : flat(updates)
        const rotated = rotate(x, axes, bases, g)
        const v = x.add(
          x.mul(k.b2, flat(s.nu as typeof updates)),
          x.mul(k.c2, x.mul(rotated, rotated)),
        )
        const scaled = x.div(rotate(x, axes, bases, m), x.add(x.sqrt(v), k.eps))
        const direction = rotateBack(x, axes, bases, scaled)
        const unit = normalize ? x.div(direction, x.add(rmsOf(x, direction), k.eps)) : direction
        const next = variant.turns ? turnBases(x, axes, products, bases, v) : { bases, v }
        return {
          updates: back(x.mul(k.correction, unit)),
          slots: {
            ...s,
            ...matrices(products, next.bases),
            ...(averages ? { mu: back(m) } : {}),
            nu: back(next.v),
          },
        }
      },
    })
  },
)
