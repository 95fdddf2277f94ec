import { describe, dictionary, optimizer, type Transform } from '@momenta/core'
import type { Oracle } from '@momenta/eager'
import { ema, scaleByLearningRate } from '@momenta/transforms'
import * as tf from '@tensorflow/tfjs-core'

type Seen = { readonly [name: string]: readonly number[] }

/** A part whose host state is what it saw last, and whose scalars depend on it. */
const reducing = (): Transform =>
  describe({
    name: 'reducing',
    slots: { mu: 'zeros', origin: 'params' },
    hyper: {},
    needs: ['value', 'params'],
    init: (): { readonly t: number; readonly value: number; readonly seen: Seen } => ({
      t: 0,
      value: 0,
      seen: {},
    }),
    reductions: {
      scalars: ({ t }) => ({ decay: 0.9, weights: [1 / (t + 1), 0.25] }),
      sums: (x, { updates, params, grads, slots, scalars: k }) => ({
        away: x.mul(grads, x.sub(slots.origin, params)),
        next: x.abs(x.add(x.mul(k.decay, slots.mu), updates)),
        count: x.of(1),
        weighted: x.mul(k.weights[0] as typeof updates, updates),
      }),
      maxima: (x, { updates }) => ({ most: x.abs(updates), square: x.mul(updates, updates) }),
    },
    plan: ({ t }, { sums, maxima, value }) => {
      const total = (list: readonly number[]) => list.reduce((a, b) => a + b, 0)
      return {
        next: { t: t + 1, value, seen: dictionary(Object.entries({ ...sums, ...maxima })) },
        plan: { scalars: { decay: 0.9, share: 1 / (1 + total(sums.next) / total(sums.count)) } },
      }
    },
    body: (x, { updates, slots: s, scalars: k }) => ({
      updates: x.mul(k.share, updates),
      slots: { mu: x.add(x.mul(k.decay, s.mu), updates), origin: s.origin },
    }),
  })

/** At the head of the step, and after an average of the gradients. */
export const reducers = {
  head: optimizer([...reducing(), ...scaleByLearningRate({ learningRate: 0.1 })]),
  behind: optimizer([...ema(), ...reducing(), ...scaleByLearningRate({ learningRate: 0.1 })]),
}

/** Around the groups of eight that are added in lanes, and blocks of 4096 on a device. */
export const sizes = [0, 1, 7, 8, 9, 33, 4097]

export type Numbers = { readonly [name: string]: Float64Array }
export type Tensors = { readonly [name: string]: tf.Tensor }

/** Numbers that float32 holds exactly. */
export const numbers = (): Numbers =>
  Object.fromEntries(
    sizes.map((size, leaf) => [
      `w${leaf}`,
      Float64Array.from({ length: size }, (_, i) => Math.fround(Math.sin(7 * leaf + i * i))),
    ]),
  )

export const tensors = (): Tensors =>
  Object.fromEntries(
    Object.entries(numbers()).map(([name, leaf]) => [name, tf.tensor1d(Float32Array.from(leaf))]),
  )

export const oracle: Oracle<Tensors> = (params) => ({
  value: tf.scalar(0.75),
  grads: Object.fromEntries(Object.entries(params).map(([name, w]) => [name, tf.mul(w, 0.5)])),
})
