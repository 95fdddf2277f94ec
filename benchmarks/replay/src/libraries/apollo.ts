import { chain, counted, describeWhole, type Transform } from '@momenta/core'
import { moments, nextMoments } from './elementwise.js'
import type { Fields } from './fieldsOf.js'
import { decay, leavesWhere } from './parts.js'
import type { Rule } from './Rule.js'
import { oneNumber } from './wholeRule.js'

const isMatrix = (shape: readonly number[]): boolean => shape.length === 2

/** The gradient of a matrix in a random subspace, with the length of Adam's step there. */
const projected = (o: Fields): Transform => {
  if (o.text('projection_type') !== 'std')
    throw new RangeError('projection_type: only std is replayed')
  const draws = o.value('draws') as readonly (readonly number[])[]
  const [rank, every, scale] = [o.number('rank'), o.number('update_proj_gap'), o.number('scale')]
  const [b1 = 0, b2 = 0] = o.numbers('betas')
  const [eps, byChannel] = [o.number('eps'), o.text('scale_type') === 'channel']
  const numbers = { b1, c1: 1 - b1, b2, c2: 1 - b2, eps, tiny: 1e-8, most: 1.01 }
  const low = ([rows = 1, columns = 1]: readonly number[]) =>
    rows >= columns ? [rows, rank] : [rank, columns]
  return describeWhole({
    name: 'apollo',
    slots: {
      mu: { fill: 0, shape: low },
      nu: { fill: 0, shape: low },
      vectors: { fill: 0, shape: (leaf) => [Math.min(...leaf), rank] },
      norm: oneNumber,
    },
    hyper: {},
    init: () => ({ count: 0, drawn: 0 }),
    plan: ({ count, drawn }: { count: number; drawn: number }, { names }) => {
      const turns = count === 0 || (count + 1) % every === 0
      return {
        next: { count: count + 1, drawn: drawn + (turns ? 2 * names.length : 0) },
        plan: names.map((_, i) => ({
          scalars: {
            ...numbers,
            left: turns ? (draws[drawn + 2 * i] ?? []) : [],
            right: turns ? (draws[drawn + 2 * i + 1] ?? []) : [],
          },
          variant: { turns, first: count === 0 },
        })),
      }
    },
    leaf: (x, { updates: g, slots: s, scalars: k, variant }) => {
      const [rows = 1, columns = 1] = x.shapeOf(g)
      const right = rows >= columns
      const drawn = () => {
        const shape = right ? [rank, columns] : [rows, rank]
        const [matrix] = x.onHost(right ? k.right : k.left, (inputs) => [
          {
            shape,
            values: Float64Array.from(inputs, ({ values }) => (values[0] ?? 0) / Math.sqrt(rank)),
          },
        ])
        return right ? x.transpose(matrix as typeof g) : (matrix as typeof g)
      }
      const vectors = variant.turns ? drawn() : s.vectors
      const inside = right ? x.matmul(g, vectors) : x.matmul(x.transpose(vectors), g)
      const next = nextMoments(x, s, k, inside)
      const adam = x.div(next.mu, x.add(x.sqrt(next.nu), k.eps))
      const axis = right ? (rows < rank ? 0 : 1) : rank < columns ? 0 : 1
      const lengths = (a: typeof g) =>
        byChannel ? x.sqrt(x.sumOver(x.mul(a, a), [axis])) : x.norm(a)
      const scaled = x.mul(inside, x.div(lengths(adam), x.add(lengths(inside), k.tiny)))
      const norm = x.norm(scaled)
      const growth = x.div(x.max(x.div(norm, x.add(s.norm, k.tiny)), k.most), k.most)
      const limit = variant.first ? x.of(1) : growth
      const short = x.mul(x.of(Math.sqrt(scale) * scale), x.div(scaled, limit))
      return {
        updates: right ? x.matmul(short, x.transpose(vectors)) : x.matmul(vectors, short),
        slots: { ...next, vectors, norm: x.div(norm, limit) },
      }
    },
  })
}

/** APOLLO with the random subspaces that the reference drew, in the file. */
export const apollo: Rule = (o, { leaves }) => {
  const [b1 = 0, b2 = 0] = o.numbers('betas')
  const [lr, lambda, eps] = [o.number('lr'), o.number('weight_decay'), o.number('eps')]
  const [corrects, decoupled, fixed] = [
    o.flag('correct_bias'),
    o.flag('weight_decouple'),
    o.flag('fixed_decay'),
  ]
  const plain = counted({
    name: 'adam',
    slots: moments,
    hyper: {},
    scalars: () => ({ b1, c1: 1 - b1, b2, c2: 1 - b2, eps }),
    body: (x, { updates: g, slots, scalars: k }) => {
      const s = nextMoments(x, slots, k, g)
      return { updates: x.div(s.mu, x.add(x.sqrt(s.nu), k.eps)), slots: s }
    },
  })
  const last = counted({
    name: 'apolloStep',
    slots: {},
    hyper: {},
    scalars: (_, t) => {
      const step = lr * (corrects ? Math.sqrt(1 - b2 ** t) / (1 - b1 ** t) : 1)
      return { step, share: decoupled ? lambda * (fixed ? 1 : step) : 0 }
    },
    body: (x, { updates: u, params: p, scalars: k }) => {
      const moved = x.sub(p, x.mul(k.step, u))
      return { updates: x.sub(x.sub(moved, x.mul(k.share, moved)), p), slots: {} }
    },
  })
  const direction = chain(
    leavesWhere(projected(o), leaves, isMatrix),
    leavesWhere(plain, leaves, (shape) => !isMatrix(shape)),
  )
  return decoupled ? chain(direction, last) : chain(decay(lambda), direction, last)
}
