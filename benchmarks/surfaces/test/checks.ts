import type { Surface } from '@momenta/bench-surfaces'

export const gradientOf = (surface: Surface, x: ArrayLike<number>): Float64Array => {
  const out = new Float64Array(surface.dim)
  surface.gradient(x, out)
  return out
}

export const largest = (xs: ArrayLike<number>): number =>
  Array.from(xs).reduce((most, each) => Math.max(most, Math.abs(each)), 0)

export const gap = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  a.length === b.length ? largest(Array.from(a, (each, i) => each - (b[i] as number))) : Number.NaN
