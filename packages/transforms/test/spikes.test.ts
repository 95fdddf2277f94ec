import { limitSpikes, scaleByRestartedAdam } from '@momenta/transforms'
import t from 'tap'
import { begun, stepped, walked } from './walked.js'

const isNear = (got: number | undefined, wanted: number) =>
  // a few roundings of numbers of size 1
  Math.abs((got as number) - wanted) < 1e-14

/** The updates of each of these gradients. */
const limited = (gradients: readonly (readonly number[])[]) => {
  const transform = limitSpikes({ spikeDecay: 0.5, normDecay: 0.5, squareDecay: 0.5, eps: 0 })
  let iterate = begun(transform, [0, 0])
  return gradients.map((g) => {
    const before = iterate.params.w
    iterate = stepped(transform, iterate, g)
    return iterate.params.w.map((n, i) => n - (before[i] as number))
  })
}

t.test('spikes of elements, and then of norms, are limited by their averages', async (t) => {
  const [first, second] = limited([
    [3, 4],
    [6, -8],
  ])
  t.ok(isNear(first?.[0], 0.6) && isNear(first?.[1], 0.8), `${first}`)
  // M = 0.5 · 2 + 0.5 · 8 = 5, corrected 20/3 < 8
  const [a, b] = [6, -20 / 3]
  const norm = Math.hypot(a, b)
  const wanted = (0.5 * 2.5 + 0.5 * norm) / 0.75 / Math.sqrt((0.5 * 12.5 + 0.5 * norm ** 2) / 0.75)
  t.ok(isNear(second?.[0], (wanted * a) / norm), `${second}`)
  t.ok(isNear(second?.[1], (wanted * b) / norm), `${second}`)
})

t.test('a leaf of zeros stays 0 and is no part of the averages of norms', async (t) => {
  const [, zeros, third] = limited([
    [3, 4],
    [0, 0],
    [0, 5],
  ])
  t.same(zeros, [0, 0])
  // M = 0.5 · (0.5 · 2) + 2.5 = 3, corrected 24/7 < 5; n from 2.5, s from 12.5
  const b = 24 / 7
  const wanted = (0.5 * 2.5 + 0.5 * b) / 0.875 / Math.sqrt((0.5 * 12.5 + 0.5 * b ** 2) / 0.875)
  t.ok(isNear(third?.[1], wanted), `${third}`)
})

t.test('the moments start again in every k-th step, and rest for a gradient of 0', async (t) => {
  const adam = (every: number) => scaleByRestartedAdam({ b1: 0.5, b2: 0.5, eps: 0, every })
  // each first step after a restart is 1
  for (const [i, at] of walked(adam(1), [2, -8, 3]).entries())
    t.ok(isNear(at, (i + 1) % 2), `${at}`)
  const [first, second, third] = walked(adam(2), [2, 8, 8])
  t.same([first, second], [1, 2])
  t.ok(isNear(third, 3), `${third}`)
  // m = 0.5 · 1 + 0.5 · 2, v = 0.5 · 2 + 0.5 · 4, both corrected by 1 − 0.5³
  const rested = walked(adam(10), [2, 0, 2])
  t.same(rested.slice(0, 2), [1, 1])
  t.ok(isNear(rested[2], 1 + 1.5 / 0.875 / Math.sqrt(3 / 0.875)), `${rested}`)
})
