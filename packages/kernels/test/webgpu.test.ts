import '@momenta/register-gradients'
import '@tensorflow/tfjs-backend-cpu'
import { enableTraining, softmaxCrossEntropy } from '@momenta/kernels'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'
import { differenceFromCpu, type Example, leaksOf, makeInputs, rounding } from './Example.js'
import { isNear, maskedLogits } from './maskedLogits.js'
import { errors, unless } from './onWebgpu.js'
import { makeBatchNorm, makeCrossEntropy, makeLstm, operations } from './operations.js'

tf.enableProdMode()

t.test('the operations on WebGPU agree with cpu, values and gradients', unless, async (t) => {
  const more: readonly (readonly [string, Example])[] = [
    ['batchNorm over chunks', makeBatchNorm([5, 101, 17])],
    ['batchNorm of one row', makeBatchNorm([1, 3])],
    ['cross-entropy of 65', makeCrossEntropy([2], 65)],
    ['lstm 3×2, 5 → 33', makeLstm(3, 2, 5, 33)],
    ['relu', { f: (x) => tf.relu(x), at: makeInputs(1, [3, 67]) }],
  ]
  for (const [name, example] of [...operations, ...more]) {
    const far = await differenceFromCpu(example, 0, 'webgpu')
    t.ok(far <= rounding, `${name}: ${far}`)
  }
  t.same(errors, [])
})

t.test('gradients of convolutions on WebGPU agree with cpu', unless, async (t) => {
  const dense =
    (strides: number, pad: Parameters<typeof tf.conv2d>[3]): Example['f'] =>
    (x, k) =>
      tf.conv2d(x as tf.Tensor4D, k as tf.Tensor4D, strides, pad)
  const depthwise =
    (strides: number): Example['f'] =>
    (x, k) =>
      tf.depthwiseConv2d(x as tf.Tensor4D, k as tf.Tensor4D, strides, 'same')
  const pads: Parameters<typeof tf.conv2d>[3] = [
    [0, 0],
    [2, 1],
    [0, 3],
    [0, 0],
  ]
  const cases: readonly (readonly [string, Example])[] = [
    ['one position', { f: dense(1, 'valid'), at: makeInputs(1, [1, 2, 2, 1], [2, 2, 1, 1]) }],
    ['explicit padding', { f: dense(1, pads), at: makeInputs(2, [2, 7, 6, 5], [3, 3, 5, 9]) }],
    ['1600 positions', { f: dense(1, 'same'), at: makeInputs(3, [4, 20, 20, 3], [3, 3, 3, 8]) }],
    ['stride 2', { f: dense(2, 'same'), at: makeInputs(4, [6, 15, 14, 4], [3, 3, 4, 16]) }],
    ['more than a tile', { f: dense(2, 'same'), at: makeInputs(5, [2, 6, 6, 40], [1, 1, 40, 33]) }],
    ['depthwise', { f: depthwise(1), at: makeInputs(6, [3, 21, 20, 17], [3, 3, 17, 1]) }],
    ['two outputs', { f: depthwise(2), at: makeInputs(7, [2, 9, 8, 5], [5, 5, 5, 2]) }],
  ]
  for (const [name, example] of cases) {
    const far = await differenceFromCpu(example, 0, 'webgpu')
    t.ok(far <= rounding, `${name}: ${far}`)
  }
  t.same(errors, [])
})

t.test('the gradients of sums and means agree with cpu, and upload no ones', unless, async (t) => {
  const cases: readonly (readonly [string, Example])[] = [
    ['sum', { f: (x) => tf.square(tf.sum(x, [1])), at: makeInputs(1, [3, 4, 5]) }],
    ['mean', { f: (x) => tf.square(tf.mean(x, [-1, 0])), at: makeInputs(2, [3, 4, 5]) }],
    ['mean of all', { f: (x) => tf.mean(tf.square(x)), at: makeInputs(3, [7]) }],
    ['mean, axes kept', { f: (x) => tf.mul(x, tf.mean(x, 1, true)), at: makeInputs(4, [2, 6]) }],
  ]
  for (const [name, example] of cases) {
    const far = await differenceFromCpu(example, 0, 'webgpu')
    t.ok(far <= rounding, `${name}: ${far}`)
  }
  await tf.setBackend('webgpu')
  const disable = await enableTraining()
  const x = tf.fill([1000], 1)
  const { queue } = tf.backend() as tf.KernelBackend & { readonly queue: GPUQueue }
  let most = 0
  const { writeBuffer } = queue
  queue.writeBuffer = (...args: Parameters<GPUQueue['writeBuffer']>) => {
    most = Math.max(most, args[2].byteLength)
    Reflect.apply(writeBuffer, queue, args)
  }
  const gradient = tf.grad((x) => tf.sum(tf.mean(tf.reshape(x, [10, 10, 10]), [1, 2])))(x)
  queue.writeBuffer = writeBuffer
  t.ok(most > 0 && most < 4000, `${most} bytes at once`)
  t.ok((await gradient.data()).every((n) => Math.abs(n - 0.01) < 1e-8))
  disable()
  t.same(errors, [])
})

t.test('many rows are merged without a loss of digits', unless, async (t) => {
  await tf.setBackend('webgpu')
  const disable = await enableTraining()
  // 70,000 rows in 256 chunks of 274; the mean is far from 0 against the deviation
  const x = tf.add(tf.randomNormal([70_000, 2], 0, 1, 'float32', 5), 100)
  const [, mean, variance] = tf
    .engine()
    .runKernel(
      'BatchNormTraining',
      { x, gamma: tf.ones([2]), beta: tf.zeros([2]) },
      { epsilon: 1e-5 },
    ) as tf.Tensor[]
  const values = Float32Array.from(await x.data())
  const exact = [0, 1].map((c) => {
    const own = values.filter((_, i) => i % 2 === c)
    const center = own.reduce((sum, n) => sum + n, 0) / own.length
    return [center, own.reduce((sum, n) => sum + (n - center) ** 2, 0) / own.length] as const
  })
  const found = [await (mean as tf.Tensor).data(), await (variance as tf.Tensor).data()] as const
  for (const [c, [center, square]] of exact.entries()) {
    // a sum of 274 numbers near 100 in float32, of which a thread adds 18 and a workgroup 16
    t.ok(Math.abs((found[0][c] as number) - center) < 1e-4)
    t.ok(Math.abs((found[1][c] as number) / square - 1) < 1e-4)
  }
  disable()
})

t.test('a label that is no class has the loss NaN and gradients NaN there', unless, async (t) => {
  await tf.setBackend('webgpu')
  const disable = await enableTraining()
  const labels = tf.tensor1d([1, 7, -1], 'int32')
  const logits = tf.zeros<tf.Rank.R2>([3, 2])
  const losses = [...(await softmaxCrossEntropy(labels, logits).data())]
  t.ok(Math.abs((losses[0] as number) - Math.LN2) < 1e-6)
  t.same([losses[1], losses[2]], [Number.NaN, Number.NaN])
  const grad = tf.grad((z) => tf.sum(softmaxCrossEntropy(labels, z)))(logits)
  const [a, b, ...rest] = await grad.data()
  t.ok(Math.abs((a as number) - 0.5) < 1e-6 && Math.abs((b as number) + 0.5) < 1e-6)
  t.ok(rest.every(Number.isNaN))
  disable()
})

t.test('a class with the logit -Infinity is masked there', unless, async (t) => {
  await tf.setBackend('webgpu')
  const disable = await enableTraining()
  for (const { label, logits, loss, gradient } of maskedLogits) {
    const labels = tf.tensor1d([label], 'int32')
    const of = (z: tf.Tensor) => tf.sum(softmaxCrossEntropy(labels, z))
    const { value, grad } = tf.valueAndGrad(of)(tf.tensor2d([[...logits]]))
    const found = [...(await value.data()), ...(await grad.data())]
    t.ok(
      [loss, ...gradient].every((wanted, i) => isNear(found[i] as number, wanted)),
      `${logits}: ${found}`,
    )
  }
  disable()
})

t.test('an ignored label has loss and gradient 0 there, whatever its logits', unless, async (t) => {
  await tf.setBackend('webgpu')
  const disable = await enableTraining()
  const labels = tf.tensor1d([3, -100, 1], 'int32')
  const logits = tf.tensor2d([
    [0, 0, 0, Number.NaN],
    [Number.POSITIVE_INFINITY, 0, 0, 0],
    [0, 0, 0, 0],
  ])
  for (const ignoreIndex of [3, -100]) {
    const losses = (z: tf.Tensor) => softmaxCrossEntropy(labels, z, { ignoreIndex })
    const [a, b, c] = await losses(logits).data()
    const zero = ignoreIndex === 3 ? a : b
    t.equal(zero, 0)
    t.ok(Math.abs((c as number) - Math.log(4)) < 1e-6)
    const grad = await tf
      .grad((z) => tf.sum(losses(z)))(logits)
      .data()
    const row = ignoreIndex === 3 ? 0 : 4
    t.same([...grad.subarray(row, row + 4)], [0, 0, 0, 0])
  }
  disable()
})

t.test('no tensor leaks on WebGPU', unless, async (t) => {
  await tf.setBackend('webgpu')
  const disable = await enableTraining()
  for (const [name, example] of [operations[0], operations[4], operations[8]] as (readonly [
    string,
    Example,
  ])[]) {
    t.same(leaksOf(example), { tensors: 0, bytes: 0 }, name)
  }
  disable()
  t.equal(tf.getKernel('LstmSequence', 'webgpu'), undefined)
})
