import type { Optimizer } from '@momenta/core'
import { equivalentTo } from '@momenta/laws'
import * as all from '@momenta/optimizers'
import t from 'tap'
import { plain } from './finished.js'

const { buildOptimizer, decodeOptimizer, withSAM } = all

t.test('JSON builds the same optimizers as the factories', async (t) => {
  const same = (json: unknown, factory: Optimizer) => {
    const decoded = decodeOptimizer(json)
    t.equal(decoded._tag, 'Right')
    if (decoded._tag === 'Right')
      t.equal(equivalentTo(factory).check(buildOptimizer(decoded.right)), undefined)
  }
  for (const [name, factory] of plain) same({ base: { name } }, factory())
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

t.test('an aggregator may have its name in McRae et al.', async (t) => {
  for (const [paper, name] of [
    ['sum', 'currentPlusMean'],
    ['mean', 'meanWithCurrent'],
    ['mid', 'midpoint'],
    ['min', 'currentPlusMinimum'],
    ['median', 'currentPlusMedian'],
    ['max', 'currentPlusMaximum'],
  ] as const) {
    const built = (aggregator: string) =>
      buildOptimizer({
        base: { name: 'sgd' },
        memory: { of: 'momenta', capacity: 3, aggregator: { name: aggregator, kappa: 0.5 } },
      })
    t.equal(equivalentTo(built(name)).check(built(paper)), undefined, paper)
    t.equal(all.encodeOptimizer(built(paper)).memory?.aggregator?.name, paper)
  }
})

t.test('errors name the path, what was expected and the value', async (t) => {
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
  t.same(errors({ base: { name: 'adamm' } }), [
    `base.name: must be one of ${plain.map(([name]) => name).join(', ')}, got 'adamm'; did you mean adam?`,
  ])
  t.same(
    errors({ base: adam, memory: { of: 'momenta', policy: { name: 'priority', decay: 2 } } }),
    ['memory.policy.decay: must lie in [0, 1], got 2'],
  )
  t.same(errors({ base: adam, memory: { of: 'momenta', capacity: -1 } }), [
    'memory.capacity: must be a non-negative integer, got -1',
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
    'learningRate.steps: must be a positive integer, got 0',
  ])
  t.same(errors({ base: adam, memory: { of: 'momenta', policy: { name: 'fifo', decay: 1 } } }), [
    "memory.policy: unknown option 'decay'; there are no options",
  ])
  t.match(errors({ base: adam, memori: {} })[0], /^unknown option 'memori'; did you mean memory\?/)
  const momenta = { of: 'momenta' }
  for (const name of ['adam', 'adamw', 'amsgrad', 'nadam'])
    t.match(errors({ base: { name, startup: 'burst' }, memory: momenta }), [
      /^base\.startup: must be left out: .* does not use it with critical momenta, got 'burst'$/,
    ])
  t.same(errors({ base: { name: 'rmsprop', b1: 0.5 } }), [
    'base.b1: must be left out: rmspropBase does not use it without critical momenta, got 0.5',
  ])
  t.same(errors({ base: { name: 'rmsprop', b1: 0.5 }, memory: momenta }), [])
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
