import { standardNormal } from '@momenta/core'
import type { GradientInto } from '@momenta/float64'
import { type Objective, objectiveOf } from '@momenta/probes'

/** A small network with its data: a start, and its loss with gradients. */
export interface TanhNetwork {
  readonly start: readonly Float64Array[]
  readonly evaluate: GradientInto
}

const [samples, inputs, hidden, outputs] = [64, 8, 32, 3]

type Four = readonly [Float64Array, Float64Array, Float64Array, Float64Array]

/** Writes tanh(W x + b) of a sample to h. */
const forward = (x: Float64Array, s: number, [W, b]: Four, h: Float64Array): void => {
  for (let j = 0; j < hidden; j++) {
    let sum = b[j] as number
    for (let i = 0; i < inputs; i++)
      sum += (x[s * inputs + i] as number) * (W[i * hidden + j] as number)
    h[j] = Math.tanh(sum)
  }
}

/** The residual of an output of a sample, V h + c − y. */
const residual = (y: Float64Array, s: number, k: number, [, , V, c]: Four, h: Float64Array) => {
  let sum = c[k] as number
  for (let j = 0; j < hidden; j++) sum += (h[j] as number) * (V[j * outputs + k] as number)
  return sum - (y[s * outputs + k] as number)
}

const add = (to: Float64Array, i: number, value: number): void => {
  to[i] = (to[i] as number) + value
}

/**
 * A tanh network 8-32-3 with mean squared error on 64 samples, in float64, a pure function of the
 * seed.
 */
export const tanhNetwork = (seed: number): TanhNetwork => {
  const drawn = (piece: number, count: number, scale: number) =>
    Float64Array.from(standardNormal(10 * seed + piece, count), (n) => n * scale)
  const [x, y] = [drawn(1, samples * inputs, 1), drawn(2, samples * outputs, 1)]
  const start = [
    drawn(3, inputs * hidden, inputs ** -0.5),
    new Float64Array(hidden),
    drawn(4, hidden * outputs, hidden ** -0.5),
    new Float64Array(outputs),
  ]
  const [h, back] = [new Float64Array(hidden), new Float64Array(hidden)]
  const evaluate: GradientInto = (params, grads) => {
    const weights = params as Four
    const [gW, gb, gV, gc] = grads as Four
    for (const grad of grads) grad.fill(0)
    let loss = 0
    for (let s = 0; s < samples; s++) {
      forward(x, s, weights, h)
      back.fill(0)
      for (let k = 0; k < outputs; k++) {
        const r = residual(y, s, k, weights, h)
        loss += (r * r) / samples
        const d = (2 * r) / samples
        add(gc, k, d)
        for (let j = 0; j < hidden; j++) {
          add(gV, j * outputs + k, d * (h[j] as number))
          add(back, j, d * (weights[2][j * outputs + k] as number))
        }
      }
      for (let j = 0; j < hidden; j++) {
        const d = (back[j] as number) * (1 - (h[j] as number) ** 2)
        add(gb, j, d)
        for (let i = 0; i < inputs; i++) add(gW, i * hidden + j, d * (x[s * inputs + i] as number))
      }
    }
    return loss
  }
  return { start, evaluate }
}

const joined = (leaves: readonly Float64Array[]) =>
  Float64Array.from(leaves.flatMap((leaf) => [...leaf]))

/** The loss of a network at its start, for probes. */
export const networkObjective = ({ evaluate, start }: TanhNetwork, hash: string): Objective => {
  const cut = (whole: Float64Array) => {
    let at = 0
    return start.map(({ length }) => {
      at += length
      return whole.subarray(at - length, at)
    })
  }
  const gradient = (w: Float64Array) => {
    const out = new Float64Array(w.length)
    return { value: evaluate(cut(w), cut(out)), gradient: out }
  }
  return objectiveOf({ point: joined(start), batches: [{ size: samples, gradient }], hash })
}
