import { scaleByAdam, scaleByNu, scaleByRms } from '@momenta/transforms'
import t from 'tap'
import { firstStep } from './flushedFloat32.js'

t.test('a part keeps the slots that its options need and no more', async (t) => {
  for (const [transform, slots] of [
    [scaleByAdam(), ['mu', 'nu']],
    [scaleByAdam({ amsgrad: true }), ['mu', 'nu', 'nuMax']],
    [scaleByNu(), ['nu']],
    [scaleByNu({ amsgrad: true }), ['nu', 'nuMax']],
    [scaleByRms(), ['nu']],
    [scaleByRms({ centered: true }), ['nu', 'mean']],
  ] as const) {
    const { before, after } = firstStep(transform, [1, 2])
    t.same(before, [slots], 'at the start')
    t.same(after, [slots], 'after a step')
  }
})

t.test('a part has its structural options, including defaults', async (t) => {
  t.same(scaleByNu()[0]?.options, { amsgrad: false, of: 'updates' })
  t.same(scaleByAdam()[0]?.options, { amsgrad: false, nesterov: false })
  t.same(scaleByRms()[0]?.options, { centered: false })
})
