import { chain } from '@momenta/core'
import {
  accumulate,
  applyIfFinite,
  ema,
  freezable,
  masked,
  scale,
  trace,
} from '@momenta/transforms'
import t from 'tap'
import { walked } from './walked.js'

/** Raw gradients g whose updates are 1e200 g: finite, but above 1e108 their updates are not. */
const raised = scale({ factor: 1e200 })
const huge = 1e200
const unit = 1e-200

t.test('after a mean that overflowed the parts still count the same steps', async (t) => {
  const inner = trace({ decay: 0.5 })
  // the mean of the first two is skipped; then 2 with momentum 2, and 1 with 0.5 * 2 + 1
  for (const transform of [
    applyIfFinite(chain(raised, accumulate(inner, { every: 2 }))),
    applyIfFinite(applyIfFinite(chain(raised, accumulate(inner, { every: 2 })))),
    applyIfFinite(freezable(chain(raised, accumulate(inner, { every: 2 })))),
    applyIfFinite(masked(chain(raised, accumulate(inner, { every: 2 })), () => true)),
  ])
    t.same(walked(transform, [huge, unit, unit, 3 * unit, unit, unit]), [0, 0, 0, 2, 2, 4])
})

t.test('a step with a raw gradient that is not finite is none of the k', async (t) => {
  const transform = applyIfFinite(accumulate(trace({ decay: 0.5 }), { every: 2 }))
  t.same(walked(transform, [1, Number.NaN, 3, Number.POSITIVE_INFINITY, 1, 1]), [0, 0, 2, 2, 2, 4])
})

t.test('means of means that overflow, outside or inside, are skipped together', async (t) => {
  const inside = accumulate(chain(raised, accumulate(ema({ decay: 0 }), { every: 2 })), {
    every: 2,
  })
  // four steps for one update: (1 + 3 + 5 + 7)/4 after four that hold one that is huge
  const gradients = [huge, unit, unit, unit, unit, 3 * unit, 5 * unit, 7 * unit]
  t.same(walked(applyIfFinite(inside), gradients), [0, 0, 0, 0, 0, 0, 0, 4])
  const outside = chain(
    raised,
    accumulate(accumulate(ema({ decay: 0 }), { every: 2 }), { every: 2 }),
  )
  t.same(walked(applyIfFinite(outside), gradients), [0, 0, 0, 0, 0, 0, 0, 4])
})
