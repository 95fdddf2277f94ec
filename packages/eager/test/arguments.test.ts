import '@momenta/register-gradients'
import '@tensorflow/tfjs-backend-cpu'
import { chain, optimizer } from '@momenta/core'
import {
  cloneIterate,
  disposeIterate,
  eager,
  evaluationParams,
  extend,
  normsOf,
  oracleOf,
  readHyperparameters,
  save,
  setHyperparameters,
} from '@momenta/eager'
import { ema, scaleByLearningRate } from '@momenta/transforms'
import * as tf from '@tensorflow/tfjs-core'
import t, { type Test } from 'tap'

tf.enableProdMode()
await tf.setBackend('cpu')

type W = { readonly w: tf.Tensor }
const subject = optimizer(chain(ema(), scaleByLearningRate({ learningRate: 0.1 })))
const loss = ({ w }: W): tf.Scalar => tf.sum(tf.square(w))
const oracle = oracleOf(loss)

const fails = (t: Test, run: () => unknown, message: string | RegExp, what: string) =>
  t.throws(run, { name: 'TypeError', message }, what)

t.test('every function that takes an optimizer rejects anything else', async (t) => {
  const { init } = eager(subject)
  const w = tf.scalar(1)
  const iterate = init({ w })
  const must = 'the optimizer must be what optimizer() or a factory as adam() returns, got'
  const wrong: readonly (readonly [unknown, string])[] = [
    [() => subject, 'a function; call the factory, as adam()'],
    [subject.transform, 'a transform; wrap it, as optimizer(transform)'],
    ['adam', 'the string "adam"'],
    [iterate, 'a record of params, state'],
    [undefined, 'nothing'],
  ]
  for (const [value, got] of wrong) {
    fails(t, () => eager(value as never), `eager: ${must} ${got}`, 'eager')
    fails(
      t,
      () => setHyperparameters(value as never, iterate, {}),
      `setHyperparameters: ${must} ${got}`,
      'setHyperparameters',
    )
    fails(
      t,
      () => readHyperparameters(value as never, iterate),
      `readHyperparameters: ${must} ${got}`,
      'readHyperparameters',
    )
    fails(
      t,
      () => evaluationParams(value as never, iterate),
      `evaluationParams: ${must} ${got}`,
      'evaluationParams',
    )
  }
  disposeIterate(iterate)
  w.dispose()
})

t.test('every function that takes an iterate rejects anything else', async (t) => {
  const w = tf.scalar(1)
  const { step, stepAsync } = eager(subject)
  const got = (value: unknown, says: string) => {
    const message = (who: string) =>
      `${who}: the iterate must be what init, step or load returns, got ${says}`
    fails(t, () => step(oracle, value as never), message('step'), 'step')
    fails(t, () => cloneIterate(value as never), message('cloneIterate'), 'cloneIterate')
    fails(t, () => disposeIterate(value as never), message('disposeIterate'), 'disposeIterate')
    fails(
      t,
      () => readHyperparameters(subject, value as never),
      message('readHyperparameters'),
      'read',
    )
    fails(
      t,
      () => setHyperparameters(subject, value as never, {}),
      message('setHyperparameters'),
      'set',
    )
    fails(
      t,
      () => evaluationParams(subject, value as never),
      message('evaluationParams'),
      'evaluationParams',
    )
    return Promise.all([
      t.rejects(stepAsync(oracle, value as never), {
        name: 'TypeError',
        message: message('stepAsync').replace('stepAsync', 'step'),
      }),
      t.rejects(save(value as never), { name: 'TypeError', message: message('save') }),
    ])
  }
  await got({ w }, 'a record of w, which are parameters; init(params) makes an iterate')
  await got(w, 'a tensor; init(params) makes an iterate')
  await got(oracle, 'a function; the oracle comes first: step(oracle, iterate)')
  await got({ learningRate: 1 }, 'a record of learningRate')
  await got(undefined, 'nothing')
  await got(null, 'null')
  await got(Promise.resolve(), 'a Promise; await it')
  t.equal(w.isDisposed, false)
  w.dispose()
})

t.test(
  'swapped arguments and a loss instead of an oracle have errors of their own; the iterate is unchanged',
  async (t) => {
    const { init, step } = eager(subject)
    const w = tf.tensor1d([1, 2])
    const iterate = init({ w })
    const before = tf.memory().numTensors
    fails(
      t,
      () => step(iterate as never, oracle as never),
      'step: the oracle must be a function such as oracleOf(loss), got an iterate, which comes second: step(oracle, iterate)',
      'swapped',
    )
    fails(
      t,
      () => step(loss as never, iterate),
      'step: the oracle must return { value, grads }, got a float32 tensor of shape []; is it a loss? Wrap it: oracleOf(loss)',
      'a loss',
    )
    fails(t, () => step(undefined as never, iterate), /must be a function.*got nothing$/, 'nothing')
    fails(
      t,
      () => oracleOf(w as never),
      /^oracleOf: the loss must be a function/,
      'oracleOf(tensor)',
    )
    fails(
      t,
      () => step(oracle, { ...iterate, params: { w: Float64Array.of(1, 2) } } as never),
      'step: the iterate must hold tensors, got one of float64, which holds Float64Array; make one with init(params) from tensors',
      'an iterate of float64',
    )
    t.equal(tf.memory().numTensors, before)
    disposeIterate(step(oracle, iterate))
    w.dispose()
  },
)

t.test('init names parameters that cannot be trained, and no tensor leaks', async (t) => {
  const { init } = eager(subject)
  const gone = tf.scalar(1)
  gone.dispose()
  const one = tf.scalar(1)
  const before = tf.memory().numTensors
  fails(
    t,
    () => init({ a: one, b: { c: gone } }),
    "init: parameter 'b/c' must be a tensor with data, got one that was disposed",
    'disposed',
  )
  fails(
    t,
    () => init({ a: one, b: [one] }),
    "init: parameters 'a' and 'b/0' must be two tensors, got one; to share it, pass it once, else tf.clone(x) as 'b/0'",
    'tied',
  )
  fails(
    t,
    () => init({ w: [1, 2] }),
    "init: a tree holds tensors (such as tf.tensor returns), lists and plain records, got number at 'w/0'",
    'numbers',
  )
  fails(t, () => init(undefined as never), /^init: .* got undefined$/, 'nothing')
  t.equal(tf.memory().numTensors, before)
  one.dispose()
})

t.test('setHyperparameters accepts only numbers in the range', async (t) => {
  const w = tf.scalar(1)
  const iterate = eager(subject).init({ w })
  const set = (values: unknown) => () => setHyperparameters(subject, iterate, values as never)
  fails(
    t,
    set(0.1),
    /the values must be a record such as \{ learningRate: 0.01 \}, got the number 0.1/,
    'number',
  )
  fails(t, set(undefined), /the values must be a record.*got nothing/, 'nothing')
  fails(t, set({ learningRate: null }), /'learningRate' must be a number, got null/, 'null')
  fails(
    t,
    set({ learningRate: undefined }),
    /'learningRate' must be a number, got nothing/,
    'undefined',
  )
  fails(
    t,
    set({ learningRate: () => 0.1 }),
    /got a function; a schedule is an option of the factory/,
    'schedule',
  )
  for (const learningRate of [Number.NaN, -0.1, Number.POSITIVE_INFINITY])
    t.throws(set({ learningRate }), { name: 'RangeError' }, `${learningRate}`)
  for (const name of ['constructor', '__proto__', 'toString'])
    t.throws(
      set(JSON.parse(`{"${name}": 1}`)),
      { name: 'RangeError', message: /^setHyperparameters: .* must be one of decay, / },
      name,
    )
  disposeIterate(iterate)
  w.dispose()
})

t.test('an iterate of another optimizer is named by its hyperparameters', async (t) => {
  const scheduled = optimizer(chain(ema(), scaleByLearningRate({ learningRate: () => 0.1 })))
  const w = tf.scalar(1)
  const iterate = eager(scheduled).init({ w })
  const message = (who: string) =>
    `${who}: part 1 (scaleByLearningRate) must have the hyperparameters [learningRate], got [learningRateFactor]; was the state made by this optimizer?`
  fails(t, () => eager(subject).step(oracle, iterate), message('step'), 'step')
  fails(t, () => extend(subject, iterate, { w }), message('extend'), 'extend')
  fails(
    t,
    () => readHyperparameters(subject, iterate),
    message('readHyperparameters'),
    'readHyperparameters',
  )
  fails(
    t,
    () => setHyperparameters(subject, iterate, { learningRate: 1 }),
    message('setHyperparameters'),
    'setHyperparameters',
  )
  disposeIterate(iterate)
  w.dispose()
})

t.test('a tensor that was disposed is not an error of the backend', async (t) => {
  const w = tf.scalar(1)
  w.dispose()
  t.throws(() => normsOf([w]), { message: 'Tensor is disposed.' })
})
