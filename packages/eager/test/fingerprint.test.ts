import '@momenta/register-gradients'
import '@tensorflow/tfjs-backend-cpu'
import { meanOfEntries } from '@momenta/aggregators'
import {
  chain,
  type Optimizer,
  optimizer,
  perLeaf,
  remember,
  storedNorm,
  type Transform,
} from '@momenta/core'
import { disposeIterate, eager, load, save } from '@momenta/eager'
import { microbatches } from '@momenta/estimators'
import { fifo, priority, smallest } from '@momenta/policies'
import {
  accumulate,
  averageParams,
  ema,
  freezable,
  lookahead,
  scaleByAdam,
  scaleByLearningRate,
  trace,
} from '@momenta/transforms'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'

tf.enableProdMode()
await tf.setBackend('cpu')

const rate = scaleByLearningRate({ learningRate: 0.05 })
const cm = (options: Parameters<typeof remember>[0] = {}): Transform =>
  chain(ema(), remember({ capacity: 3, ...options }), rate)

t.test(
  'a different structural option is an error that names it; hyperparameters may differ',
  async (t) => {
    const like = { w: tf.tensor1d([1, -2, 0.5]) }
    const pairs: readonly (readonly [string, Transform, Transform, RegExp])[] = [
      [
        'nesterov',
        trace({ nesterov: true }),
        trace(),
        /part 0 \(trace\): option 'nesterov' must be false.*got true/,
      ],
      ['adam to nadam', scaleByAdam(), scaleByAdam({ nesterov: true }), /option 'nesterov'/],
      [
        'amsgrad',
        scaleByAdam({ amsgrad: true }),
        scaleByAdam(),
        /part 0 \(scaleByAdam\): option 'amsgrad'/,
      ],
      [
        'aggregator',
        cm({ aggregator: meanOfEntries() }),
        cm(),
        /part 1 \(remember\): option 'aggregator'/,
      ],
      ['policy', cm({ policy: fifo() }), cm({ policy: smallest() }), /option 'policy'/],
      ['decay of the policy', cm(), cm({ policy: priority({ decay: 0.5 }) }), /option 'policy'/],
      ['read', cm(), cm({ read: 'after' }), /option 'read' must be "after".*got "before"/],
      ['capacity', cm({ capacity: 5 }), cm(), /option 'capacity' must be 3.*got 5/],
      ['key', cm({ key: storedNorm() }), cm(), /option 'key'/],
      ['per leaf', cm({ key: perLeaf() }), cm(), /option 'key'/],
      [
        'every',
        accumulate(rate, { every: 4 }),
        accumulate(rate, { every: 2 }),
        /part 0 \(accumulate\): option 'every' must be 2.*got 4/,
      ],
      ['period', lookahead({ period: 3 }), lookahead(), /option 'period' must be 6.*got 3/],
      ['start', averageParams({ start: 3 }), averageParams(), /option 'start' must be 0.*got 3/],
    ]
    const check = async (name: string, a: Optimizer, b: Optimizer, message: RegExp) => {
      const { init, step } = eager(a)
      let it = init(like)
      for (let i = 0; i < 3; i++)
        it = step(() => ({ value: tf.scalar(0), grads: { w: tf.tensor1d([i, 1, -1]) } }), it)
      const saved = await save(it)
      disposeIterate(it)
      const before = tf.memory().numTensors
      t.throws(() => load(b, saved, like), { name: 'TypeError', message }, name)
      t.equal(tf.memory().numTensors, before, name)
      t.doesNotThrow(() => disposeIterate(load(a, saved, like)), name)
    }
    for (const [name, a, b, message] of pairs)
      await check(name, optimizer(a), optimizer(b), message)
    await check(
      'microbatches',
      optimizer(rate, microbatches({ count: 2 })),
      optimizer(rate, microbatches({ count: 4 })),
      /estimator 0 \(microbatches\): option 'count' must be 4.*got 2/,
    )
    const saved = await save(eager(optimizer(cm())).init(like))
    const others = chain(ema({ decay: 0.5 }), remember({ capacity: 3 }), scaleByLearningRate())
    t.doesNotThrow(() => disposeIterate(load(optimizer(others), saved, like)))
    like.w.dispose()
  },
)

t.test('state inside nested combinators loads', async (t) => {
  const like = { w: tf.tensor1d([1, -2, 0.5]) }
  const subject = optimizer(freezable(accumulate(accumulate(cm(), { every: 2 }), { every: 3 })))
  const { init, step } = eager(subject)
  let it = init(like)
  for (let i = 0; i < 4; i++)
    it = step(() => ({ value: tf.scalar(0), grads: { w: tf.tensor1d([i, 1, -1]) } }), it)
  const saved = await save(it)
  t.same((await save(load(subject, saved, like))).checksum, saved.checksum)
  like.w.dispose()
})
