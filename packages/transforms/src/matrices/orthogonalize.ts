import { describeWhole, type Transform } from '@momenta/core'
import {
  choice,
  defineFactory,
  type Factory,
  flag,
  list,
  number,
  type OptionsOf,
  ranges,
  structuralOptions,
} from '@momenta/options'
import { newtonSchulz } from './newtonSchulz.js'

/** The options of the iteration. */
const newtonSchulzOptions = {
  /** The number of iterations, a positive integer. Default 5. */
  steps: number(ranges.positiveCount, 5),
  /**
   * a, b, c of the polynomial a X + b X Xᵀ X + c (X Xᵀ)² X: three numbers for all iterations, or
   * three for each, of which the last are used. Default [3.4445, -4.775, 2.0315].
   */
  coefficients: list<number>(number(ranges.finite, 1), [3.4445, -4.775, 2.0315], {
    says: 'must be a list of three finite numbers, or of three for each iteration',
    holds: (items) => items.length > 0 && items.length % 3 === 0,
  }),
  /**
   * The scaling before the iteration: by the Frobenius norm, by the largest singular value, or in
   * the first iteration by the rows of X Xᵀ (`aol`) or by its norm (`schatten`). Default
   * 'frobenius'.
   */
  preconditioning: choice(['frobenius', 'spectral', 'aol', 'schatten'], 'frobenius'),
  /** ε >= 0 of that scaling. Default 1e-8. */
  eps: number(ranges.nonNegative, 1e-8),
  /** Whether ε is added to the norm, or is its minimum. Default 'added'. */
  epsIs: choice(['added', 'minimum'], 'added'),
}

const options = {
  ...newtonSchulzOptions,
  /** Multiplies by the sum of products with the update. Default false. */
  adaptive: flag(false),
  /**
   * The factor of the result: `columns` √max(1, columns/rows), `rows` √max(1, rows/columns), `rms`
   * 0.2 √max(rows, columns), or `none` 1. Default 'columns'.
   */
  factor: choice(['columns', 'rows', 'rms', 'none'], 'columns'),
  /** Multiplies the result, a finite number. Default 1. */
  strength: number(ranges.finite, 1),
  /** Whether the last axis of a leaf is the columns, or the first the rows. Default 'last'. */
  kept: choice(['last', 'first'], 'last'),
}

/** Options of {@link orthogonalize}. */
export interface OrthogonalizeOptions extends OptionsOf<typeof options> {}

const factors = {
  columns: (rows: number, columns: number) => Math.sqrt(Math.max(1, columns / rows)),
  rows: (rows: number, columns: number) => Math.sqrt(Math.max(1, rows / columns)),
  rms: (rows: number, columns: number) => 0.2 * Math.sqrt(Math.max(rows, columns)),
  none: () => 1,
}

/**
 * Replaces an update by the nearest matrix with orthonormal rows or columns, up to the accuracy of
 * a few Newton-Schulz iterations, which are matrix products alone: u' = s·NS(u). The direction of
 * Muon.
 *
 * A leaf with more than two axes is a matrix whose columns are its last axis (`kept`). Leaves
 * with fewer axes are unchanged; `partition` gives them another rule. State: none.
 * Hyperparameters: none.
 *
 * @throws RangeError if an option lies outside its range, TypeError if an option is unknown or of
 *   the wrong type.
 *
 * Source: Jordan et al. 2024, Muon; `optax.contrib.scale_by_muon`.
 *
 * @example
 * import { orthogonalize } from '@momenta/transforms'
 *
 * orthogonalize().map(({ name }) => name) // => ['orthogonalize']
 */
export const orthogonalize: Factory<OrthogonalizeOptions, Transform> = defineFactory(
  'orthogonalize',
  options,
  (given) => {
    const { adaptive, factor, strength, kept } = given
    return describeWhole({
      name: 'orthogonalize',
      only: (_, shape) => shape.length >= 2 && !shape.includes(0),
      slots: {},
      hyper: {},
      options: structuralOptions(options, given),
      init: () => null,
      plan: (host) => ({ next: host, plan: { scalars: {} } }),
      leaf: (x, { updates: u }) => {
        const shape = x.shapeOf(u)
        const size = shape.reduce((all, n) => all * n, 1)
        const columns = kept === 'last' ? (shape.at(-1) as number) : size / (shape[0] as number)
        const rows = size / columns
        const matrix = x.reshape(u, [rows, columns])
        const nearest = newtonSchulz(x, matrix, given)
        const scaled = x.mul(x.of(strength * factors[factor](rows, columns)), nearest)
        const result = adaptive ? x.mul(x.total(x.mul(matrix, nearest)), scaled) : scaled
        return { updates: x.reshape(result, shape), slots: {} }
      },
    })
  },
)
