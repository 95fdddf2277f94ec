import type { WholeArithmetic } from '@momenta/core'

/** How a matrix is orthogonalized. */
export interface NewtonSchulz {
  readonly steps: number
  readonly coefficients: readonly number[]
  readonly preconditioning: 'frobenius' | 'spectral' | 'aol' | 'schatten'
  readonly eps: number
  readonly epsIs: 'added' | 'minimum'
}

/** A lower bound of divisors that may be 0, a normal number in float32. */
const tiny = 1e-30

const floor = 1e-8

/** Squarings of X Xᵀ: its powers approach the projection to the largest eigenvalue. */
const squarings = 28

/** The largest singular value, from the Gram matrix, by matrix products alone. */
const spectralNorm = <A>(x: WholeArithmetic<A>, gram: A): A => {
  const unit = (a: A) => x.div(a, x.max(x.norm(a), x.of(tiny)))
  let power = unit(gram)
  for (let i = 0; i < squarings; i++) power = unit(x.matmul(power, power))
  const trace = x.total(x.mul(power, x.eye(x.shapeOf(gram)[0] as number)))
  return x.sqrt(x.div(x.total(x.mul(gram, power)), x.max(trace, x.of(tiny))))
}

/** X and X Xᵀ at the start, scaled so that no singular value is larger than 1. */
const precondition = <A>(
  x: WholeArithmetic<A>,
  wide: A,
  { preconditioning, eps, epsIs }: NewtonSchulz,
): readonly [A, A] => {
  const gramOf = (a: A) => x.matmul(a, x.transpose(a))
  const rootOf = (sum: A) => x.div(x.of(1), x.sqrt(x.max(sum, x.of(floor))))
  if (preconditioning === 'frobenius' || preconditioning === 'spectral') {
    const norm = preconditioning === 'frobenius' ? x.norm(wide) : spectralNorm(x, gramOf(wide))
    const least = x.of(eps)
    const scaled = x.div(wide, epsIs === 'added' ? x.add(norm, least) : x.max(norm, least))
    return [scaled, gramOf(scaled)]
  }
  const gram = gramOf(wide)
  if (preconditioning === 'schatten') {
    const s = rootOf(x.norm(gram))
    return [x.mul(s, wide), x.mul(x.mul(s, s), gram)]
  }
  const s = rootOf(x.sumOver(x.abs(gram), [1]))
  return [x.mul(s, wide), x.mul(x.mul(s, gram), x.transpose(s))]
}

/**
 * The Newton-Schulz iteration X ← a X + (b G + c G²) X with G = X Xᵀ, which moves all singular
 * values towards 1. A tall matrix is transposed, so that G is as small as possible.
 */
export const newtonSchulz = <A>(x: WholeArithmetic<A>, matrix: A, how: NewtonSchulz): A => {
  const [rows = 0, columns = 0] = x.shapeOf(matrix)
  const { steps, coefficients } = how
  const triples = coefficients.length / 3
  const tall = rows > columns
  let [wide, gram] = precondition(x, tall ? x.transpose(matrix) : matrix, how)
  for (let i = 0; i < steps; i++) {
    const from = 3 * Math.max(0, Math.min(triples - 1, triples === 1 ? 0 : triples - steps + i))
    const [a = 0, b = 0, c = 0] = coefficients.slice(from, from + 3)
    if (i > 0) gram = x.matmul(wide, x.transpose(wide))
    const square = x.matmul(gram, gram)
    const inner = x.add(x.mul(x.of(b), gram), x.mul(x.of(c), square))
    wide = x.add(x.mul(x.of(a), wide), x.matmul(inner, wide))
  }
  return tall ? x.transpose(wide) : wide
}
