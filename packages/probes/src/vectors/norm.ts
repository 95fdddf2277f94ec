import { dot } from './dot.js'

/** ‖a‖₂ in float64; scaled where squares would overflow or underflow. */
export const norm = (a: Float64Array): number => {
  const squares = dot(a, a)
  if (squares > 1e-280 && squares < Number.POSITIVE_INFINITY) return Math.sqrt(squares)
  let most = 0
  for (const n of a) most = Math.max(most, Math.abs(n))
  if (most === 0 || !Number.isFinite(most)) return most
  let sum = 0
  for (const n of a) sum += (n / most) ** 2
  return most * Math.sqrt(sum)
}
