import { number, type OptionsOf, optional, ranges, readOptions, value } from '@momenta/options'
import { expectOperator, isOperator } from '../arguments/expect.js'
import { unitVector } from '../random/unitVector.js'
import type { Cost } from '../records/Cost.js'
import { formatNumber } from '../records/formatNumber.js'
import { productRounding } from '../spectra/rounding.js'
import { allFinite } from '../vectors/allFinite.js'
import { distance } from '../vectors/distance.js'
import { dot } from '../vectors/dot.js'
import { norm } from '../vectors/norm.js'
import { plus } from '../vectors/plus.js'
import { costOf } from './costOf.js'
import type { Operator } from './Operator.js'

const options = {
  /** Another way to compute the same operator, such as `centralDifferences`, to compare with. */
  against: optional(
    value<Operator>(
      'must be an operator, as returned by centralDifferences(objective)',
      isOperator,
    ),
  ),
  /** The relative deviation above which a check fails. Default 1e-2. */
  tolerance: number(ranges.positive, 1e-2),
  /** Seed of the vectors. Default 0. */
  seed: number(ranges.integer, 0),
}

/** Options of {@link checkOperator}. */
export interface CheckOperatorOptions extends OptionsOf<typeof options> {}

/** The result of `checkOperator`: relative deviations, and the faults by name. */
export interface OperatorCheck extends Cost {
  /** ‖A u − A u‖/‖A u‖ of two calls: 0 unless the loss is random. */
  readonly repetition: number
  /** ‖A(u + 2 v) − A u − 2 A v‖ over the sum of the norms. */
  readonly linearity: number
  /** |uᵀA v − vᵀA u| over the norms of A u and A v. */
  readonly symmetry: number
  /** ‖A u − B u‖/‖A u‖ for the other operator B; null without one. */
  readonly agreement: number | null
  readonly finite: boolean
  readonly sound: boolean
  /**
   * `random: …`, `not linear: …`, `asymmetric: …`, `disagrees: …`, `not finite: …`, `rounding: …`.
   */
  readonly faults: readonly string[]
  readonly matvecs: number
  readonly seed: number
}

const ratio = (a: number, b: number): number => (a === 0 ? 0 : a / b)

const advice =
  'switch dropout off, put normalisation into inference mode, and give the same batches in the same order'

/**
 * Checks an operator: repeated products, linearity, symmetry, finite numbers, and agreement with
 * another way to compute it.
 *
 * Symmetry alone proves little: double backward through tanh in tfjs is wrong by a fifth and
 * symmetric to 1e-8. Give `against`.
 *
 * @example
 * import { checkOperator, operatorOf, quadratic } from '@momenta/probes'
 *
 * (await checkOperator(quadratic({ spectrum: [3, 2, 1], seed: 1 }))).sound // => true
 * const turned = operatorOf({ dim: 2, product: ([a, b]) => Float64Array.of(-b, a) })
 * const { faults } = await checkOperator(turned)
 * faults[0].startsWith('asymmetric') // => true
 */
export const checkOperator = async (
  operator: Operator,
  given: CheckOperatorOptions = {},
): Promise<OperatorCheck> => {
  expectOperator('checkOperator', operator)
  const { against, tolerance, seed } = readOptions('checkOperator', options, [given])
  const [u, v] = [1, 2].map((i) => unitVector(seed, i, operator.dim)) as [
    Float64Array,
    Float64Array,
  ]
  const au = await operator.apply(u)
  const again = await operator.apply(u)
  const av = await operator.apply(v)
  const both = await operator.apply(plus(u, 2, v))
  const other = await against?.apply(u)
  const [nu, nv] = [norm(au), norm(av)]
  const repetition = ratio(distance(au, again), nu)
  const linearity = ratio(distance(both, plus(au, 2, av)), norm(both) + nu + 2 * nv)
  const symmetry = ratio(Math.abs(dot(u, av) - dot(v, au)), nu + nv)
  const agreement = other === undefined ? null : ratio(distance(au, other), nu)
  const finite = [au, again, av, both, ...(other === undefined ? [] : [other])].every(allFinite)
  const lost = finite && nu > 0 ? norm(await productRounding(operator, u, nu)) / nu : 0
  const faults = [
    ...(operator.dim > 0 ? [] : ['empty: the operator has dimension 0']),
    ...(finite ? [] : ['not finite: a product holds NaN or infinity']),
    ...(repetition > tolerance
      ? [`random: the same product twice differs by ${formatNumber(repetition)}; ${advice}`]
      : []),
    ...(linearity > tolerance
      ? [`not linear: by ${formatNumber(linearity)}; take another step; there may be kinks`]
      : []),
    ...(symmetry > tolerance ? [`asymmetric: by ${formatNumber(symmetry)}`] : []),
    ...(agreement !== null && agreement > tolerance
      ? [`disagrees: with ${against?.provenance.how} by ${formatNumber(agreement)}`]
      : []),
    ...(lost > tolerance
      ? [
          `rounding: it may have changed a product by ${formatNumber(lost)} of its norm; take a larger step, or use exact products`,
        ]
      : []),
  ]
  return {
    repetition,
    linearity,
    symmetry,
    agreement,
    finite,
    sound: faults.length === 0,
    faults,
    seed,
    ...costOf([operator, 4], ...(against === undefined ? [] : [[against, 1] as const])),
  }
}
