import type { Arithmetic } from '@momenta/core'

/** The numbers of a step that the second moment of Adam needs. */
export type NuScalars = {
  readonly b2: number
  readonly c2: number
  /** 1/(1 − β₁ᵗ) */
  readonly correction1: number
  /** 1/√(1 − β₂ᵗ) */
  readonly root2: number
  readonly eps: number
}

/**
 * ε, at least the smallest normal number of float32: if every gradient was 0, the update is 0 and
 * not 0/0, also for ε = 0. Such an ε does not change the sum with the root of any second moment
 * above 0.
 */
export const divisorEps = (eps: number): number => Math.max(eps, 2 ** -126)

/** These numbers at step t; with b1 = 0 the numerator is not corrected. */
export const nuScalars = (b1: number, b2: number, eps: number, t: number): NuScalars => ({
  b2,
  c2: 1 - b2,
  correction1: 1 / (1 - b1 ** t),
  root2: 1 / Math.sqrt(1 - b2 ** t),
  eps: divisorEps(eps),
})

/** v = β₂ v + (1 − β₂) x². */
export const nextNu = <A>(
  x: Arithmetic<A>,
  nu: A,
  of: A,
  k: { readonly b2: A; readonly c2: A },
): A => x.add(x.mul(k.b2, nu), x.mul(k.c2, x.mul(of, of)))

/** (m/(1 − β₁ᵗ)) / (√v/√(1 − β₂ᵗ) + ε). */
export const scaleMomentum = <A>(
  x: Arithmetic<A>,
  m: A,
  nu: A,
  k: { readonly correction1: A; readonly root2: A; readonly eps: A },
): A => x.div(x.mul(k.correction1, m), x.add(x.mul(x.sqrt(nu), k.root2), k.eps))
