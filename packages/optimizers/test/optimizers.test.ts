import '@momenta/gradients'
import '@tensorflow/tfjs-backend-cpu'
import * as aggregators from '@momenta/aggregators'
import { identity, type Optimizer, optimizer, perLeaf, storedNorm } from '@momenta/core'
import { disposeIterate, eager } from '@momenta/eager'
import { asam, sam } from '@momenta/estimators'
import { float64 } from '@momenta/float64'
import { equivalentTo, estimatorLaws, optimizerLaws } from '@momenta/laws'
import { loadTensorflow } from '@momenta/native'
import * as all from '@momenta/optimizers'
import {
  officialAdamC,
  officialAdamCM,
  officialRMSpropC,
  officialSGDC,
} from '@momenta/optimizers/official'
import * as policies from '@momenta/policies'
import { applyIfFinite, clipByGlobalNorm } from '@momenta/transforms'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'

const { buildOptimizer, catalogues, compose, decodeOptimizer, encodeOptimizer, withSAM } = all

tf.enableProdMode()
await tf.setBackend('cpu')
const loaded = await loadTensorflow()
/** Where TensorFlow cannot be had, its tests are skipped, saying why. */
const unless = loaded._tag === 'Left' ? { skip: loaded.left.message } : {}

const { weightsOf: _, ...aggregatorFactories } = aggregators
const bases = Object.entries(catalogues.bases)

/** Every policy, aggregator and base, critical gradients and critical momenta, with SAM or without. */
const grid: readonly (readonly [string, Optimizer])[] = bases.flatMap(([base, baseOf]) =>
  Object.entries(policies).flatMap(([policy, policyOf]) =>
    Object.entries(aggregatorFactories).flatMap(([aggregator, aggregatorOf]) =>
      (['gradients', 'momenta'] as const).flatMap((of) => {
        const one = compose({
          base: (baseOf as () => all.Base)(),
          memory: { of, capacity: 3, policy: policyOf(), aggregator: aggregatorOf() },
        })
        const name = `${base}, ${of}, ${policy}, ${aggregator}`
        return [
          [name, one],
          [`${name}, SAM`, withSAM(one)],
        ] as const
      }),
    ),
  ),
)

t.test('every combination of the grid obeys every law', async (t) => {
  t.equal(grid.length, 8 * 4 * 11 * 2 * 2)
  for (const law of optimizerLaws) {
    const broken = grid.flatMap(([name, one]) => {
      const complaint = law.check(one)
      return complaint === undefined ? [] : [`${name}: ${complaint}`]
    })
    t.same(broken, [], law.name)
  }
})

const named = Object.entries(all).filter(([name]) =>
  /^(sgd|rmsprop|adam|adamw|amsgrad|nadam|adabelief|lion)(CM|CG)?$/.test(name),
) as readonly (readonly [string, (options?: object) => Optimizer])[]

t.test('every finished optimizer, and the authors’ own, obey every law', async (t) => {
  t.equal(named.length, 24)
  const own = Object.entries({ officialAdamC, officialAdamCM, officialRMSpropC, officialSGDC })
  for (const [name, factory] of [...named, ...own])
    for (const law of optimizerLaws)
      t.equal(law.check(factory()), undefined, `${name}: ${law.name}`)
})

t.test('every estimator obeys every law', async (t) => {
  for (const [name, factory] of Object.entries(catalogues.estimators))
    for (const law of estimatorLaws)
      t.equal(law.check(factory()), undefined, `${name}: ${law.name}`)
})

t.test(
  'kappa 0 and capacity 0 are the base, bit for bit, for every base and every aggregator',
  async (t) => {
    for (const [name, baseOf] of bases) {
      const base = (baseOf as () => all.Base)()
      const plain = compose({ base })
      const [momentum, scaling] = base.halves({})
      const split = compose({
        base: { whole: [...momentum, ...scaling], halves: () => [momentum, scaling] },
      })
      for (const [aggregator, aggregatorOf] of Object.entries(aggregatorFactories)) {
        const off = (of: 'gradients' | 'momenta') =>
          compose({ base, memory: { of, aggregator: aggregatorOf({ kappa: 0 }) } })
        t.equal(
          equivalentTo(plain, 12).check(off('gradients')),
          undefined,
          `CG of ${name}, ${aggregator}`,
        )
        t.equal(
          equivalentTo(split, 12).check(off('momenta')),
          undefined,
          `CM of ${name}, ${aggregator}`,
        )
      }
      t.equal(
        equivalentTo(plain).check(compose({ base, memory: { of: 'gradients', capacity: 0 } })),
        undefined,
        `CG of ${name}`,
      )
      t.equal(
        equivalentTo(split).check(compose({ base, memory: { of: 'momenta', capacity: 0 } })),
        undefined,
        `CM of ${name}`,
      )
    }
  },
)

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
  for (const [name, factory] of named)
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
    // from the equations, C = 5, λ = 0.7: 10, 7.04, 5.14, 4.17, 3.55 learning rates, to the digits given; Adam takes 1 each
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

t.test('the authors’ Adam_CM and Adam_C on x²/2, against numbers from their code', async (t) => {
  // torch, float64, x₀ = 1, lr 0.1, C = 3, λ = 0.7; ten digits
  const cm = [
    1, 0.255863186, -0.0749634284, -0.2863846515, -0.4602233058, -0.5963317639, -0.5966678185,
    -0.5668412821,
  ]
  const c = [
    0.900000001, 0.8029473348, 0.7044329094, 0.6054734103, 0.5069437467, 0.4096065831, 0.31422514,
    0.2216146328,
  ]
  for (const [factory, wanted] of [
    [officialAdamCM, cm],
    [officialAdamC, c],
  ] as const) {
    const { init, step } = float64(factory({ lr: 0.1, topC: 3 }))
    let iterate = init([Float64Array.of(1)])
    for (const x of wanted) {
      iterate = step((point) => ({ value: 0, grads: point }), iterate)
      t.ok(Math.abs((iterate.params[0]?.[0] as number) - x) < 1e-9)
    }
  }
})

t.test('where the authors’ code crashes, the official optimizers say so', async (t) => {
  t.throws(() => officialAdamCM({ kappa: 0 }), {
    message: "officialAdamCM: kappa must be greater than 0 (the authors' code crashes at 0), got 0",
  })
  t.throws(() => officialAdamC({ topC: 0 }), { message: /topC must be at least 1/ })
  t.throws(() => officialSGDC({ criticalTest: 0.5 as never }), {
    message: /criticalTest must be 0 or 1/,
  })
  t.equal(
    equivalentTo(officialSGDC({ kappa: 0, momentum: 0.9 })).check(
      all.sgd({ momentum: 0, learningRate: 1e-3 }),
    ),
    undefined,
    'SGD_C drops its momentum at kappa 0',
  )
})

t.test('critical_test 1 of the authors’ code overwrites the first slot for ever', async (t) => {
  const frozen = officialSGDC({ criticalTest: 1, topC: 2, lr: 1, decay: 1 })
  const { init, step } = float64(frozen)
  let iterate = init([Float64Array.of(0)])
  // steps: 1; 2 + 1; full {1, 2}: 4 + 1.5, then {4, 2}: 8 + 3
  const moves = [1, 2, 4, 8].map((g) => {
    const before = iterate.params[0]?.[0] as number
    iterate = step(() => ({ value: 0, grads: [Float64Array.of(g)] }), iterate)
    return before - (iterate.params[0]?.[0] as number)
  })
  t.same(moves, [1, 3, 5.5, 11])
})

/** Ten steps of every finished optimizer on the current backend, against float64: those that part. */
const agreesWithFloat64 = (): readonly string[] => {
  const failures: string[] = []
  const at = [0.5, -1.25, 2]
  const gradient = (x: readonly number[]) => x.map((n, i) => (i + 1) * n + Math.sin(2 * n))
  for (const [name, factory] of named.flatMap(([name, factory]) => [
    [name, factory()] as const,
    [`${name}, SAM`, withSAM(factory())] as const,
    [
      `${name}, stored norms per leaf, finite`,
      {
        ...factory(),
        transform: applyIfFinite(
          factory(/C[MG]$/.test(name) ? { key: perLeaf(storedNorm()) } : {}).transform,
        ),
      },
    ] as const,
  ])) {
    const exact = float64(factory)
    const tensors = eager(factory)
    let a = exact.init([Float64Array.from(at)])
    const first = tf.tensor1d(at)
    let b = tensors.init([first])
    first.dispose()
    for (let i = 0; i < 10; i++) {
      a = exact.step(
        ([x]) => ({
          value: 0,
          grads: [Float64Array.from(gradient(Array.from(x as Float64Array)))],
        }),
        a,
      )
      b = tensors.step(
        ([x]) => ({
          value: tf.scalar(0),
          grads: [tf.tensor1d(gradient(Array.from((x as tf.Tensor).dataSync())))],
        }),
        b,
      )
    }
    const got = Array.from(b.params[0]?.dataSync() ?? [])
    // 10 steps, numbers of size 2, 2^-24 each, AdaBelief's division by a small surprise the worst of them
    const worst = Math.max(...got.map((n, i) => Math.abs(n - (a.params[0]?.[i] as number))))
    if (!(worst < 1e-4)) failures.push(`${name}: ${worst}`)
    disposeIterate(b)
  }
  return failures
}

t.test(
  'the eager run agrees with float64 to float32 rounding, for every finished optimizer, with SAM or without',
  async (t) => {
    t.same(agreesWithFloat64(), [])
    t.equal(tf.memory().numTensors, 0)
  },
)

t.test('so it does on TensorFlow, and leaks nothing', unless, async (t) => {
  await tf.setBackend('tensorflow')
  t.same(agreesWithFloat64(), [])
  t.equal(tf.memory().numTensors, 0)
  await tf.setBackend('cpu')
})

t.test(
  'an optimizer as JSON is decoded, built and encoded again, for the whole grid',
  async (t) => {
    const failures: unknown[] = []
    for (const base of Object.keys(catalogues.bases))
      for (const policy of Object.keys(policies))
        for (const aggregator of Object.keys(aggregatorFactories))
          for (const estimator of Object.keys(catalogues.estimators)) {
            const json = {
              base: { name: base },
              memory: {
                of: 'momenta',
                capacity: 2,
                policy: { name: policy },
                aggregator: { name: aggregator, kappa: 0.5 },
                key: { name: 'sumOfNorms', perLeaf: true },
              },
              estimators: [{ name: estimator }],
              clip: { by: 'globalNorm', max: 2 },
            }
            const decoded = decodeOptimizer(JSON.parse(JSON.stringify(json)))
            if (decoded._tag === 'Left') failures.push(decoded.left)
            else if (
              JSON.stringify(encodeOptimizer(buildOptimizer(decoded.right))) !==
              JSON.stringify(json)
            )
              failures.push(json)
          }
    t.same(failures, [])
  },
)

t.test('what is built from JSON is what the factories build', async (t) => {
  const same = (json: unknown, factory: Optimizer) => {
    const decoded = decodeOptimizer(json)
    t.equal(decoded._tag, 'Right')
    if (decoded._tag === 'Right')
      t.equal(equivalentTo(factory).check(buildOptimizer(decoded.right)), undefined)
  }
  for (const [name, factory] of named.filter(([name]) => !/C[MG]$/.test(name)))
    same({ base: { name } }, factory())
  same({ base: { name: 'adam' }, memory: { of: 'momenta' } }, all.adamCM())
  same(
    {
      base: { name: 'adamw' },
      memory: { of: 'gradients', capacity: 3 },
      estimators: [{ name: 'sam', rho: 0.1 }],
    },
    withSAM(all.adamwCG({ capacity: 3 }), { rho: 0.1 }),
  )
  same(
    {
      base: { name: 'sgd', momentum: 0 },
      learningRate: { name: 'warmup', steps: 2, after: { name: 'cosine', init: 0.1, steps: 9 } },
    },
    all.sgd({
      momentum: 0,
      learningRate: (s) =>
        s < 2 ? 0.1 * (s / 2) : 0.1 * (0.5 * (1 + Math.cos((Math.PI * Math.min(s - 2, 9)) / 9))),
    }),
  )
})

t.test('errors name the path, what was expected and what came', async (t) => {
  const errors = (json: unknown) => {
    const decoded = decodeOptimizer(json)
    return decoded._tag === 'Left' ? decoded.left : []
  }
  const adam = { name: 'adam' }
  t.same(errors({ base: { ...adam, b2: 1.5 } }), ['base.b2: must lie in [0, 1), got 1.5'])
  t.same(errors({ base: { ...adam, b2: '0.9' } }), ["base.b2: must lie in [0, 1), got '0.9'"])
  t.same(errors({ base: { ...adam, amsgrad: 1 } }), ['base.amsgrad: must be true or false, got 1'])
  t.same(errors({ base: { ...adam, beta2: 0.9 } }), [
    "base: unknown option 'beta2'; did you mean b2? Options: b1, b2, eps, amsgrad, nesterov, startup",
  ])
  t.same(errors({ base: { name: 'adan' } }), [
    "base.name: must be one of sgd, rmsprop, adam, adamw, amsgrad, nadam, adabelief, lion, got 'adan'; did you mean adam?",
  ])
  t.same(
    errors({ base: adam, memory: { of: 'momenta', policy: { name: 'priority', decay: 2 } } }),
    ['memory.policy.decay: must lie in [0, 1], got 2'],
  )
  t.same(errors({ base: adam, memory: { of: 'momenta', capacity: -1 } }), [
    'memory.capacity: must be a whole number >= 0, got -1',
  ])
  t.same(errors({ base: adam, memory: { capacity: 1 } }), [
    "memory.of: must be given: it must be 'gradients' or 'momenta'",
  ])
  t.same(errors({ base: adam, estimators: [{ name: 'sam' }, { name: 'sam', rho: -1 }] }), [
    'estimators.1.rho: must be a finite number >= 0, got -1',
  ])
  t.same(errors({ base: adam, learningRate: -1 }), [
    'learningRate: must be a finite number >= 0, got -1',
  ])
  t.same(errors({ base: adam, learningRate: { name: 'cosine', steps: 0 } }), [
    'learningRate.steps: must be a whole number >= 1, got 0',
  ])
  t.same(errors({ base: adam, memory: { of: 'momenta', policy: { name: 'fifo', decay: 1 } } }), [
    "memory.policy: unknown option 'decay'; there are no options",
  ])
  t.match(errors({ base: adam, memori: {} })[0], /^unknown option 'memori'; did you mean memory\?/)
  t.same(errors(null), ['must be an object, got null'])
  t.same(errors({}), ['base: must be given: it must be a base such as adamBase()'])
  t.equal(
    errors({ base: { ...adam, eps: -1 }, weightDecay: -1, clip: { by: 'norm' } }).length,
    3,
    'all errors are told',
  )
  t.throws(() => buildOptimizer({ base: { name: 'adam', b1: 2 } }), {
    message: 'buildOptimizer: base.b1: must lie in [0, 1), got 2',
  })
})

t.test(
  'estimators of an optimizer stay when SAM is added, and the identity optimizer takes the raw gradient',
  async (t) => {
    t.equal(withSAM(withSAM(all.adam())).estimators.length, 2)
    t.same(optimizer(identity, sam()).transform, [])
  },
)
