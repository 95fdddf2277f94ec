import type { Matrix, WholeArithmetic } from '@momenta/core'
import { type LineReducer, reduceAxes, reducedShape } from '@momenta/core/program'
import { sizeOf } from '../shapes.js'
import { elementwise } from './elementwise.js'
import { norm } from './norm.js'

const scalar = (n: number): Matrix => ({ shape: [], values: Float64Array.of(n) })

const each = ({ shape, values }: Matrix, f: (n: number) => number): Matrix => ({
  shape,
  values: values.map(f),
})

/** For each element of a shape the index of the element of another that is broadcast to it. */
const indicesOf = (from: readonly number[], to: readonly number[]): Int32Array => {
  const padded = [...Array<number>(to.length - from.length).fill(1), ...from]
  const indices = new Int32Array(sizeOf(to))
  for (let i = 0; i < indices.length; i++) {
    let [rest, index, stride] = [i, 0, 1]
    for (let axis = to.length - 1; axis >= 0; axis--) {
      const [extent, own] = [to[axis] as number, padded[axis] as number]
      if (own > 1) index += (rest % extent) * stride
      rest = Math.floor(rest / extent)
      stride *= own
    }
    indices[i] = index
  }
  return indices
}

const same = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((n, i) => n === b[i])

/** A leaf in another shape, by repeating axes of length 1. */
export const spread = (a: Matrix, shape: readonly number[]): Matrix =>
  same(a.shape, shape)
    ? a
    : { shape, values: Float64Array.from(indicesOf(a.shape, shape), (i) => a.values[i] as number) }

const joint = (a: readonly number[], b: readonly number[]): readonly number[] => {
  const [long, short] = a.length < b.length ? [b, a] : [a, b]
  const shift = long.length - short.length
  return long.map((n, axis) => {
    const other = axis < shift ? 1 : (short[axis - shift] as number)
    if (n !== other && n !== 1 && other !== 1)
      throw new RangeError(`float64: shapes [${a.join(', ')}] and [${b.join(', ')}] do not match`)
    return n === 1 ? other : n
  })
}

const pairwise =
  (f: (a: number, b: number) => number) =>
  (a: Matrix, b: Matrix): Matrix => {
    const shape = joint(a.shape, b.shape)
    const [left, right] = [spread(a, shape).values, spread(b, shape).values]
    return { shape, values: left.map((n, i) => f(n, right[i] as number)) }
  }

const matmul = (a: Matrix, b: Matrix): Matrix => {
  const [m = 0, k = 0] = a.shape
  const [inner = 0, n = 0] = b.shape
  if (a.shape.length !== 2 || b.shape.length !== 2 || k !== inner)
    throw new RangeError(
      `float64: matmul of shapes [${a.shape.join(', ')}] and [${b.shape.join(', ')}]`,
    )
  const values = new Float64Array(m * n)
  for (let i = 0; i < m; i++)
    for (let l = 0; l < k; l++) {
      const factor = a.values[i * k + l] as number
      for (let j = 0; j < n; j++)
        values[i * n + j] = (values[i * n + j] as number) + factor * (b.values[l * n + j] as number)
    }
  return { shape: [m, n], values }
}

const transpose = (a: Matrix, axes = a.shape.map((_, i) => a.shape.length - 1 - i)): Matrix => {
  const strides = a.shape.map((_, i) => sizeOf(a.shape.slice(i + 1)))
  const shape = axes.map((axis) => a.shape[axis] as number)
  const values = new Float64Array(a.values.length)
  for (let i = 0; i < values.length; i++) {
    let [rest, from] = [i, 0]
    for (let axis = axes.length - 1; axis >= 0; axis--) {
      const extent = shape[axis] as number
      from += (rest % extent) * (strides[axes[axis] as number] as number)
      rest = Math.floor(rest / extent)
    }
    values[i] = a.values[from] as number
  }
  return { shape, values }
}

const reduceOver =
  (by: LineReducer) =>
  ({ shape, values }: Matrix, axes: readonly number[]): Matrix => ({
    shape: reducedShape(shape, axes),
    values: reduceAxes(by, values, shape, axes),
  })

/** Arithmetic on whole leaves by plain loops: the definition. */
export const matrices: WholeArithmetic<Matrix> = {
  ...elementwise(scalar, each, pairwise),
  shapeOf: ({ shape }) => shape,
  matmul,
  transpose: (a, axes) => transpose(a, axes === undefined ? undefined : [...axes]),
  reshape: ({ values }, shape) => ({ shape, values }),
  sumOver: reduceOver('sum'),
  meanOver: reduceOver('mean'),
  maxOver: reduceOver('maximum'),
  total: ({ values }) => scalar(values.reduce((all, n) => all + n, 0)),
  norm: ({ values }) => scalar(norm(values)),
  eye: (n) => ({
    shape: [n, n],
    values: Float64Array.from({ length: n * n }, (_, i) => (i % (n + 1) === 0 ? 1 : 0)),
  }),
  onHost: (inputs, compute) => compute(inputs),
}
