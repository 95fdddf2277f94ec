import { clipByGlobalNorm, clipByLeafNorm } from '@momenta/transforms'
import t from 'tap'
import { firstStep } from './flushedFloat32.js'

const updates = (...of: Parameters<typeof firstStep>) => firstStep(...of).updates
const clips = [clipByGlobalNorm, clipByLeafNorm]

t.test('a factor too small for float32 does not vanish', async (t) => {
  for (const clip of clips) {
    // the factor is 2^-140; every step of the arithmetic is exact
    t.same(updates(clip({ max: 2 ** -20 }), [2 ** 120, 0]), [2 ** -20, 0])
    t.same(updates(clip({ max: 2 ** -20 }), [0, -(2 ** 120)]), [0, -(2 ** -20)])
    t.same(updates(clip({ max: 2 ** -30 }), [2 ** 100]), [2 ** -30])
  }
})

t.test('nor does one for a norm that is near the largest number of float32', async (t) => {
  // the norm is 1.5 * 2^127, the factor 2^-147
  for (const clip of clips)
    t.same(updates(clip({ max: 1.5 * 2 ** -20 }), [1.5 * 2 ** 127]), [1.5 * 2 ** -20])
})

t.test('the smallest factors that are normal and the largest that are not', async (t) => {
  for (const clip of clips) {
    // 2^-126
    t.same(updates(clip({ max: 2 ** -6 }), [2 ** 120]), [2 ** -6])
    // 2^-127 (1 + 2^-23) has one bit more than float32 keeps of such a number
    const max = 2 ** -7 * (1 + 2 ** -23)
    t.same(updates(clip({ max }), [2 ** 120]), [max])
  }
})

t.test('an infinite norm makes every update NaN also in float32', async (t) => {
  for (const clip of clips)
    t.same(updates(clip(), [Number.POSITIVE_INFINITY, 1]), [Number.NaN, Number.NaN])
})
