import { describeWhole, exp, type WholeArithmetic } from '@momenta/core'
import type { Rule } from './Rule.js'

/** A leaf with more than one axis as a matrix. */
const matrixOf = (shape: readonly number[]): readonly [number, number] | undefined =>
  shape.length < 2
    ? undefined
    : [shape[0] as number, shape.slice(1).reduce((size, n) => size * n, 1)]

const slot = (
  of: (matrix: readonly [number, number]) => readonly number[],
  other: 'whole' | 'none',
) => ({
  fill: 0,
  shape: (shape: readonly number[]) => {
    const matrix = matrixOf(shape)
    if (matrix !== undefined) return of(matrix)
    return other === 'whole' ? shape : [1]
  },
})

const softmax = <A>(x: WholeArithmetic<A>, a: A): A => {
  const powers = exp(x, a)
  return x.div(powers, x.sumOver(powers, [0, 1]))
}

/** Adalite of pytorch_optimizer: both moments are factored. */
export const adalite: Rule = (o) => {
  const [b1 = 0, b2 = 0] = o.numbers('betas')
  const [lr, decay, tau] = [o.number('lr'), o.number('weight_decay'), o.number('tau')]
  const [eps1, eps2] = [o.number('eps1'), o.number('eps2')]
  const [normMin, ratioMin] = [o.number('g_norm_min'), o.number('ratio_min')]
  const [decoupled, fixed] = [o.flag('weight_decouple'), o.flag('fixed_decay')]
  const coupled = decoupled ? 0 : decay
  const shrinks = decoupled ? decay * (fixed ? 1 : lr) : 0
  return describeWhole({
    name: 'adalite',
    slots: {
      m: slot(() => [1], 'whole'),
      v: slot(() => [1], 'whole'),
      row: slot(([r]) => [r, 1], 'none'),
      column: slot(([, c]) => [1, c], 'none'),
      momentRow: slot(([, c]) => [1, c], 'none'),
      momentColumn: slot(([r]) => [r, 1], 'none'),
      mu: slot(() => [1, 1], 'none'),
    },
    hyper: {},
    init: () => 0,
    plan: (count: number) => {
      const correct = 1 / (1 - b2 ** (count + 1))
      const scalars = { b1, c1: 1 - b1, b2, c2: 1 - b2, correct, lr, coupled, shrinks, eps1, eps2 }
      return { next: count + 1, plan: { scalars } }
    },
    leaf: (x, { updates, params, slots: s, scalars: k }) => {
      type L = typeof updates
      const shape = x.shapeOf(updates)
      const matrix = matrixOf(shape)
      const inShape = (a: L) => (matrix === undefined ? a : x.reshape(a, matrix))
      const p = inShape(params)
      const raw = x.add(inShape(updates), x.mul(k.coupled, p))
      const ratio = x.max(x.div(x.norm(p), x.max(x.norm(raw), x.of(normMin))), x.of(ratioMin))
      const g = shape.reduce((sum, n) => sum + n, 0) > 1 ? x.mul(raw, ratio) : raw
      const average = (b: L, c: L, old: L, now: L) => x.add(x.mul(b, old), x.mul(c, now))
      const square = (a: L) => x.mul(a, a)
      const moments = (oldM: L, oldV: L) => {
        const m = average(k.b1, k.c1, oldM, g)
        return { m, v: average(k.b2, k.c2, oldV, square(x.sub(g, m))) }
      }
      const step = (m: L, v: L) => {
        const root = x.sqrt(x.add(x.mul(k.correct, v), k.eps1))
        const direction = x.div(average(k.b1, k.c1, m, g), root)
        const u = x.neg(x.add(x.mul(k.lr, direction), x.mul(k.shrinks, p)))
        return matrix === undefined ? u : x.reshape(u, shape)
      }
      if (matrix === undefined) {
        const { m, v } = moments(s.m, s.v)
        return { updates: step(m, v), slots: { ...s, m, v } }
      }
      const total = (a: L) => x.sumOver(a, [0, 1])
      const oldV = x.div(x.mul(s.row, s.column), x.max(total(s.row), k.eps2))
      const { m: plain, v } = moments(x.mul(x.mul(s.momentColumn, s.mu), s.momentRow), oldV)
      const [rows, columns] = [x.meanOver(v, [1]), x.meanOver(v, [0])]
      const weights = x.sub(x.of(1), x.mul(softmax(x, rows), softmax(x, columns)))
      const m = x.add(plain, x.mul(weights, x.sub(g, plain)))
      const warm = (a: L) => softmax(x, x.mul(a, x.of(1 / tau)))
      const momentColumn = x.sumOver(x.mul(m, warm(columns)), [1])
      const momentRow = x.sumOver(x.mul(m, warm(rows)), [0])
      const size = x.mul(total(square(momentColumn)), total(square(momentRow)))
      const mu = x.div(total(x.mul(m, x.mul(momentColumn, momentRow))), x.max(size, k.eps2))
      const row = x.sumOver(v, [1])
      const column = x.div(x.sumOver(v, [0]), x.max(total(v), k.eps2))
      return {
        updates: step(m, v),
        slots: { ...s, row, column, momentRow, momentColumn, mu },
      }
    },
  })
}
