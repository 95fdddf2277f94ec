import '@momenta/register-gradients'
import '@tensorflow/tfjs-backend-cpu'
import { chain, memoriesOf, optimizer, remember } from '@momenta/core'
import { disposeIterate, eager, extend, type Iterate } from '@momenta/eager'
import { ema, masked, scaleByAdam, scaleByLearningRate } from '@momenta/transforms'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'

tf.enableProdMode()
await tf.setBackend('cpu')

type Tree = { readonly [name: string]: tf.Tensor }
const subject = optimizer(
  chain(ema({ decay: 0.5 }), remember({ capacity: 2 }), scaleByLearningRate({ learningRate: 1 })),
)
const ones = (params: Tree) => ({
  value: tf.scalar(0),
  grads: Object.fromEntries(
    Object.keys(params).map((name) => [name, tf.onesLike(params[name] as tf.Tensor)]),
  ),
})
const numbers = (tensor: tf.Tensor | undefined) => [...(tensor?.dataSync() ?? [])]
const bitsOf = (iterate: Iterate<Tree>) =>
  JSON.stringify(iterate, (_, v) => (v instanceof tf.Tensor ? numbers(v) : v))

t.test('step names a leaf that was added, removed or reshaped, and suggests extend', async (t) => {
  const { init, step } = eager(subject)
  const [w, b] = [tf.tensor1d([1, 2]), tf.scalar(3)]
  const iterate = step(ones, init({ w }))
  const before = tf.memory().numTensors
  const at = (params: Tree, message: RegExp) => {
    t.throws(() => step(ones, { ...iterate, params } as never), { name: 'TypeError', message })
    t.equal(tf.memory().numTensors, before)
  }
  at({ ...iterate.params, b }, /^step: .*must hold leaf 'b', got none; extend the state/)
  at({ b }, /^step: .*leaf 'b'.* extend/)
  const wide = tf.tensor1d([1, 2, 3])
  t.throws(() => step(ones, { ...iterate, params: { w: wide } } as never), {
    name: 'TypeError',
    message: /^step: .*leaf 'w' .* must have shape \[3\], got \[2\]; extend the state/,
  })
  const one = eager(subject).init({ w: tf.tensor1d([7]) })
  t.throws(() => step(ones, { ...one, params: { w: wide } } as never), {
    message: /leaf 'w' .* must have shape \[3\], got \[1\]/,
  })
  for (const each of [iterate, one]) disposeIterate(each)
  tf.dispose([w, b, wide])
})

t.test('extend keeps the state of existing leaves and initializes that of new ones', async (t) => {
  const before = tf.memory().numTensors
  const { init, step } = eager(subject)
  const w = tf.tensor1d([1, 2])
  const first = step(ones, step(ones, init({ w })))
  const was = bitsOf(first)
  const b = tf.scalar(3)
  const more: Tree = { b, ...first.params }
  const second = extend(subject, first, more)
  t.equal(bitsOf(first), was, 'the iterate stays')
  t.same(numbers(second.params.b), [3])
  t.same(numbers(second.params.w), numbers(first.params.w))
  t.same(numbers(second.state.parts[0]?.slots.mu?.w), numbers(first.state.parts[0]?.slots.mu?.w))
  t.same(numbers(second.state.parts[0]?.slots.mu?.b), [0])
  t.equal(second.state.step, 2)
  const [memory] = memoriesOf(subject.transform, second.state)
  t.equal(memory?.entries.length, 2)
  t.same(
    memory?.entries.map(([entry]) => numbers(entry)),
    [[0], [0]],
  )
  // w continues as it would have without extend
  const alone = step(ones, first)
  const both = step(
    (p: { w: tf.Tensor; b: tf.Tensor }) => {
      const { value, grads } = ones(p)
      return { value, grads: { w: grads.w as tf.Tensor, b: tf.zerosLike(grads.b as tf.Tensor) } }
    },
    second as Iterate<{ w: tf.Tensor; b: tf.Tensor }>,
  )
  t.same(numbers(both.params.w), numbers(alone.params.w))
  t.same(numbers(both.params.b), [3])
  // and back: a removed leaf
  const back = extend(subject, both, { w: both.params.w })
  t.same(Object.keys(back.state.parts[0]?.slots.mu ?? {}), ['w'])
  for (const each of [alone, both, back]) disposeIterate(each)
  tf.dispose([w, b])
  t.equal(tf.memory().numTensors, before)
})

t.test('step names a mask that selects other leaves, and extend applies it', async (t) => {
  let frozen = true
  const partly = optimizer(
    chain(
      masked(scaleByAdam(), (name) => !frozen || name !== 'b'),
      scaleByLearningRate({ learningRate: 1 }),
    ),
  )
  const { init, step } = eager(partly)
  const params = { a: tf.scalar(0), b: tf.scalar(0) }
  const iterate = step(ones as never, init(params))
  frozen = false
  t.throws(() => step(ones as never, iterate), {
    name: 'TypeError',
    message: /^step: .*\(scaleByAdam\) must hold leaf 'b', got none; extend/,
  })
  const more = step(ones as never, extend(partly, iterate, iterate.params))
  t.same(Object.keys(more.state.parts[0]?.slots.mu ?? {}), ['a', 'b'])
  for (const each of [iterate, more]) disposeIterate(each)
  tf.dispose(Object.values(params))
})

t.test('an iterate that cannot be extended is an error, and no tensor leaks', async (t) => {
  const { init, step } = eager(subject)
  const w = tf.tensor1d([1, 2])
  const first = init({ w })
  const second = step(ones, first)
  const before = tf.memory().numTensors
  t.throws(() => extend(subject, first, { w }), {
    name: 'TypeError',
    message: /^extend: .*a step consumed/,
  })
  t.throws(() => extend(subject, { w } as never, { w }), {
    message: /^extend: the iterate must be/,
  })
  t.throws(() => extend(second as never, subject as never, { w }), {
    message: /^extend: the optimizer must/,
  })
  t.throws(() => extend(subject, second, { a: w, b: w }), {
    message: /'a' and 'b' must be two tensors/,
  })
  t.throws(() => extend(optimizer(scaleByAdam()), second, { w }), {
    name: 'TypeError',
    message: /^extend: /,
  })
  t.equal(tf.memory().numTensors, before)
  disposeIterate(second)
  w.dispose()
})
