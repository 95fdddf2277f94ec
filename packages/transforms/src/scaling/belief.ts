import type { Arithmetic } from '@momenta/core'
import { type NuScalars, nuScalars } from './secondMoment.js'

/** The numbers of a step that AdaBelief's second moment needs. */
export type BeliefScalars = NuScalars & { readonly epsRoot: number }

export const beliefScalars = (
  b1: number,
  b2: number,
  eps: number,
  epsRoot: number,
  t: number,
): BeliefScalars => ({ ...nuScalars(b1, b2, eps, t), epsRoot })

/** v = β₂ v + (1 − β₂) (g − m)² + ε_root. */
export const nextBelief = <A>(
  x: Arithmetic<A>,
  nu: A,
  g: A,
  m: A,
  k: { readonly b2: A; readonly c2: A; readonly epsRoot: A },
): A => {
  const surprise = x.sub(g, m)
  return x.add(x.add(x.mul(k.b2, nu), x.mul(k.c2, x.mul(surprise, surprise))), k.epsRoot)
}
