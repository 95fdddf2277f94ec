import '@momenta/register-gradients'
import '@tensorflow/tfjs-backend-cpu'
import '@tensorflow/tfjs-backend-wasm'
import { optimizer } from '@momenta/core'
import { disposeIterate, eager, oracleOf } from '@momenta/eager'
import { sam } from '@momenta/estimators'
import { scaleByLearningRate } from '@momenta/transforms'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'

tf.enableProdMode()
await tf.setBackend('cpu')

type W = { readonly w: tf.Tensor }
const descent = optimizer(scaleByLearningRate({ learningRate: 1 }))

t.test(
  'an oracle must return value and gradients; on an error the iterate is unchanged',
  async (t) => {
    const dead = () => {
      const tensor = tf.scalar(1)
      tensor.dispose()
      return tensor
    }
    const w = tf.tensor1d([1, 2])
    const value = () => tf.scalar(0)
    const good = () => ({ w: tf.ones([2]) })
    const cases: readonly (readonly [string, () => unknown, string | RegExp])[] = [
      [
        'nothing',
        () => undefined,
        'step: the oracle must return { value, grads }, got nothing; is a return missing?',
      ],
      ['null', () => null, /got null$/],
      ['a number', () => 3, /got the number 3$/],
      [
        'a function',
        () => () => ({}),
        /got a function; does it return the oracle\? Call it first$/,
      ],
      [
        'a Promise',
        async () => ({ value: value(), grads: good() }),
        /got a Promise; an oracle must not be async/,
      ],
      ['a failing Promise', () => Promise.reject(new Error('later')), /got a Promise/],
      ['no value', () => ({ grads: good() }), /got a record of grads: the value is missing$/],
      [
        'no gradients',
        () => ({ value: value() }),
        /got a record of value: the gradients are missing$/,
      ],
      [
        'value a number',
        () => ({ value: 3, grads: good() }),
        /^step: the value of the oracle must be a float32 scalar tensor, got the number 3; .*tf.scalar\(value\)/,
      ],
      [
        'value a Promise',
        () => ({ value: Promise.resolve(value()), grads: good() }),
        /value of the oracle.*got a Promise/,
      ],
      [
        'value no scalar',
        () => ({ value: tf.ones([1]), grads: good() }),
        /got a float32 tensor of shape \[1\]; reduce it/,
      ],
      [
        'value int32',
        () => ({ value: tf.scalar(1, 'int32'), grads: good() }),
        /got a int32 tensor of shape \[\]; cast it/,
      ],
      [
        'value disposed',
        () => ({ value: dead(), grads: good() }),
        /value of the oracle.*disposed$/,
      ],
      ['value null', () => ({ value: null, grads: good() }), /value of the oracle.*got null$/],
      [
        'gradients a list',
        () => ({ value: value(), grads: [tf.ones([2])] }),
        /got \[0\]: 'w' is missing$/,
      ],
      ['gradients a tensor', () => ({ value: value(), grads: tf.ones([2]) }), /'w' is missing$/],
      [
        'gradients null',
        () => ({ value: value(), grads: null }),
        /^step: the gradients: .*got null$/,
      ],
      ['gradient missing', () => ({ value: value(), grads: {} }), /'w' is missing$/],
      ['gradient null', () => ({ value: value(), grads: { w: null } }), /got null at 'w'$/],
      [
        'gradient numbers',
        () => ({ value: value(), grads: { w: [1, 2] } }),
        /got number at 'w\/0'$/,
      ],
      [
        'one too many',
        () => ({ value: value(), grads: { ...good(), v: value() } }),
        /'v' is not one of them$/,
      ],
      [
        'another shape',
        () => ({ value: value(), grads: { w: tf.ones([2, 1]) } }),
        "step: gradient of 'w' must have shape [2], got [2, 1]",
      ],
      [
        'int32',
        () => ({ value: value(), grads: { w: tf.ones([2], 'int32') } }),
        "step: gradient of 'w' must be float32, got int32",
      ],
      [
        'bool',
        () => ({ value: value(), grads: { w: tf.ones([2], 'bool') } }),
        /must be float32, got bool/,
      ],
      [
        'gradient disposed',
        () => ({
          value: value(),
          grads: {
            w: tf.tidy(() => {
              const g = tf.ones([2])
              g.dispose()
              return g
            }),
          },
        }),
        /gradient of 'w' must have data/,
      ],
    ]
    for (const subject of [descent, optimizer(descent.transform, sam())]) {
      const { init, step, stepAsync } = eager(subject)
      const iterate = init({ w })
      const before = tf.memory().numTensors
      for (const [name, oracle, message] of cases) {
        t.throws(() => step(oracle as never, iterate), { name: 'TypeError', message }, name)
        await t.rejects(stepAsync(oracle as never, iterate), { name: 'TypeError', message }, name)
        t.equal(tf.memory().numTensors, before, `${name}: nothing leaked`)
      }
      t.same([...iterate.params.w.dataSync()], [1, 2])
      disposeIterate(
        step(
          oracleOf((p: W) => tf.sum(p.w) as tf.Scalar),
          iterate,
        ),
      )
    }
    w.dispose()
  },
)

t.test('a loss must return a float32 scalar', async (t) => {
  const w = tf.tensor1d([1, 2])
  const before = tf.memory().numTensors
  const cases: readonly (readonly [string, (p: W) => unknown, RegExp])[] = [
    [
      'a vector',
      (p) => tf.square(p.w),
      /got a float32 tensor of shape \[2\]; reduce it with tf.mean or tf.sum/,
    ],
    [
      'a number',
      (p) => tf.sum(p.w).dataSync()[0],
      /got the number 3; compute it with tf operations only/,
    ],
    ['nothing', () => undefined, /got nothing; is a return missing\?/],
    ['async', async (p) => tf.sum(p.w), /got a Promise; a loss must not be async/],
    [
      'async that fails',
      async () => {
        throw new Error('later')
      },
      /got a Promise/,
    ],
    ['int32', (p) => tf.cast(tf.sum(p.w), 'int32'), /got a int32 tensor of shape \[\]; cast it/],
    ['a record', () => ({ loss: 1 }), /got a record of loss/],
  ]
  for (const [name, loss, message] of cases)
    t.throws(() => oracleOf(loss as never)({ w }, 0), { name: 'TypeError', message }, name)
  t.equal(tf.memory().numTensors, before)
  w.dispose()
})

t.test('a loss must use at least one of its parameters', async (t) => {
  const w = tf.tensor1d([1, 2])
  const v = tf.variable(tf.tensor1d([1, 2]))
  const before = tf.memory().numTensors
  const message =
    /^oracleOf: the loss must depend on the parameters that it is given, got one that uses none/
  const closes = oracleOf(() => tf.sum(tf.square(v)) as tf.Scalar)
  t.throws(() => closes({ w }, 0), { name: 'TypeError', message })
  t.throws(
    () => closes({ v }, 0),
    { name: 'TypeError', message },
    'its own variable, handed over too',
  )
  t.throws(
    () => oracleOf(({ w }: W) => tf.sum(tf.tensor1d([...w.dataSync()])) as tf.Scalar)({ w }, 0),
    { name: 'TypeError', message },
    'the numbers taken out',
  )
  t.throws(
    () => oracleOf(() => tf.scalar(1))({ w }, 0),
    { name: 'TypeError', message },
    'a constant',
  )
  t.equal(tf.memory().numTensors, before)
  const { grads } = oracleOf(
    ({ w }: { w: tf.Tensor; unused: tf.Tensor }) => tf.sum(w) as tf.Scalar,
  )({ w, unused: v }, 0)
  t.same([...grads.w.dataSync(), ...grads.unused.dataSync()], [1, 1, 0, 0])
  const constant = oracleOf((_: W) => tf.scalar(1), { allowUnused: true })({ w }, 0)
  t.same([...constant.grads.w.dataSync()], [0, 0])
  tf.dispose([w, v, grads.w, grads.unused, constant.value, constant.grads.w])
})

t.test('the error for an operation without gradient names it and says what to do', async (t) => {
  const w = tf.tensor1d([1, 2, 3, 4])
  const before = tf.memory().numTensors
  const pinball = ({ w }: W) =>
    tf.mean(tf.where(tf.greater(w, 2), tf.mul(0.9, w), tf.mul(0.1, w))) as tf.Scalar
  t.throws(() => oracleOf(pinball)({ w }, 0), {
    message:
      /^oracleOf: the loss must be made of operations that have a gradient, got Greater, which has none; run the step in withSecondOrder/,
  })
  t.throws(
    () => oracleOf(({ w }: W) => tf.sum(tf.cast(tf.less(w, 2), 'float32')) as tf.Scalar)({ w }, 0),
    {
      message: /got Less, which has none/,
    },
  )
  t.equal(tf.memory().numTensors, before)
  w.dispose()
})

t.test('the error for a missing kernel names it and the package that has it', async (t) => {
  await tf.setBackend('wasm')
  const filter = tf.ones<tf.Rank.R4>([2, 2, 1, 1])
  const before = tf.memory().numTensors
  const oracle = oracleOf(
    ({ filter }: { filter: tf.Tensor4D }) =>
      tf.sum(
        tf.square(tf.conv2d(tf.ones([1, 3, 3, 1]) as tf.Tensor4D, filter, 1, 'valid')),
      ) as tf.Scalar,
  )
  t.throws(() => oracle({ filter }, 0), {
    message:
      /^oracleOf: the backend 'wasm' must have every kernel.*got none for Conv2DBackpropFilter; await enableTraining\(\) of '@momenta\/kernels' after tf.setBackend\('wasm'\)/,
  })
  t.equal(tf.memory().numTensors, before)
  filter.dispose()
  await tf.setBackend('cpu')
})

t.test('NaN and infinity are valid values of a loss', async (t) => {
  const w = tf.scalar(-1)
  const { init, step } = eager(descent)
  for (const loss of [({ w }: W) => tf.log(w), ({ w }: W) => tf.mul(w, Number.NEGATIVE_INFINITY)]) {
    const next = step(oracleOf(loss as (p: W) => tf.Scalar), init({ w }))
    t.notOk(Number.isFinite(next.value?.dataSync()[0]))
    disposeIterate(next)
  }
  w.dispose()
})

t.test('an oracle must not dispose the parameters', async (t) => {
  const { init, step } = eager(descent)
  const w = tf.scalar(1)
  const iterate = init({ w })
  const before = tf.memory().numTensors
  t.throws(
    () =>
      step((p: W) => {
        p.w.dispose()
        return { value: tf.scalar(0), grads: { w: tf.scalar(1) } }
      }, iterate),
    { name: 'TypeError', message: /^step: the oracle must not dispose the parameters/ },
  )
  t.equal(tf.memory().numTensors, before - 1)
  disposeIterate(iterate)
  w.dispose()
})
