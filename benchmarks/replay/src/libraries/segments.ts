import type { Schedule } from '@momenta/schedules'

type Shape = (from: number, to: number, share: number) => number

/** How a value moves from one boundary to the next. */
export const shapes: { readonly [name in 'constant' | 'linear' | 'cosine']: Shape } = {
  constant: (from) => from,
  linear: (from, to, share) => from + (to - from) * share,
  cosine: (from, to, share) => to + ((from - to) / 2) * (Math.cos(Math.PI * share) + 1),
}

/** Values that are multiplied at boundaries, and how they move between them. */
export const segments =
  (init: number, scales: readonly (readonly [number, number])[], shape: Shape): Schedule =>
  (step) => {
    let [from, value] = [0, init]
    for (const [boundary, scale] of scales) {
      const next = value * scale
      if (step < boundary) return shape(value, next, (step - from) / Math.max(boundary - from, 1))
      ;[from, value] = [boundary, next]
    }
    return value
  }
