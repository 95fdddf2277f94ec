import { describeWhole } from '@momenta/core'
import type { Rule } from './Rule.js'

/** Nero of pytorch_optimizer: rows as neurons, centered and of length 1. */
export const nero: Rule = (o) => {
  const [lr, b, eps] = [o.number('lr'), o.number('beta'), o.number('eps')]
  const constraints = o.flag('constraints')
  return describeWhole({
    name: 'nero',
    slots: {
      nu: {
        fill: 0,
        shape: (shape) => (shape.length > 1 ? shape.map((n, i) => (i ? 1 : n)) : shape),
      },
      scale: { fill: 0, shape: (shape) => shape.map(() => 1) },
    },
    hyper: {},
    init: () => 0,
    plan: (count: number) => {
      const t = count + 1
      const scalars = { lr, b, c: 1 - b, eps, correct: 1 / (1 - b ** t) }
      return { next: t, plan: { scalars, variant: { first: t === 1 } } }
    },
    leaf: (x, { updates: g, params: p, slots: s, scalars: k, variant }) => {
      type L = typeof g
      const all = x.shapeOf(g).map((_, axis) => axis)
      const row = all.length > 1 ? all.slice(1) : []
      const squares = (a: L) => x.sumOver(x.mul(a, a), row)
      const constrained = (a: L) => {
        if (!constraints || row.length === 0) return a
        const centered = x.sub(a, x.meanOver(a, row))
        return x.div(centered, x.add(x.sqrt(squares(centered)), k.eps))
      }
      const from = variant.first ? constrained(p) : p
      const size = x.meanOver(x.sqrt(squares(from)), all)
      const positive = x.add(size, x.mul(x.sub(x.of(1), x.sign(size)), x.of(0.01)))
      const scale = variant.first ? positive : s.scale
      const nu = x.add(x.mul(k.b, s.nu), x.mul(k.c, squares(g)))
      const root = x.add(x.sqrt(x.mul(k.correct, nu)), k.eps)
      const step = x.mul(x.mul(k.lr, scale), x.div(g, root))
      return { updates: x.sub(constrained(x.sub(from, step)), p), slots: { nu, scale } }
    },
  })
}
