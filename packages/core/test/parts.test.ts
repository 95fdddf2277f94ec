import { chain, counted, optimizer, remember } from '@momenta/core'
import { checkOptimizer, decide, layoutOf } from '@momenta/core/program'
import t from 'tap'

const [part] = counted({
  name: 'own',
  slots: {},
  hyper: {},
  scalars: () => ({}),
  body: (_, { updates }) => ({ updates, slots: {} }),
})

t.test('a part of a chain that lacks a field is named by its place', async (t) => {
  for (const field of ['name', 'slots', 'hyper', 'init', 'plan', 'body'])
    t.throws(
      () =>
        checkOptimizer(
          'float64',
          optimizer(chain(remember(), [{ ...part, [field]: undefined } as never])),
        ),
      {
        name: 'TypeError',
        message:
          'float64: the optimizer must be what optimizer() or a factory as adam() returns, got part 1 without all of name, slots, hyper, init, plan and body',
      },
      field,
    )
})

t.test('so is a count without scalars, and a plan without them', async (t) => {
  for (const given of [undefined, null, {}, { name: 'own' }])
    t.throws(() => counted(given as never), {
      name: 'TypeError',
      message: 'counted: scalars must be a function, got undefined',
    })
  const broken = { ...part, plan: () => ({ next: 1, plan: {} }) } as never
  const layout = layoutOf([broken], [{ name: 'w', shape: [1], size: 1 }])
  const state = { step: 0, parts: [{ host: 0, hyper: {}, slots: {}, buffers: {} }] }
  t.throws(() => decide(layout, state as never).next(), {
    message: 'step: part 0 (own): each of its plans must have scalars, got nothing',
  })
})
