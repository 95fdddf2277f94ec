import type { Transform, WholeArithmetic } from '@momenta/core'
import { averaged, squared } from './elementwise.js'
import { wholeRule } from './wholeRule.js'

const isMatrix = ({ length }: readonly number[]): boolean => length >= 2

/** A leaf's shape with length 1 at an axis counted from the end; one number for a vector. */
const along = (fromEnd: 1 | 2) => ({
  fill: 0,
  shape: (shape: readonly number[]): readonly number[] =>
    isMatrix(shape) ? shape.map((n, i) => (i === shape.length - fromEnd ? 1 : n)) : [],
})

/** Rows and columns of matrices, all of other leaves. */
const factored = {
  row: along(1),
  column: along(2),
  nu: {
    fill: 0,
    shape: (shape: readonly number[]): readonly number[] => (isMatrix(shape) ? [] : shape),
  },
} as const

type Moments<A> = { readonly row: A; readonly column: A; readonly nu: A }

/** The next factored averages of q, and the root of the second moment. */
const factoredRoot = <A>(
  x: WholeArithmetic<A>,
  s: Moments<A>,
  b: A,
  c: A,
  q: A,
): { readonly moments: Moments<A>; readonly root: A } => {
  const axes = x.shapeOf(q).length
  if (axes < 2) {
    const nu = averaged(x, b, c, s.nu, q)
    return { moments: { ...s, nu }, root: x.sqrt(nu) }
  }
  const row = averaged(x, b, c, s.row, x.meanOver(q, [axes - 1]))
  const column = averaged(x, b, c, s.column, x.meanOver(q, [axes - 2]))
  const share = x.div(row, x.meanOver(row, [axes - 2]))
  return { moments: { ...s, row, column }, root: x.mul(x.sqrt(share), x.sqrt(column)) }
}

/** a/max(1, rms(a)/max). */
const clippedRms = <A>(x: WholeArithmetic<A>, a: A, max: A): A => {
  const size = x.shapeOf(a).reduce((product, n) => product * n, 1)
  const rms = x.div(x.norm(a), x.of(Math.sqrt(size)))
  return x.div(a, x.max(x.div(rms, max), x.of(1)))
}

/**
 * Adafactor's scaling with the `ams_bound` of pytorch_optimizer: the maximum is of roots of second
 * moments, and it is divided by `bias` and rooted once more.
 */
export const boundedFactors = (
  scalars: (t: number) => { readonly b: number; readonly bias: number },
  eps: number,
): Transform =>
  wholeRule(
    { ...factored, most: 'zeros' },
    (t) => ({ ...scalars(t), c: 1 - scalars(t).b, eps }),
    (x, { updates: g, slots: s, scalars: k }) => {
      const { moments, root } = factoredRoot(x, s, k.b, k.c, x.add(squared(x, g), k.eps))
      const most = x.max(s.most, root)
      return { updates: x.div(g, x.sqrt(x.div(most, k.bias))), slots: { ...moments, most } }
    },
  )

/** CAME's momentum of clipped updates, and its confidence in it. */
export const confidence = (b1: number, b3: number, eps: number, max: number): Transform =>
  wholeRule(
    { mu: 'zeros', ...factored },
    () => ({ b1, c1: 1 - b1, b3, c3: 1 - b3, eps, max }),
    (x, { updates: u, slots: s, scalars: k }) => {
      const a = clippedRms(x, u, k.max)
      const mu = averaged(x, k.b1, k.c1, s.mu, a)
      if (x.shapeOf(u).length < 2) return { updates: mu, slots: { ...s, mu } }
      const q = x.add(squared(x, x.sub(a, mu)), k.eps)
      const { moments, root } = factoredRoot(x, s, k.b3, k.c3, q)
      return { updates: x.div(mu, root), slots: { ...moments, mu } }
    },
  )
