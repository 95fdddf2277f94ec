import '@momenta/register-gradients'
import '@tensorflow/tfjs-backend-cpu'
import '@tensorflow/tfjs-backend-wasm'
import type { Job } from '@momenta/bench'
import { mnist } from '@momenta/bench-data'
import { enableTraining } from '@momenta/kernels'
import {
  centralDifferences,
  denseEigenvalues,
  type Measurement,
  topEigenvalue,
} from '@momenta/probes'
import { tensorObjective, tensorOperator } from '@momenta/probes/tensors'
import { hvp, meanCrossEntropy } from '@momenta/second-order'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'
import { finish, order, taskNamed } from './jobs.js'

t.test('full-batch Adam settles at its line, and with a memory at one far below', async (t) => {
  const jobs = taskNamed('stability-line').jobs({ preset: 'default', seeds: 1 })
  t.equal(jobs.length, 12)
  const of = (method: string, key: string, value: unknown) =>
    jobs.find(({ config }) => config.method === method && config[key] === value) as Job
  const settled = async (job: Job) => (await finish(job)).values.settled as number
  const [fast, slow] = [await settled(of('Adam', 'b1', 0.9)), await settled(of('Adam', 'b1', 0.5))]
  t.ok(fast > 30 && fast < 46, `38: ${fast}`)
  t.ok(slow > 5 && slow < 7.5, `6: ${slow}`)
  const remembering = await finish(of('Adam+CM', 'capacity', 5))
  const { settled: held, line } = remembering.values as { settled: number; line: number }
  t.ok(Math.abs(line - 0.39278) < 1e-4)
  t.ok(held > line && held < 2 * line, `${held} is above the first instability, by less than twice`)
  const section = taskNamed('stability-line').section([remembering], order)
  t.match(JSON.stringify(section.blocks), /first instability/)
})

t.test('the end of a run is measured, each number with its cost, error and origin', async (t) => {
  for (const name of ['probes-surfaces', 'probes-mnist']) {
    const [job] = taskNamed(name).jobs({ preset: 'quick', seeds: 1 })
    const finished = await finish(job as Job)
    const { measures = finished.data } = finished.data as { measures?: object }
    for (const [measure, found] of Object.entries(measures as { [name: string]: Measurement })) {
      for (const key of [
        'value',
        'error',
        'converged',
        'reason',
        'matvecs',
        'gradients',
        'step',
        'dtype',
        'backend',
        'samples',
        'hash',
        'seed',
        'residual',
      ])
        t.ok(key in found, `${name}, ${measure}: ${key}`)
      for (const key of ['vector', 'perturbation', 'history'])
        t.notOk(key in found, `${name}, ${measure}: ${key} is not stored`)
    }
    const text = JSON.stringify(taskNamed(name).section([finished], order).blocks)
    for (const heading of ['products', 'gradients', 'residual', 'probe set', 'seed'])
      t.match(text, heading)
    if (name === 'probes-mnist') t.ok(finished.metrics.length > 0, 'and the run was watched')
  }
})

/** 32 images of MNIST as 7×7 means, and their labels, one-hot. */
const digits = () => {
  const { pixels: images, labels } = mnist().test
  const pixels = tf.tensor4d(
    Float32Array.from(images.subarray(0, 32 * 784), (n) => n / 255),
    [32, 28, 28, 1],
  )
  return {
    x: tf.tidy(() => tf.avgPool(pixels, 4, 4, 'valid')),
    y: tf.oneHot(tf.tensor1d(Int32Array.from(labels.subarray(0, 32)), 'int32'), 10),
  }
}

type Params = { readonly [name: string]: tf.Tensor }
const weights = (seed: number, ...shape: number[]) =>
  tf.randomNormal(shape, 0, shape.slice(0, -1).reduce((a, b) => a * b, 1) ** -0.5, 'float32', seed)

t.test(
  'on wasm λ1 by differences, by double backward and of the whole Hessian agree',
  async (t) => {
    await tf.setBackend('wasm')
    const disable = await enableTraining()
    const batch = digits()
    const networks: {
      readonly [name: string]: {
        readonly params: Params
        readonly logits: (params: Params) => tf.Tensor
      }
    } = {
      'a perceptron on MNIST': {
        params: { w: weights(1, 49, 4), b: tf.zeros([4]), v: weights(2, 4, 10), c: tf.zeros([10]) },
        logits: ({ w, b, v, c }) => {
          const h = tf.tanh(
            tf.add(tf.matMul(tf.reshape(batch.x, [32, 49]), w as tf.Tensor), b as tf.Tensor),
          )
          return tf.add(tf.matMul(h, v as tf.Tensor), c as tf.Tensor)
        },
      },
      'a CNN on MNIST': {
        params: { k: weights(3, 3, 3, 1, 3), v: weights(4, 27, 10) },
        logits: ({ k, v }) => {
          const h = tf.tanh(tf.conv2d(batch.x as tf.Tensor4D, k as tf.Tensor4D, 1, 'same'))
          const pooled = tf.avgPool(h as tf.Tensor4D, 2, 2, 'valid')
          return tf.matMul(tf.reshape(pooled, [32, 27]), v as tf.Tensor)
        },
      },
    }
    for (const [name, { params, logits }] of Object.entries(networks)) {
      const loss = (at: Params) => meanCrossEntropy(batch.y, logits(at))
      const before = tf.memory().numTensors
      const bits = JSON.stringify(Object.values(params).map((p) => [...p.dataSync()]))
      const of = { params, batches: [batch], size: () => 32 }
      const objective = await tensorObjective({ ...of, loss })
      const exact = await tensorOperator({
        ...of,
        product: (at, direction) => hvp(loss, at, direction),
      })
      const [differences, products] = [
        await topEigenvalue(centralDifferences(objective)),
        await topEigenvalue(exact),
      ]
      const whole = await denseEigenvalues(exact)
      t.ok(differences.converged && products.converged && whole.converged, name)
      const λ1 = whole.values[0] as number
      for (const [how, { value, error }] of [
        ['differences', differences],
        ['double backward', products],
      ] as const)
        t.ok(
          Math.abs(value - λ1) <= error + whole.error + 1e-5 * λ1,
          `${name}, ${how}: ${value} ± ${error}, ${λ1} ± ${whole.error}`,
        )
      t.equal(tf.memory().numTensors, before, 'no tensor is left')
      t.equal(
        JSON.stringify(Object.values(params).map((p) => [...p.dataSync()])),
        bits,
        'parameters keep their bits',
      )
    }
    disable()
  },
)
