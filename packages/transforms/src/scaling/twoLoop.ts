/** A combination of the gradient and the stored differences, which direction it is. */
export type Combination = {
  readonly g: number
  readonly s: readonly number[]
  readonly y: readonly number[]
}

/** The inner products of the gradient g and the pairs (s, y), by the index of a pair. */
export interface Products {
  readonly sg: readonly number[]
  readonly yg: readonly number[]
  /** ⟨sᵢ, yⱼ⟩ at index i m + j. */
  readonly sy: readonly number[]
  /** ⟨yᵢ, yⱼ⟩. */
  readonly yy: readonly number[]
}

/**
 * The product of the inverse Hessian of L-BFGS and the gradient: the two-loop recursion on inner
 * products instead of vectors.
 *
 * @param order - The stored pairs, the oldest first.
 * @param gamma - The scale of the initial Hessian.
 */
export const twoLoop = (
  order: readonly number[],
  gamma: number,
  { sg, yg, sy, yy }: Products,
): Combination => {
  const m = sg.length
  const s = Array<number>(m).fill(0)
  const y = Array<number>(m).fill(0)
  const alpha = Array<number>(m).fill(0)
  const at = (list: readonly number[], i: number): number => list[i] as number
  /** ρ = 1/⟨s, y⟩, 0 for a pair without curvature. */
  const rho = (i: number): number => (at(sy, i * m + i) === 0 ? 0 : 1 / at(sy, i * m + i))
  for (const i of order.toReversed()) {
    let product = at(sg, i)
    for (const j of order) product += at(y, j) * at(sy, i * m + j)
    alpha[i] = rho(i) * product
    y[i] = -alpha[i]
  }
  for (const i of order) y[i] = gamma * at(y, i)
  for (const i of order) {
    let product = gamma * at(yg, i)
    for (const j of order) product += at(y, j) * at(yy, i * m + j) + at(s, j) * at(sy, j * m + i)
    s[i] = at(alpha, i) - rho(i) * product
  }
  return { g: gamma, s, y }
}
