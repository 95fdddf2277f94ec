import { givenOperator } from '../arguments/given.js'
import { known } from '../arguments/known.js'
import { unitVector } from '../random/unitVector.js'
import type { Cost } from '../records/Cost.js'
import { shown } from '../records/shown.js'
import { lostVector } from '../spectra/lostIn.js'
import { allFinite } from '../vectors/allFinite.js'
import { distance } from '../vectors/distance.js'
import { dot } from '../vectors/dot.js'
import { norm } from '../vectors/norm.js'
import { plus } from '../vectors/plus.js'
import { costOf } from './costOf.js'
import type { Operator } from './Operator.js'

/** Options of {@link checkOperator}. */
export interface CheckOptions {
  /** Another way to the same operator, as `centralDifferences`, to compare with. */
  readonly against?: Operator
  /** The relative deviation above which a check fails. Default 1e-2. */
  readonly tolerance?: number
  readonly seed?: number
}

/** What `checkOperator` found: relative deviations, and the faults by name. */
export interface Checkup extends Cost {
  /** ‖A u − A u‖/‖A u‖ of two calls: 0 for anything that is not random. */
  readonly repetition: number
  /** ‖A(u + 2 v) − A u − 2 A v‖ over the sum of the norms. */
  readonly linearity: number
  /** |uᵀA v − vᵀA u| over the norms of A u and A v. */
  readonly symmetry: number
  /** ‖A u − B u‖/‖A u‖ for the other operator B; null without one. */
  readonly agreement: number | null
  readonly finite: boolean
  readonly sound: boolean
  /** `random: …`, `not linear: …`, `asymmetric: …`, `disagrees: …`, `not finite: …`, `rounding: …`. */
  readonly faults: readonly string[]
  readonly matvecs: number
  readonly seed: number
}

const ratio = (a: number, b: number): number => (a === 0 ? 0 : a / b)

const advice =
  'switch dropout off, put normalisation into inference mode, and give the same batches in the same order'

/**
 * Checks what is promised of an operator: the same product twice, linearity, symmetry, finite numbers, and agreement with another way to compute it.
 *
 * Symmetry alone proves little: double backward through tanh in tfjs is wrong by a fifth and symmetric to 1e-8. Give `against`.
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
  options: CheckOptions = {},
): Promise<Checkup> => {
  givenOperator('checkOperator', operator)
  const {
    against,
    tolerance = 1e-2,
    seed = 0,
  } = known('checkOperator', options, { against: true, tolerance: true, seed: true })
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
  const lost = finite && nu > 0 ? norm(await lostVector(operator, u, nu)) / nu : 0
  const faults = [
    ...(operator.dim > 0 ? [] : ['empty: the operator has dimension 0']),
    ...(finite ? [] : ['not finite: a product holds NaN or infinity']),
    ...(repetition > tolerance
      ? [`random: the same product twice differs by ${shown(repetition)}; ${advice}`]
      : []),
    ...(linearity > tolerance
      ? [`not linear: by ${shown(linearity)}; take another step, or mind kinks`]
      : []),
    ...(symmetry > tolerance ? [`asymmetric: by ${shown(symmetry)}`] : []),
    ...(agreement !== null && agreement > tolerance
      ? [`disagrees: with ${against?.made.how} by ${shown(agreement)}`]
      : []),
    ...(lost > tolerance
      ? [
          `rounding: it may have changed a product by ${shown(lost)} of its norm; take a larger step, or use exact products`,
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
