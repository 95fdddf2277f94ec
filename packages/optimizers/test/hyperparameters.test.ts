import { hyperparametersOf, type Optimizer, withHyperparameters } from '@momenta/core'
import { float64, type Iterate as IterateOf } from '@momenta/float64'
import * as all from '@momenta/optimizers'
import * as official from '@momenta/optimizers/official'
import t from 'tap'
import { finished, type Make } from './finished.js'

/** A vector and a matrix, which some rules treat differently. */
type Iterate = IterateOf<{ readonly w: Float64Array; readonly m: Float64Array }>
type Options = { readonly [name: string]: unknown }
type Official = (options?: Options) => Optimizer

const gradient = (w: Float64Array) => w.map((x, i) => Math.cos(2 * x) + i)

/** A loss with these gradients, for rules that read it. */
const loss = (w: Float64Array) => w.reduce((sum, x, i) => sum + Math.sin(2 * x) / 2 + i * x, 12)

/** The parameters after n steps, from an iterate or from (1, -0.5), as a vector and as a matrix. */
const steps = (optimizer: Optimizer, n: number, from?: Iterate): Iterate => {
  const { init, step } = float64(optimizer, { shapes: { m: [1, 2] } })
  const first = Float64Array.of(1, -0.5)
  let iterate = from ?? init({ w: first, m: first })
  for (let i = 0; i < n; i++)
    iterate = step(
      ({ w, m }) => ({ value: loss(w), grads: { w: gradient(w), m: gradient(m) } }),
      iterate,
    )
  return iterate
}

/**
 * Options that bring every part into the chain, and variants of them where they divide a base
 * differently.
 */
const variants = ({ options }: Make): readonly Options[] => {
  const has = (name: string) => Object.hasOwn(options, name)
  const { startup } = options
  const choices = startup?.shape.kind === 'choice' ? startup.shape.choices : []
  return [
    {
      weightDecay: 0.02,
      ...(has('momentum') ? { momentum: 0.3 } : {}),
      ...(has('delta') ? { delta: 3, stepDecay: 0.02 } : {}),
      ...(has('nu') ? { nu: 'gradients' } : {}),
      // a rate that the smoothness bounds
      ...(has('amplifier') ? { initial: 1 } : {}),
      // what is computed in every such step changes during the test
      ...(has('every') ? { every: 3 } : {}),
    },
    ...choices.filter((one) => one !== startup?.example()).map((one) => ({ startup: one })),
  ]
}

/** Values that matter, by name; elsewhere, and where they lie outside the range, 0.5. */
const to: { readonly [name: string]: number } = {
  eps: 5,
  epsRoot: 1e-3,
  learningRate: 0.05,
  minNorm: 5,
  threshold: 50,
  min: 2,
  lowerBound: 99,
  maxTrials: 2,
  minimum: 99,
  delta: 1e-3,
  dampening: 50,
}

t.test(
  'a hyperparameter that is set at step 10 of 30 is as if the optimizer were built with it then',
  async (t) => {
    for (const [name, make] of finished)
      for (const options of variants(make)) {
        const before = make(options)
        const ten = steps(before, 10)
        const unchanged = steps(before, 20, ten).params
        const ranges = new Map(
          before.transform.flatMap(({ hyper }) =>
            Object.entries(hyper).flatMap(([own, { option = own, range }]) =>
              option === null ? [] : [[option, range] as const],
            ),
          ),
        )
        const declared = Object.keys(make.options)
        t.ok(
          [...ranges.keys()].every((one) => declared.includes(one)),
          `${name}: ${[...ranges.keys()]}`,
        )
        for (const [hyper, range] of ranges) {
          const value = [to[hyper] ?? 0.5].find(range.holds) ?? 0.5
          const after = make({ ...options, [hyper]: value })
          const set = withHyperparameters(before.transform, ten.state, { [hyper]: value })
          t.same(
            hyperparametersOf(before.transform, set),
            hyperparametersOf(after.transform, steps(after, 0).state),
            `${name}: ${hyper} reaches every part`,
          )
          const here = steps(before, 20, { ...ten, state: set })
          const anew = steps(after, 20, { ...ten, state: set })
          t.same(here.params, anew.params, `${name}: ${hyper}`)
          // The sign of a direction hides what changes it.
          if (!/^(lion|sign|sophia|tiger|rprop)/.test(name))
            t.notSame(here.params, unchanged, `${name}: ${hyper} matters`)
        }
      }
  },
)

t.test('b1 set at step 10 of adamCM without memory is that of Adam, worked by hand', async (t) => {
  let [m, v, w] = [0, 0, 1]
  for (let n = 1; n <= 30; n++) {
    const b1 = n <= 10 ? 0.9 : 0.5
    const g = Math.cos(2 * w)
    m = b1 * m + (1 - b1) * g
    v = 0.999 * v + 0.001 * g * g
    w -= (0.05 * (m / (1 - b1 ** n))) / (Math.sqrt(v / (1 - 0.999 ** n)) + 1e-8)
  }
  for (const optimizer of [
    all.adam({ learningRate: 0.05 }),
    all.adamCM({ learningRate: 0.05, capacity: 0, nu: 'gradients' }),
  ]) {
    const { init, step } = float64(optimizer)
    let iterate = init({ w: Float64Array.of(1) })
    for (let i = 0; i < 30; i++) {
      if (i === 10)
        iterate = {
          ...iterate,
          state: withHyperparameters(optimizer.transform, iterate.state, { b1: 0.5 }),
        }
      iterate = step((p) => ({ value: 0, grads: { w: p.w.map((x) => Math.cos(2 * x)) } }), iterate)
    }
    // 30 steps of size 0.05, each rounded to 1e-16
    t.ok(Math.abs((iterate.params.w[0] as number) - w) < 1e-13, `${iterate.params.w[0]} ${w}`)
  }
})

t.test('the error for an option that no part has lists the known ones', async (t) => {
  const optimizer = all.adamCM()
  const { state } = steps(optimizer, 1)
  t.throws(() => withHyperparameters(optimizer.transform, state, { decay: 0.5 }), {
    name: 'RangeError',
    message: /^withHyperparameters: 'decay' must be one of b1, ema\.decay, kappa/,
  })
  t.throws(() => withHyperparameters(optimizer.transform, state, { constructor: 1 } as never), {
    name: 'RangeError',
  })
  t.throws(() => withHyperparameters(optimizer.transform, state, 0.5 as never), {
    message:
      'withHyperparameters: the values must be an object such as { learningRate: 0.1 }, got 0.5',
  })
  const set = withHyperparameters(optimizer.transform, state, { 'ema.decay': 0.5 })
  t.match(hyperparametersOf(optimizer.transform, set), { 'ema.decay': 0.5, 'scaleByNu.b1': 0.9 })
})

t.test('the official optimizers are set by the names of the authors', async (t) => {
  for (const [make, options, names] of [
    [official.officialAdamCM, {}, ['b1', 'b2', 'eps', 'lr']],
    [official.officialAdamC, {}, ['b1', 'b2', 'eps', 'lr']],
    [official.officialRMSpropC, { momentum: 0.3 }, ['alpha', 'eps', 'momentum', 'lr']],
    [official.officialSGDC, { momentum: 0.3 }, ['momentum', 'lr']],
  ] as const) {
    const optimizer = (make as Official)(options)
    const { state } = steps(optimizer, 2)
    for (const name of names) {
      const set = withHyperparameters(optimizer.transform, state, { [name]: 0.25 })
      const changed = Object.values(hyperparametersOf(optimizer.transform, set)).filter(
        (value) => value === 0.25,
      )
      t.equal(changed.length, name === 'b1' && make === official.officialAdamCM ? 2 : 1, name)
    }
  }
})
