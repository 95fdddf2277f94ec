import { identity, type Optimizer, optimizer } from '@momenta/core'
import { asam, sam } from '@momenta/estimators'
import { float64 } from '@momenta/float64'
import { equivalentTo, estimatorLaws, optimizerLaws } from '@momenta/laws'
import * as all from '@momenta/optimizers'
import * as official from '@momenta/optimizers/official'
import { clipByGlobalNorm } from '@momenta/transforms'
import t from 'tap'
import { finished } from './finished.js'

const { catalogues, withSAM } = all
const { officialAdamCM } = official

t.test('every finished optimizer, and the authors’ own, obey every law', async (t) => {
  const own = Object.entries<() => Optimizer>(official)
  for (const [name, factory] of [...finished, ...own])
    for (const law of optimizerLaws)
      t.equal(law.check(factory()), undefined, `${name}: ${law.name}`)
})

t.test('every estimator obeys every law', async (t) => {
  for (const [name, factory] of Object.entries(catalogues.estimators))
    for (const law of estimatorLaws)
      t.equal(law.check(factory()), undefined, `${name}: ${law.name}`)
})

t.test(
  'Adam+CM without its memory is Adam where v is of the gradients, and is not where v is of the aggregate',
  async (t) => {
    for (const amsgrad of [false, true]) {
      const off = { capacity: 0, amsgrad }
      t.equal(
        equivalentTo(all.adam({ amsgrad })).check(all.adamCM({ ...off, nu: 'gradients' })),
        undefined,
      )
      t.type(equivalentTo(all.adam({ amsgrad })).check(all.adamCM(off)), 'string')
    }
  },
)

t.test('SAM of radius 0 is the identity, on everything', async (t) => {
  for (const [name, factory] of finished)
    t.equal(equivalentTo(factory()).check(withSAM(factory(), { rho: 0 })), undefined, name)
  t.equal(
    equivalentTo(all.adam()).check({ ...all.adam(), estimators: [asam({ rho: 0 })] }),
    undefined,
  )
})

t.test('a finished optimizer is its parts', async (t) => {
  const names = (one: Optimizer) => one.transform.map(({ name }) => name).join(' ')
  t.equal(names(all.adamCM()), 'ema remember scaleByNu scaleByLearningRate')
  t.equal(names(all.adamwCM()), 'ema remember scaleByNu addDecayedWeights scaleByLearningRate')
  t.equal(
    names(all.adamCG({ weightDecay: 0.1 })),
    'remember addDecayedWeights scaleByAdam scaleByLearningRate',
  )
  t.equal(
    names(all.sgdCM({ clip: clipByGlobalNorm() })),
    'clipByGlobalNorm trace remember scaleByLearningRate',
  )
  t.equal(names(all.lionCM()), 'lionMomentum remember scaleBySign scaleByLearningRate')
  t.equal(names(all.sgd({ momentum: 0 })), 'scaleByLearningRate')
  t.equal(names(all.adam({ startup: 'burst' })), 'scaleByAdam scaleBySchedule scaleByLearningRate')
})

/** Steps of Adam+CM under a constant gradient of 1, in learning rates: the burst of first steps. */
const burst = (one: Optimizer, steps: number): readonly number[] => {
  const { init, step } = float64(one)
  let iterate = init([Float64Array.of(0)])
  return Array.from({ length: steps }, () => {
    const before = iterate.params[0]?.[0] as number
    iterate = step(() => ({ value: 0, grads: [Float64Array.of(1)] }), iterate)
    return before - (iterate.params[0]?.[0] as number)
  })
}

t.test(
  'the first steps under a constant gradient are those of the paper’s equations',
  async (t) => {
    // from the equations, C = 5, λ = 0.7: 10, 7.04, 5.14, 4.17, 3.55 learning rates, to the digits
    // given; Adam takes 1 each
    const near = (got: readonly number[], wanted: readonly number[], tolerance: number) =>
      got.every((n, i) => Math.abs(n - (wanted[i] as number)) <= tolerance)
    const options = { learningRate: 1 }
    t.ok(near(burst(all.adamCM(options), 5), [10, 7.04, 5.14, 4.17, 3.55], 0.005))
    t.ok(near(burst(all.adam(options), 5), [1, 1, 1, 1, 1], 1e-6))
    t.ok(near(burst(officialAdamCM({ lr: 1 }), 5), [0, 7.44, 3.57, 2.72, 2.4], 0.005))
    t.ok(
      burst(all.adamCM({ ...options, startup: 'debiased' }), 5).every((n) => n <= 1.3),
      'without the burst',
    )
  },
)

t.test(
  'adding SAM keeps the estimators of an optimizer, and the identity optimizer applies the raw gradient',
  async (t) => {
    t.equal(withSAM(withSAM(all.adam())).estimators.length, 2)
    t.same(optimizer(identity, sam()).transform, [])
  },
)
