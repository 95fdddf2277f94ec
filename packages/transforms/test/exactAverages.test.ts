import { optimizer, type Transform } from '@momenta/core'
import { evaluationParams, type Iterate } from '@momenta/float64'
import { averageParams, lookahead } from '@momenta/transforms'
import t from 'tap'
import { begun, type Point, stepped } from './walked.js'

const averageOf = (transform: Transform, iterate: Iterate<Point>) =>
  evaluationParams(optimizer(transform), iterate).w

/**
 * The average after one step from 0.42 to -0.5; 0.42 + (-0.5 - 0.42) is -0.49999999999999994 in
 * float64.
 */
const first = (transform: ReturnType<typeof averageParams>) => {
  const iterate = stepped(transform, begun(transform, [0.42]), [-0.92])
  return { at: iterate.params.w[0], average: averageOf(transform, iterate)[0] }
}

t.test('before averaging starts, averageParams has the parameters exactly', async (t) => {
  for (const decay of [undefined, 0.5])
    t.same(first(averageParams({ start: 5, ...(decay === undefined ? {} : { decay }) })), {
      at: -0.5,
      average: -0.5,
    })
})

t.test('the first value of the mean is the parameters exactly', async (t) => {
  t.same(first(averageParams()), { at: -0.5, average: -0.5 })
})

t.test('a decay takes its share from the first step on', async (t) => {
  // half way from 8 to 4
  const transform = averageParams({ decay: 0.5 })
  const iterate = stepped(transform, begun(transform, [8]), [-4])
  t.same(averageOf(transform, iterate), [6])
})

t.test('averages of numbers whose difference overflows are finite', async (t) => {
  // half way from 1.5e308 to -1.5e308
  const average = averageParams({ decay: 0.5 })
  const swung = stepped(average, begun(average, [1.5e308]), [-1.5e308])
  t.same(averageOf(average, stepped(average, swung, [-1.5e308])), [-3.75e307])
  const transform = lookahead({ alpha: 0.5, period: 2 })
  const there = stepped(transform, begun(transform, [1e308]), [-1e308])
  t.same(stepped(transform, there, [-1e308]).params.w, [0])
})
