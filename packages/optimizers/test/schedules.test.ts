import { type Optimizer, withHyperparameters } from '@momenta/core'
import { float64 } from '@momenta/float64'
import * as all from '@momenta/optimizers'
import { linear, type Schedule } from '@momenta/schedules'
import { scheduled } from '@momenta/transforms'
import t from 'tap'

type Params = readonly Float64Array[]

/** A loss with curvature that depends on the point, so that ρ matters. */
const oracle = (params: Params) => ({
  value: 0,
  grads: params.map((leaf) => leaf.map((x, i) => (i + 1) * x + x ** 3)),
})

const start: Params = [Float64Array.of(1, -2, 0.5), Float64Array.of(3)]

/** Six steps, each with the optimizer that `at` returns for it, on one iterate. */
const reached = (at: (step: number) => Optimizer): Params => {
  let iterate = float64(at(0)).init(start)
  for (let i = 0; i < 6; i++) iterate = float64(at(i)).step(oracle, iterate)
  return iterate.params as Params
}

const rho = linear({ init: 0.2, end: 0, steps: 4 })

t.test('a schedule of rho is each of its values in its step', async (t) => {
  for (const make of [
    (rho: number | Schedule) => all.withSAM(all.adamCM({ capacity: 2 }), { rho }),
    (rho: number | Schedule) => all.withSAM(all.sgd(), { rho }),
  ]) {
    const expected = reached((step) => make(rho(step)))
    t.same(
      reached(() => make(rho)),
      expected,
    )
    t.notSame(
      reached(() => make(0.2)),
      expected,
    )
  }
})

t.test('a schedule of rho that leaves the range is an error of the step', async (t) => {
  const { init, step } = float64(all.withSAM(all.sgd(), { rho: () => -1 }))
  t.throws(() => step(oracle, init(start)), {
    message: 'sam: the value of the schedule must be a finite number >= 0, got -1 at step 0',
  })
})

t.test('a schedule of kappa is each of its values in its step', async (t) => {
  const kappa = linear({ init: 1, end: 0, steps: 5 })
  const adamCM = all.adamCM({ capacity: 3 })
  const follows = { ...adamCM, transform: scheduled(adamCM.transform, { kappa }) }
  const { init, step } = float64(adamCM)
  let iterate = init(start)
  for (let i = 0; i < 6; i++) {
    const state = withHyperparameters(adamCM.transform, iterate.state, { kappa: kappa(i) })
    iterate = step(oracle, { ...iterate, state })
  }
  t.same(
    reached(() => follows),
    iterate.params,
  )
  t.notSame(
    reached(() => adamCM),
    iterate.params,
  )
})
