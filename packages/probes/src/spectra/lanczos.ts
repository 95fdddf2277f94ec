import type { Operator } from '../operators/Operator.js'
import { unitVector } from '../random/unitVector.js'
import { allFinite } from '../vectors/allFinite.js'
import { dot } from '../vectors/dot.js'
import { norm } from '../vectors/norm.js'
import { orthogonalize } from '../vectors/orthogonalize.js'
import { times } from '../vectors/times.js'
import { type Eigen, symmetricEigen } from './symmetricEigen.js'

/** A Lanczos decomposition Qᵀ A Q = T, T tridiagonal. */
export interface Krylov {
  /** Orthonormal columns, one per step. */
  readonly basis: readonly Float64Array[]
  readonly alpha: readonly number[]
  /** β of each step; the last one couples the space to its complement. */
  readonly beta: readonly number[]
  readonly ritz: Eigen
  /**
   * The largest component of a product along columns where a symmetric operator has none, over
   * ‖T‖: noise, or asymmetry.
   */
  readonly defect: number
  /** Why the run ended; `exhausted`: the space is invariant. */
  readonly end: 'stopped' | 'maxSteps' | 'exhausted' | 'not finite'
  readonly matvecs: number
}

/** Options of {@link lanczos}. */
interface LanczosOptions {
  readonly start: Float64Array
  /** The product with the start, if it is known. */
  readonly first?: Float64Array | undefined
  readonly maxSteps: number
  /**
   * The seed of the new direction that the run continues with where the space is invariant, which
   * finds multiple eigenvalues. Default: it stops there.
   */
  readonly restart?: number
  /** The first step after which `stop` is evaluated. */
  readonly from?: number
  readonly stop?: (krylov: Krylov) => boolean
}

/** The eigenvalues and eigenvectors of the tridiagonal T. */
const ritzOf = (alpha: readonly number[], beta: readonly number[]): Eigen =>
  symmetricEigen(alpha.length, (i, j) =>
    i === j ? (alpha[i] as number) : i === j + 1 ? (beta[j] as number) : 0,
  )

/** A random unit vector orthogonal to the basis. */
const drawOrthogonal = (
  basis: readonly Float64Array[],
  seed: number,
  dim: number,
): Float64Array => {
  const v = unitVector(seed, basis.length, dim)
  orthogonalize(v, basis)
  return times(1 / norm(v), v)
}

const largestMagnitude = (numbers: Iterable<number>): number => {
  let most = 0
  for (const n of numbers) most = Math.max(most, Math.abs(n))
  return most
}

/**
 * Lanczos in float64; each vector is orthogonalized twice against all previous ones. Where
 * β <= 1e-10 ‖T‖ the space is invariant: the run stops, or continues with a new direction.
 *
 * Memory: one vector per step.
 */
export const lanczos = async (
  operator: Operator,
  { start, first, maxSteps, restart, from = 1, stop = () => false }: LanczosOptions,
): Promise<Krylov> => {
  const { dim } = operator
  const basis: Float64Array[] = []
  const alpha: number[] = []
  const beta: number[] = []
  let [stray, scale, q] = [0, 0, start]
  const at = (end: Krylov['end'], failed = 0): Krylov => ({
    basis,
    alpha,
    beta,
    ritz: ritzOf(alpha, beta),
    defect: scale === 0 ? 0 : stray / scale,
    end,
    matvecs: alpha.length + failed,
  })
  while (alpha.length < maxSteps) {
    const w = alpha.length === 0 && first !== undefined ? first.slice() : await operator.apply(q)
    if (!allFinite(w)) return at('not finite', 1)
    basis.push(q)
    const along = dot(q, w)
    const coefficients = orthogonalize(w, basis)
    stray = Math.max(stray, norm(coefficients.subarray(0, Math.max(0, basis.length - 2))))
    const rest = norm(w)
    scale = Math.max(scale, Math.abs(along), rest, largestMagnitude(beta))
    const broken = rest <= 1e-10 * scale || basis.length === dim
    alpha.push(along)
    beta.push(broken ? 0 : rest)
    if (broken && (restart === undefined || basis.length === dim)) return at('exhausted')
    if (alpha.length >= from) {
      const now = at('stopped')
      if (stop(now)) return now
    }
    q = broken ? drawOrthogonal(basis, restart as number, dim) : times(1 / rest, w)
  }
  return at('maxSteps')
}
