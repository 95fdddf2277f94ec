import type { Oracle } from '@momenta/float64'

/** The parameters of the laws' problem: two leaves of different shape. */
export type Point = { readonly w: Float64Array; readonly b: Float64Array }

/** The initial parameters. */
export const start: Point = { w: Float64Array.of(1.5, -0.75, 0.25), b: Float64Array.of(2) }

/**
 * f = Σ (1 + i) (wᵢ − 1)²/2 + b²/8 + sin(3 w₀) b: curved in every direction, with leaves that
 * depend on each other.
 */
export const bowl: Oracle<Point> = ({ w, b }) => {
  const b0 = b[0] as number
  const w0 = w[0] as number
  const value =
    w.reduce((sum, x, i) => sum + ((1 + i) * (x - 1) ** 2) / 2, 0) +
    b0 ** 2 / 8 +
    Math.sin(3 * w0) * b0
  return {
    value,
    grads: {
      w: w.map((x, i) => (1 + i) * (x - 1) + (i === 0 ? 3 * Math.cos(3 * w0) * b0 : 0)),
      b: Float64Array.of(b0 / 4 + Math.sin(3 * w0)),
    },
  }
}
