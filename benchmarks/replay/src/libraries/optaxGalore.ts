import { chain, describeWhole, type Matrix } from '@momenta/core'
import { scaleBySecondMoment } from '@momenta/transforms'
import * as t from 'io-ts'
import { decodedAs } from '../decodedAs.js'
import { averaged, squared } from './elementwise.js'
import { eigen } from './matrixPower.js'
import { both, decay, firstMoment, leavesWhere, rate } from './parts.js'
import type { Rule } from './Rule.js'

const Options = t.record(t.string, t.unknown)
const ScaleByAdam = t.type({ name: t.literal('optax.scale_by_adam'), options: Options })

const isMatrix = (shape: readonly number[]): boolean => shape.length === 2

/** The r leading eigenvectors of a symmetric matrix as columns. */
const leading = (matrix: Matrix, r: number): Matrix => {
  const { values, vectors } = eigen(matrix)
  const order = values.map((_, i) => i).sort((i, j) => (values[j] ?? 0) - (values[i] ?? 0))
  const chosen = order.slice(0, r).map((i) => vectors[i] ?? [])
  const rows = values.map((_, row) => chosen.map((vector) => vector[row] ?? 0))
  return { shape: [values.length, r], values: Float64Array.from(rows.flat()) }
}

/**
 * GaLore as Optax has it: of a matrix with at least as many rows as columns the leading left
 * singular vectors, so that the moments are those of a matrix with the shorter axis and the rank.
 * `galore` projects the other axis, as pytorch_optimizer does.
 */
export const optaxGalore: Rule = (o, { leaves }) => {
  if (o.has('weight_dimension_numbers') && o.value('weight_dimension_numbers') !== null)
    throw new RangeError('weight_dimension_numbers: only null is replayed')
  const given = o.value('base_optimizer') ?? undefined
  const base = given === undefined ? {} : decodedAs('base_optimizer', ScaleByAdam, given).options
  const number = (name: string, byDefault: number) => {
    const found = base[name]
    return typeof found === 'number' ? found : byDefault
  }
  const [b1, b2, eps] = [number('b1', 0.9), number('b2', 0.999), number('eps', 1e-8)]
  if (number('eps_root', 0) !== 0 || base.nesterov === true)
    throw new RangeError('base_optimizer: only with eps_root 0 and without nesterov')
  const [rank, every, scale] = [o.number('rank'), o.number('update_proj_gap'), o.number('scale')]
  /** The lengths of the axis that is projected and of the other, and the rank. */
  const sizes = ([rows = 1, columns = 1]: readonly number[]) => {
    const tall = rows >= columns
    return [tall ? rows : columns, tall ? columns : rows, Math.min(rank, rows, columns)] as const
  }
  const low = (shape: readonly number[]) => [sizes(shape)[2], sizes(shape)[1]]
  const basis = (shape: readonly number[]) => [sizes(shape)[0], sizes(shape)[2]]
  const slots = {
    mu: { fill: 0, shape: low },
    nu: { fill: 0, shape: low },
    basis: { fill: 0, shape: basis },
  }
  const projected = describeWhole({
    name: 'optaxGalore',
    slots,
    hyper: {},
    init: () => 0,
    plan: (count: number) => ({
      next: count + 1,
      plan: {
        scalars: {
          ...{ b1, c1: 1 - b1, b2, c2: 1 - b2, eps, scale },
          ...{ first: 1 - b1 ** (count + 1), second: 1 - b2 ** (count + 1) },
        },
        variant: { turns: count % every === 0 },
      },
    }),
    leaf: (x, { updates: u, slots: s, scalars: k, variant }) => {
      type A = typeof u
      const shape = x.shapeOf(u)
      const [rows = 1, columns = 1] = shape
      const upright = (a: A) => (rows < columns ? x.transpose(a) : a)
      const g = upright(u)
      const vectors = (): A =>
        x.onHost([x.matmul(g, x.transpose(g))], ([products]) =>
          products === undefined ? [] : [leading(products, sizes(shape)[2])],
        )[0] as A
      const q = variant.turns ? vectors() : s.basis
      const r = x.matmul(x.transpose(q), g)
      const mu = averaged(x, k.b1, k.c1, s.mu, r)
      const nu = averaged(x, k.b2, k.c2, s.nu, squared(x, r))
      const root = x.add(x.sqrt(x.div(nu, k.second)), k.eps)
      const direction = x.mul(k.scale, x.matmul(q, x.div(x.div(mu, k.first), root)))
      return { updates: upright(direction), slots: { mu, nu, basis: q } }
    },
  })
  const adam = both(firstMoment(b1), scaleBySecondMoment({ b2, eps, of: 'grads' }))
  return chain(
    leavesWhere(projected, leaves, isMatrix),
    leavesWhere(adam, leaves, (shape) => !isMatrix(shape)),
    decay(o.rate('weight_decay')),
    rate(o.rate('learning_rate')),
  )
}
