import { batchesOf, windowsOf } from '@momenta/bench-data'
import t from 'tap'

t.test('an epoch is not resumed at a fraction of a batch, or before its start', async (t) => {
  for (const skip of [0.5, -1, Number.NaN]) {
    const message = new RegExp(`: skip must be a non-negative integer, got ${skip}$`)
    t.throws(() => windowsOf(Int32Array.of(1, 2, 3), { batch: 1, steps: 1, skip }).next(), {
      name: 'RangeError',
      message,
    })
    t.throws(() => batchesOf({} as never, { size: 1, skip } as never).next(), {
      name: 'RangeError',
      message,
    })
  }
})
