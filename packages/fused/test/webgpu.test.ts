import '@momenta/register-gradients'
import '@tensorflow/tfjs-backend-cpu'
import { chain, optimizer, remember, storedNorm } from '@momenta/core'
import { cloneIterate, disposeIterate, eager, type Oracle, type Runner } from '@momenta/eager'
import { type Explanation, fused } from '@momenta/fused'
import { adam, adamCG, adamCM, amsgrad, lion, sgdCM, withSAM } from '@momenta/optimizers'
import { addDecayedWeights, ema, scaleByLearningRate } from '@momenta/transforms'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'
import { wrongNorms } from './largeAndSmall.js'
import { numbersAfter } from './numbersAfter.js'
import { errors, unless } from './onWebgpu.js'

type Params = { readonly a: tf.Tensor; readonly b: tf.Tensor }
const oracle: Oracle<Params> = ({ a, b }) => ({
  value: tf.scalar(0),
  grads: { a: tf.add(tf.mul(a, [1, 2, 3, 4, 5]), tf.square(a)), b: tf.sub(b, 1) },
})
const numbersOf = async (runner: Runner, explain?: () => Explanation | undefined) => {
  const first: Params = { a: tf.tensor1d([0.5, -0.25, 0.2, -0.3, 0.7]), b: tf.scalar(0.3) }
  const numbers = await numbersAfter(runner, first, oracle, 8)
  return { numbers, fused: explain?.()?.fused, left: tf.memory().numTensors }
}

t.test(
  'on webgpu every chain is fused and agrees with eager on cpu to float32 rounding',
  unless,
  async (t) => {
    const learning = scaleByLearningRate({ learningRate: 0.05 })
    const all = {
      adam: adam(),
      amsgrad: amsgrad(),
      lion: lion(),
      'sgd with critical momenta': sgdCM({ capacity: 2 }),
      'adam with critical momenta': adamCM({ capacity: 2 }),
      'adam with critical gradients and SAM': withSAM(adamCG({ capacity: 3 })),
      'memory by its own norm': optimizer(
        chain(ema(), remember({ capacity: 2, key: storedNorm() }), addDecayedWeights(), learning),
      ),
    }
    for (const [name, one] of Object.entries(all)) {
      await tf.setBackend('webgpu')
      const runner = fused(one)
      const before = tf.memory().numTensors
      const gpu = await numbersOf(runner, runner.explain)
      t.equal(gpu.fused, true, name)
      t.equal(gpu.left, before, `${name}: nothing is left`)
      await tf.setBackend('cpu')
      const cpu = await numbersOf(eager(one))
      // division and roots of WGSL may be off by a few units of float32, for 8 steps
      const far = gpu.numbers.map((n, i) => Math.abs(n - (cpu.numbers[i] as number)))
      t.ok(Math.max(...far) < 1e-5, `${name}: ${Math.max(...far)}`)
    }
    t.same(errors, [], 'and the device has nothing to complain of')
  },
)

t.test(
  'parameters stay in one buffer on webgpu, and no tensor that something holds is overwritten',
  unless,
  async (t) => {
    await tf.setBackend('webgpu')
    const { tensorMap } = tf.backend() as unknown as {
      tensorMap: { get(dataId: object): { resource: object } }
    }
    const { init, stepAsync } = fused(adamCM({ capacity: 2 }))
    let iterate = await stepAsync(oracle, init({ a: tf.ones([5]), b: tf.scalar(1) }))
    iterate = await stepAsync(oracle, iterate)
    const { resource } = tensorMap.get(iterate.params.a.dataId)
    const stale = iterate.params.a
    const clone = cloneIterate(iterate)
    const held = [...(await clone.params.a.data())]
    iterate = await stepAsync(oracle, iterate)
    t.throws(() => stale.dataSync(), /disposed/)
    t.not(tensorMap.get(iterate.params.a.dataId).resource, resource, 'shared with the clone')
    t.same([...(await clone.params.a.data())], held)
    disposeIterate(clone)
    const own = tensorMap.get(iterate.params.a.dataId).resource
    const bytes = tf.memory().numBytes
    for (let i = 0; i < 3; i++) iterate = await stepAsync(oracle, iterate)
    t.equal(tensorMap.get(iterate.params.a.dataId).resource, own, 'the same buffer')
    t.equal(tf.memory().numBytes, bytes)
    t.not([...(await iterate.params.a.data())].join(), held.join())
    disposeIterate(iterate)
    t.same(errors, [])
  },
)

t.test('norms hold for gradients of any size there, fused and eagerly', unless, async (t) => {
  await tf.setBackend('webgpu')
  for (const run of [fused, eager]) t.same(await wrongNorms(run), [])
})

t.test('a leaf that the device cannot bind is named', unless, async (t) => {
  await tf.setBackend('webgpu')
  const { device } = tf.backend() as unknown as { device: GPUDevice }
  const size = device.limits.maxStorageBufferBindingSize / 4 + 1
  const { init, stepAsync } = fused(adam())
  const before = tf.memory().numTensors
  const w = tf.zeros([size])
  const iterate = init({ w })
  const ask: Oracle<{ w: tf.Tensor }> = () => ({ value: tf.scalar(0), grads: { w } })
  await t.rejects(stepAsync(ask, iterate), /'w' must have at most \d+ bytes/)
  disposeIterate(iterate)
  w.dispose()
  t.equal(tf.memory().numTensors, before)
})

t.test(
  'norms cannot be read synchronously on webgpu, and the error says what to do',
  unless,
  async (t) => {
    await tf.setBackend('webgpu')
    const { init, step } = fused(adamCM())
    const iterate = init({ a: tf.ones([5]), b: tf.scalar(1) })
    t.throws(
      () => step(oracle, iterate),
      /cannot be read synchronously, and the optimizer needs norms; use stepAsync/,
    )
    disposeIterate(iterate)
    const plain = fused(adam())
    disposeIterate(plain.step(oracle, plain.init({ a: tf.ones([5]), b: tf.scalar(1) })))
    t.equal(plain.explain()?.fused, true, 'what needs no norms runs at once')
  },
)
