import { chain } from '@momenta/core'
import { accumulate, asGradients, scale, skipLargeUpdates, trace } from '@momenta/transforms'
import t from 'tap'
import { walked } from './walked.js'

t.test('a step with a large gradient is none of the k that are accumulated', async (t) => {
  const transform = skipLargeUpdates(accumulate(trace({ decay: 0.5 }), { every: 2 }), { max: 10 })
  // means of 1 and 3, and of 1 and 1, with the momentum
  t.same(walked(transform, [1, 100, 3, 100, 1, 1]), [0, 0, 2, 2, 2, 4])
})

t.test('parts after one that binds the gradients anew skip the same steps', async (t) => {
  const inner = chain(asGradients(), trace({ decay: 0.5 }), scale({ factor: 2 }))
  const steps = walked(skipLargeUpdates(inner, { max: 10 }), [1, 100, Number.NaN, 1])
  t.same(steps, [2, 2, 2, 5])
})
