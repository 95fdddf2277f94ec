import type { Factor, Values } from './Factor.js'

/** Whether the assumptions of a kernel about the scalars of a step hold. */
export type Condition = (values: Values) => boolean

/**
 * The relative error of 1 − β that is accepted. TensorFlow's kernels take 1 − β from β as a
 * float32, which is off by up to 2⁻²⁵; over 1 − β that is the relative error of a moment. 2⁻¹²
 * admits every β up to 0.99987; the step is off by half of it at most, since it has the root of the
 * second moment.
 */
const tolerance = 2 ** -12

/** weight = 1 − decay. */
export const isAverage =
  (decay: Factor, weight: Factor): Condition =>
  (values) => {
    const w = weight(values)
    return Math.abs(1 - Math.fround(decay(values)) - w) <= tolerance * Math.abs(w)
  }

/** A finite float32. */
export const isFinite32 =
  (factor: Factor): Condition =>
  (values) =>
    Number.isFinite(Math.fround(factor(values)))

/** The smallest normal float32; TensorFlow flushes smaller ones to 0. */
const smallestNormal = 2 ** -126

/**
 * A scalar that TensorFlow takes as it is: 0 or a normal float32. The product of several scalars of
 * a step may be neither, although each of them is.
 */
export const isNormal32 =
  (factor: Factor): Condition =>
  (values) => {
    const size = Math.abs(Math.fround(factor(values)))
    return size === 0 ? factor(values) === 0 : size >= smallestNormal && size < Infinity
  }

/** A factor of 1, which needs no multiplication. */
export const isOne =
  (factor: Factor): Condition =>
  (values) =>
    factor(values) === 1

export const all =
  (...conditions: readonly Condition[]): Condition =>
  (values) =>
    conditions.every((holds) => holds(values))
