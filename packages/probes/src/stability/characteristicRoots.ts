import { EigenvalueDecomposition, Matrix } from 'ml-matrix'

/**
 * The coefficients of the characteristic polynomial, from the highest power, with coefficient 1.
 */
const coefficientsOf = (k: number, b1: number, capacity: number): readonly number[] => {
  const gain = k * (1 - b1)
  if (capacity === 0) return [1, gain - 1 - b1, b1]
  // (z - 1)(z - b) z^(C-1) + gain (z^C + (1/C) (z^(C-1) + ... + 1)), of degree C + 1
  const shares = Array.from({ length: capacity + 2 }, (_, i) =>
    i === 0 ? 0 : i === 1 ? gain : gain / capacity,
  )
  const base = [1, -(1 + b1), b1]
  return shares.map((share, i) => share + (base[i] ?? 0))
}

/** The moduli of the roots at k = lr·λ, as eigenvalues of the companion matrix. */
export const characteristicRoots = (k: number, b1: number, capacity: number): readonly number[] => {
  const coefficients = coefficientsOf(k, b1, capacity).slice(1)
  const degree = coefficients.length
  const companion = Matrix.zeros(degree, degree)
  for (let i = 0; i < degree; i++) {
    companion.set(0, i, -(coefficients[i] as number))
    if (i > 0) companion.set(i, i - 1, 1)
  }
  const { realEigenvalues, imaginaryEigenvalues } = new EigenvalueDecomposition(companion)
  return realEigenvalues.map((re, i) => Math.hypot(re, imaginaryEigenvalues[i] as number))
}
