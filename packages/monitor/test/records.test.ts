import { optimizer } from '@momenta/core'
import { float64 } from '@momenta/float64'
import { monitor, preconditionerOf } from '@momenta/monitor'
import { adam, sgd } from '@momenta/optimizers'
import { quadraticObjective } from '@momenta/probes'
import { applyIfFinite, masked, scaleByAdam } from '@momenta/transforms'
import t from 'tap'
import { near, norm } from './vectors.js'
import { evaluate, fixed, flat, objective, start, watched } from './watched.js'

t.test(
  'distance and path are those of the iterates; there is a record every `every` steps',
  async (t) => {
    const { iterates, records, last } = await watched(adam({ learningRate: 0.1 }), 12, {
      every: 4,
      objective,
    })
    t.same(
      records.map(({ step }) => step),
      [4, 8, 12],
    )
    const points = iterates.map(flat)
    const chord = (i: number, j: number) =>
      norm((points[i] as Float64Array).map((n, k) => n - (points[j]?.[k] as number)))
    const path = points.slice(1).reduce((sum, _, i) => sum + chord(i + 1, i), 0)
    t.ok(near(last.path, path, 1e-12))
    t.ok(near(last.distance, chord(12, 0), 1e-12))
    t.ok(last.path > last.distance)
    t.equal(last.loss, iterates[12]?.value)
    const coarse = await watched(adam({ learningRate: 0.1 }), 12, { every: 6, pathEvery: 3 })
    t.ok(near(coarse.last.path, chord(3, 0) + chord(6, 3) + chord(9, 6) + chord(12, 9), 1e-12))
    t.equal(coarse.last.pathEvery, 3)
    t.match(coarse.last, { sharpness: null, stability: null, memories: [] })
  },
)

t.test('who looks only now and then still gets the records that were due since', async (t) => {
  const chosen = adam({ learningRate: 0.1 })
  const { init, step } = float64(chosen)
  const watch = monitor(chosen, { ...fixed, every: 10 })
  let iterate = init(start)
  let seen = await watch.start(iterate)
  const due: number[] = []
  for (let i = 1; i <= 42; i++) {
    iterate = step(evaluate, iterate)
    if (i % 7 !== 0) continue
    seen = await watch.observe(seen, iterate)
    if (seen.record !== undefined) due.push(seen.record.step)
  }
  t.same(due, [14, 21, 35, 42])
})

t.test('quantities that an optimizer does not have are null, with a note', async (t) => {
  const { last } = await watched(sgd({ learningRate: 0.1 }), 4, { every: 2, objective })
  t.match(last, { line: null, lineWithoutMemory: null, stability: null, memories: [] })
  t.match(last.notes, [/^amplification/, /^stability: the preconditioner/])
  t.ok(near(last.sharpness?.value, 5, 1e-6))
  const flatStart = await watched(adam({ learningRate: 0, eps: 0 }), 2, { every: 2, objective })
  t.ok(flatStart.last.stability === null || flatStart.last.stability.converged)
  const partly = optimizer(masked(scaleByAdam(), (name) => name === 'a'))
  const { iterates } = await watched(partly, 2, { every: 2 })
  t.equal(await preconditionerOf(partly, iterates[2] as never), undefined)
  const guarded = optimizer(applyIfFinite(adam({ learningRate: 0.1 }).transform))
  const run = await watched(guarded, 4, { every: 2, objective })
  t.ok(run.last.stability?.converged, 'combinators wrap the state')
  t.throws(() => monitor(partly, { every: 0 }), {
    message: /every must be a positive integer, got 0/,
  })
  await t.rejects(
    watched(adam(), 2, { every: 1, objective: quadraticObjective({ spectrum: [1] }) }),
    { message: /must have 1 elements, got 4/ },
  )
})

t.test('schedules give the learning rate by a function', async (t) => {
  const rate = (step: number) => 0.1 / (1 + step)
  const { last } = await watched(adam({ learningRate: rate, eps: 0.1 }), 6, {
    every: 6,
    objective,
    learningRate: rate,
  })
  const { last: none } = await watched(adam({ learningRate: rate, eps: 0.1 }), 6, {
    every: 6,
    objective,
  })
  t.equal(none.stability, null)
  const { last: constant } = await watched(adam({ learningRate: rate, eps: 0.1 }), 6, {
    every: 6,
    objective,
    learningRate: () => 1,
  })
  t.ok(
    near(last.stability?.value, rate(5) * (constant.stability?.value as number), 1e-9),
    'that of the step that was taken',
  )
})
