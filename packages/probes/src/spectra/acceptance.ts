import { boundOf } from './boundOf.js'
import type { Krylov } from './lanczos.js'

/** Whether the residual bound of a pair is small for its eigenvalue. */
const isSmall = (krylov: Krylov, i: number, tolerance: number): boolean => {
  const { values } = krylov.ritz
  const scale = Math.max(Math.abs(values[0] as number), Math.abs(values.at(-1) as number))
  const size = Math.max(Math.abs(values[i] as number), 1e-3 * scale)
  return boundOf(krylov, i) <= tolerance * size
}

/**
 * Whether one of the two pairs after the first k has neither converged nor is separated from them.
 */
export const canOvertake = (
  krylov: Krylov,
  order: readonly number[],
  k: number,
  tolerance: number,
): boolean => {
  const { values } = krylov.ritz
  const last = values[order[k - 1] as number] as number
  const apart = (i: number) => Math.abs((values[i] as number) - last) > boundOf(krylov, i)
  return !order.slice(k, k + 2).every((i) => isSmall(krylov, i, tolerance) || apart(i))
}

/** Whether the first k pairs in an order can be accepted. */
export const isSettled = (
  krylov: Krylov,
  order: readonly number[],
  k: number,
  tolerance: number,
): boolean =>
  k === 0 ||
  (order.length >= k &&
    order.slice(0, k).every((i) => isSmall(krylov, i, tolerance)) &&
    !canOvertake(krylov, order, k, tolerance))

/** The indices of the Ritz pairs in decreasing and in increasing order of their values. */
export const ordersOf = ({
  alpha,
}: Krylov): { readonly down: readonly number[]; readonly up: readonly number[] } => {
  const down = alpha.map((_, i) => i)
  return { down, up: down.toReversed() }
}
