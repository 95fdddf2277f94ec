import { type Optimizer, optimizer } from '@momenta/core'
import * as all from '@momenta/optimizers'
import { type adam, cosine, fromage, sgd, tfOptimizer } from '@momenta/tfjs'
import { accumulate, freezable, masked, partition, scheduled } from '@momenta/transforms'
import * as tf from '@tensorflow/tfjs-core'
import t, { type Test } from 'tap'
import { useBackend } from './models.js'

await useBackend('cpu')

const w = tf.variable(tf.tensor2d([[1, 2]]), true, 'rated')
const step = (trained: tf.Optimizer) => trained.minimize(() => tf.sum(tf.square(w)), false, [w])

const made = Object.entries(all).flatMap(([name, make]) =>
  Object.hasOwn(make, 'base') ? [[name, make as typeof adam] as const] : [],
)

const inScheduled = (given: Optimizer): Optimizer => {
  const hypers = given.transform.flatMap(({ hyper }) => Object.keys(hyper))
  const names = hypers.filter((name) => /learningRate/i.test(name))
  const schedules = Object.fromEntries(names.map((name) => [name, () => 0.5]))
  return { ...given, transform: scheduled(given.transform, schedules) }
}

/** Sets the rate and reads it again, or requires one line, after which nothing is different. */
const check = (t: Test, trained: ReturnType<typeof tfOptimizer>, what: string) => {
  const before = (() => {
    try {
      return trained.learningRate
    } catch (error) {
      return (error as Error).message
    }
  })()
  if (typeof before === 'number') t.ok(Number.isFinite(before), `${what}: reads ${before}`)
  const [config, rate] = [JSON.stringify(trained.getConfig()), 0.0123]
  try {
    trained.learningRate = rate
    // a schedule is multiplied by the rounded quotient
    t.ok(Math.abs(trained.learningRate - rate) <= 2e-16 * rate, `${what}: ${trained.learningRate}`)
    return true
  } catch (error) {
    t.match(error, { message: /^learningRate: [^\n]*; [^\n]*$/ }, what)
    t.equal(JSON.stringify(trained.getConfig()), config)
    return false
  }
}

t.test('the learning rate is that which was set, or setting it changes nothing', async (t) => {
  const set = new Set<string>()
  for (const [name, make] of made) {
    const schedule = cosine({ init: 0.01, steps: 100 })
    const optimizers: readonly (readonly [string, Optimizer])[] = [
      ['number', make()],
      ['scheduled', inScheduled(make())],
      ...('learningRate' in make.options
        ? ([['schedule', make({ learningRate: schedule })]] as const)
        : []),
    ]
    for (const [kind, one] of optimizers) {
      const trained = tfOptimizer(one)
      if (check(t, trained, `${name} ${kind}`)) set.add(`${name} ${kind}`)
      w.assign(tf.tensor2d([[1, 2]]))
      step(trained)
      check(t, trained, `${name} ${kind} after a step`)
      step(trained)
      trained.dispose()
    }
  }
  for (const name of ['adam', 'madgrad', 'fromage', 'scheduleFreeAdamW', 'prodigy', 'momo'])
    t.ok(set.has(`${name} number`), name)
  for (const name of ['adam', 'scheduleFreeAdamW']) t.ok(set.has(`${name} schedule`), name)
})

t.test('a rate that is set to itself does not drift', async (t) => {
  const trained = tfOptimizer(fromage())
  for (let i = 0; i < 1000; i++) {
    const { learningRate } = trained
    trained.learningRate = learningRate
  }
  t.equal(trained.learningRate, 0.01)
})

t.test('the rate of a schedule is that of the next step, inside of combinators too', async (t) => {
  const learningRate = (n: number) => 1 / (n + 1)
  const { transform } = sgd({ learningRate, momentum: 0 })
  const numbers = sgd({ momentum: 0 }).transform
  for (const one of [
    transform,
    freezable(transform),
    accumulate(transform, { every: 1 }),
    scheduled(numbers, { learningRate }),
    freezable(scheduled(numbers, { learningRate })),
    all.scheduleFreeSGD({ learningRate }).transform,
    all.madgrad({ learningRate }).transform,
  ]) {
    const trained = tfOptimizer(optimizer(one))
    t.equal(trained.learningRate, 1)
    step(trained)
    t.equal(trained.learningRate, 0.5)
  }
})

t.test('groups with different learning rates cannot be set to one', async (t) => {
  const [head, body] = ['head', 'body'].map((name) => tf.variable(tf.scalar(1), true, name))
  const groups = (rate: number) =>
    partition(
      {
        head: sgd({ learningRate: 0.1, momentum: 0 }).transform,
        body: sgd({ learningRate: rate, momentum: 0 }).transform,
      },
      (name) => name,
    )
  const loss = () => tf.add(head as tf.Scalar, body as tf.Scalar) as tf.Scalar
  const move = (trained: tf.Optimizer) => {
    const before = [head, body].map((one) => one?.dataSync()[0] as number)
    trained.minimize(loss, false, [head, body] as tf.Variable[])
    return [head, body].map((one, i) =>
      Number(((before[i] as number) - (one?.dataSync()[0] as number)).toFixed(5)),
    )
  }
  const different = tfOptimizer(optimizer(groups(0.01)))
  t.equal(different.learningRate, 0.1)
  t.throws(() => Object.assign(different, { learningRate: 0.05 }), {
    message:
      'learningRate: all groups must have the same learning rate to set it, got 0.1,0.01; use scaleLearningRate(factor), or give each group a schedule',
  })
  t.same(move(different), [0.1, 0.01])
  const same = tfOptimizer(optimizer(groups(0.1)))
  same.learningRate = 0.05
  t.same(move(same), [0.05, 0.05])
})

t.test(
  'scaleLearningRate multiplies the rate of each group, schedules and later runs too',
  async (t) => {
    const names = ['one', 'two', 'three']
    const group = (learningRate: number | ((step: number) => number)) =>
      sgd({ learningRate, momentum: 0 }).transform
    const groups = { one: group(0.5), two: group(0.25), three: group((n) => 1 / (n + 1)) }
    const variables = () => names.map((name) => tf.variable(tf.scalar(0), true, name))
    const trained = tfOptimizer(optimizer(partition(groups, (name) => name.replace(/_.*/, ''))))
    const moved = (list: tf.Variable[]) => {
      const before = list.map((one) => one.dataSync()[0] as number)
      trained.minimize(() => tf.addN(list) as tf.Scalar, false, list)
      return list.map((one, i) => (before[i] as number) - (one.dataSync()[0] as number))
    }
    const first = variables()
    trained.scaleLearningRate(0.5)
    t.same(moved(first), [0.25, 0.125, 0.5])
    trained.scaleLearningRate(0.5)
    // the schedule is at a half
    t.same(moved(first), [0.125, 0.0625, 0.125])
    t.equal(trained.learningRate, 0.125)
    for (const one of first) one.dispose()
    t.same(moved(variables()), [0.125, 0.0625, 0.25])
    for (const wrong of [-1, Number.NaN, Number.POSITIVE_INFINITY, '2', null])
      t.throws(() => trained.scaleLearningRate(wrong as number), {
        message: /^scaleLearningRate: the factor must /,
      })
  },
)

t.test('a rate after another rate cannot be set, since both would be', async (t) => {
  const rate = sgd({ learningRate: 0.1, momentum: 0 }).transform
  const at = (name: string) => masked(rate, (leaf) => leaf === name)
  // their rate is the product
  for (const twice of [
    [...rate, ...rate],
    [...rate, ...at('rated')],
    [...at('rated'), ...rate],
  ]) {
    const trained = tfOptimizer(optimizer(twice))
    const fails = {
      message: /^learningRate: at most one part must .* one after the other; [^\n]*$/,
    }
    t.throws(() => Object.assign(trained, { learningRate: 0.05 }), fails)
    t.throws(() => trained.scaleLearningRate(0.5), fails)
    step(trained)
    t.throws(() => Object.assign(trained, { learningRate: 0.05 }), fails)
  }
  // which leaves masks select is known after a step
  const masks = tfOptimizer(optimizer([...at('rated'), ...at('rated')]))
  step(masks)
  t.throws(() => Object.assign(masks, { learningRate: 0.05 }), { message: /one after the other/ })
  const groups = tfOptimizer(optimizer([...at('rated'), ...at('other')]))
  step(groups)
  groups.learningRate = 0.05
  t.equal(groups.learningRate, 0.05)
})
