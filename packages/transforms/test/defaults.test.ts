import { chain } from '@momenta/core'
import {
  accumulate,
  addDecayedWeights,
  clipByGlobalNorm,
  clipByLeafNorm,
  clipByValue,
  ema,
  lionMomentum,
  lookahead,
  masked,
  scale,
  scaleByAdam,
  scaleByBelief,
  scaleByLearningRate,
  scaleByNu,
  scaleByRms,
  scaleBySchedule,
  trace,
} from '@momenta/transforms'
import t from 'tap'
import { begun, stepped, walked } from './walked.js'

/** The relative error allowed for is 1e-12: a few roundings, and differences of numbers of size 1. */
const near = (t: Tap, got: number | undefined, wanted: number) =>
  t.ok(Math.abs((got as number) / wanted - 1) < 1e-12, `${got} is ${wanted}`)
type Tap = { readonly ok: (holds: boolean, says: string) => unknown }

t.test('lookahead goes half way back every sixth step', async (t) => {
  // the fast parameters reach 6, the slow ones go from 0 to 3
  t.same(walked(lookahead(), [1, 1, 1, 1, 1, 1, 1]), [1, 2, 3, 4, 5, 3, 4])
})

t.test('clips have the bound 1', async (t) => {
  t.same(walked(clipByValue(), [3]), [1])
  for (const clip of [clipByGlobalNorm(), clipByLeafNorm()]) {
    const { w } = stepped(clip, begun(clip, [0, 0]), [3, 4]).params
    near(t, w[0], 0.6)
    near(t, w[1], 0.8)
  }
})

t.test('accumulate takes four gradients', async (t) => {
  t.same(walked(accumulate(), [1, 2, 3, 6]), [0, 0, 0, 3])
})

t.test('addDecayedWeights adds 1e-4 of the parameters', async (t) => {
  near(t, walked(addDecayedWeights(), [0], 1)[0], 1.0001)
})

t.test('ema, trace and lionMomentum have the decays 0.9 and 0.99', async (t) => {
  near(t, walked(ema(), [1])[0], 0.1)
  near(t, walked(trace(), [1, 0])[1], 1.9)
  // 0.1 leaves and 0.01 is kept; then 0.9 of that leaves, 0.99 of it is kept
  const [first, second, third] = walked(lionMomentum(), [1, 0, 0])
  near(t, first, 0.1)
  near(t, second, 0.1 + 0.9 * 0.01)
  near(t, third, 0.1 + 0.9 * 0.01 + 0.9 * 0.0099)
})

t.test('scalings by a number or a schedule', async (t) => {
  t.same(walked(scale(), [3]), [3])
  t.same(walked(scaleBySchedule(), [3]), [3])
  t.same(walked(scaleByLearningRate(), [1]), [-1e-3])
  t.same(walked(masked(scale({ factor: 2 })), [3]), [6])
})

t.test('scaleByAdam has b1 0.9, b2 0.999, eps 1e-8', async (t) => {
  near(t, walked(scaleByAdam(), [1e-8])[0], 0.5)
  // m = 0.1, 0.09; v = 0.001, 0.000999
  const [first, second] = walked(scaleByAdam(), [1, 0]) as [number, number]
  const wanted = 0.09 / 0.19 / (Math.sqrt(0.000999 / 0.001999) + 1e-8)
  near(t, second - first, wanted)
})

t.test('scaleByNu has b1 0.9, b2 0.999, eps 1e-8 and takes the updates', async (t) => {
  // b1 corrects what arrives: 1e-8/0.1 over 1e-8 + 1e-8
  near(t, walked(scaleByNu(), [1e-8])[0], 5)
  // v = 0.001, then 0.000999 + 0.001 * 1e-4
  const [first, second] = walked(scaleByNu(), [1, 0.01]) as [number, number]
  near(t, second - first, 0.01 / 0.19 / (Math.sqrt(0.0009991 / 0.001999) + 1e-8))
  // the second moment of 2, not of the gradient 1
  near(t, walked(chain(scale({ factor: 2 }), scaleByNu()), [1])[0], 20 / (2 + 1e-8))
})

t.test('scaleByRms has the decay 0.99 and eps 1e-8, and is not centered', async (t) => {
  // v = 0.01 * 1e-14: 1e-7/(1e-8 + 1e-8)
  near(t, walked(scaleByRms(), [1e-7])[0], 5)
})

t.test('scaleByBelief has b1 0.9, b2 0.999, eps and epsRoot 1e-16', async (t) => {
  // m = 1e-10, so the surprise is 0.9e-9
  const root = Math.sqrt((0.001 * 0.81e-18 + 1e-16) / 0.001)
  near(t, walked(scaleByBelief(), [1e-9])[0], 1e-9 / (root + 1e-16))
})
