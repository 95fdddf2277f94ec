import { meanOfEntries } from '@momenta/aggregators'
import { float64 } from '@momenta/float64'
import * as all from '@momenta/optimizers'
import * as official from '@momenta/optimizers/official'
import { fifo } from '@momenta/policies'
import t from 'tap'

const call = (make: unknown, ...args: readonly unknown[]): unknown =>
  Reflect.apply(make as () => unknown, undefined, args)

/** The error of a call, in one line. */
const complaint = (make: unknown, ...args: readonly unknown[]): string => {
  try {
    call(make, ...args)
    return 'accepted'
  } catch (error) {
    return error instanceof TypeError || error instanceof RangeError ? error.message : 'foreign'
  }
}

const factories = [...Object.entries(all), ...Object.entries(official)].filter(
  ([, value]) => typeof value === 'function' && 'options' in value && 'example' in value,
)

t.test('every factory rejects unknown and positional options, and names itself', async (t) => {
  const names = factories.map(([name]) => name)
  const expected = ['adam', 'adamCM', 'sgdCG', 'adamBase', 'compose', 'withSAM', 'officialSGDC']
  t.same(
    expected.filter((name) => !names.includes(name)),
    [],
  )
  for (const [name, make] of factories) {
    const inner = name === 'withSAM' ? [all.adam()] : []
    for (const wrong of [{ capcity: 5 }, { zzz: 1 }, { learningrate: 9 }, { constructor: 1 }])
      t.match(complaint(make, ...inner, wrong), new RegExp(`^${name}: unknown option '`))
    t.match(
      complaint(make, ...inner, 0.5),
      new RegExp(`^${name}: options must be an object such as`),
    )
  }
})

t.test('the error for a name of another library gives the name here', async (t) => {
  for (const [make, wrong, meant] of [
    [all.adam, 'lr', 'learningRate'],
    [all.adam, 'betas', 'b1 and b2'],
    [all.adam, 'beta1', 'b1'],
    [all.adamw, 'weight_decay', 'weightDecay'],
    [all.adamCM, 'capcity', 'capacity'],
    [all.adamCM, 'topC', 'capacity'],
  ] as const)
    t.match(complaint(make, { [wrong]: 0.1 }), `did you mean ${meant}?`)
  t.match(complaint(all.withSAM, all.adam(), { Rho: 0.1 }), 'did you mean rho?')
  t.equal(
    complaint(all.withSAM, all.adam(), 0.05),
    'withSAM: options must be an object such as { rho: 0.05 }, got 0.05',
  )
  t.equal(
    complaint(all.adam, 0.5),
    'adam: options must be an object such as { learningRate: 0.5 }, got 0.5',
  )
})

t.test('the error for an invalid part says what it must be', async (t) => {
  for (const [options, says] of [
    [{ policy: 'fifo' }, "adamCM: policy must be a policy such as fifo(), got 'fifo'"],
    [
      { policy: fifo },
      'adamCM: policy must be a policy such as fifo(), got the factory fifo: call it, fifo()',
    ],
    [
      { aggregator: 'mean' },
      "adamCM: aggregator must be an aggregator such as currentPlusMean(), got 'mean'",
    ],
    [
      { aggregator: meanOfEntries },
      'adamCM: aggregator must be an aggregator such as currentPlusMean(), got the factory meanOfEntries: call it, meanOfEntries()',
    ],
    [
      { key: 'gradientNorm' },
      "adamCM: key must be a key such as gradientNorm(), got 'gradientNorm'",
    ],
    [{ clip: 1 }, 'adamCM: clip must be a transform such as clipByGlobalNorm(), got 1'],
    [{ decoupled: 'yes' }, "adamCM: decoupled must be true or false, got 'yes'"],
    [{ nu: 'x' }, "adamCM: nu must be 'aggregate' or 'gradients', got 'x'"],
  ] as const)
    t.equal(complaint(all.adamCM, options), says)
  t.match(
    complaint(all.withSAM, undefined),
    /^withSAM: the optimizer must be an optimizer such as adam\(\), got undefined/,
  )
  t.match(complaint(all.withSAM, all.adam), /got the factory adam: call it, adam\(\)/)
  t.match(complaint(all.compose, {}), /^compose: base must be given/)
  t.match(
    complaint(all.compose, { base: {} }),
    /^compose: base must be a base such as adamBase\(\)/,
  )
})

t.test('an option without effect is an error', async (t) => {
  t.match(complaint(all.adabeliefCM, { startup: 'debiased' }), "unknown option 'startup'")
  t.match(complaint(all.adamCG, { nu: 'gradients' }), "unknown option 'nu'")
  t.match(complaint(all.rmsprop, { b1: 0.5 }), "unknown option 'b1'")
  t.match(complaint(all.adam, { capacity: 5 }), "unknown option 'capacity'")
  const memory = { of: 'momenta', startup: 'debiased' }
  t.equal(
    complaint(all.compose, { base: all.adabeliefBase(), memory }),
    "compose: memory.startup must be left out: critical momenta of this base cannot use 'debiased'",
  )
  t.equal(
    complaint(all.compose, { base: all.adamBase(), memory: { ...memory, of: 'gradients' } }),
    "compose: memory.startup must be left out: critical gradients cannot use 'debiased'",
  )
  const momenta = { of: 'momenta' }
  const gradients = { of: 'gradients' }
  const burst = all.adamBase({ startup: 'burst' })
  t.equal(
    complaint(all.compose, { base: burst, memory: momenta }),
    "compose: base.startup must be left out: adamBase does not use it with critical momenta, got 'burst'",
  )
  t.equal(complaint(all.compose, { base: burst, memory: gradients }), 'accepted')
  const averaged = all.rmspropBase({ b1: 0.5 })
  for (const memory of [undefined, gradients])
    t.equal(
      complaint(all.compose, { base: averaged, memory }),
      'compose: base.b1 must be left out: rmspropBase does not use it without critical momenta, got 0.5',
    )
  t.equal(complaint(all.compose, { base: averaged, memory: momenta }), 'accepted')
})

const moved = (optimizer: ReturnType<typeof all.adam>, gradients: readonly number[]) => {
  const { init, step } = float64(optimizer)
  let iterate = init({ w: Float64Array.of(1) })
  for (const g of gradients)
    iterate = step(() => ({ value: 0, grads: { w: Float64Array.of(g) } }), iterate)
  return iterate.params.w[0] as number
}

t.test('kappa 0 of an optimizer with critical gradients is the base', async (t) => {
  const gradients = [1, -2, 3, 0.5, -1, 2]
  t.equal(moved(all.adamCG({ kappa: 0 }), gradients), moved(all.adam(), gradients))
  t.not(moved(all.adamCG(), gradients), moved(all.adam(), gradients))
})

t.test(
  'with eps 0 a gradient that is always 0 moves nothing, and another one as ever',
  async (t) => {
    for (const make of [
      all.adam,
      all.adamw,
      all.amsgrad,
      all.nadam,
      all.rmsprop,
      all.adamCM,
      all.adamCG,
    ])
      for (const eps of [0, 1e-50])
        t.equal(moved(make({ eps, weightDecay: 0 }), [0, 0, 0]), 1, `${make.name} ${eps}`)
    t.equal(moved(all.adabelief({ eps: 0, epsRoot: 0 }), [0, 0, 0]), 1)
    // the first step of Adam is one learning rate, whatever the gradient
    t.equal(moved(all.adam({ eps: 0 }), [8]), 1 - 1e-3)
  },
)

t.test('the first step of AdaBelief with critical momenta is of the size of others', async (t) => {
  t.ok(Math.abs(1 - moved(all.adabeliefCM(), [1])) < 0.05, `${moved(all.adabeliefCM(), [1])}`)
})
