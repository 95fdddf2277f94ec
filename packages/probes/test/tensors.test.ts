import '@momenta/register-gradients'
import '@tensorflow/tfjs-backend-cpu'
import '@tensorflow/tfjs-backend-wasm'
import {
  block,
  centralDifferences,
  checkOperator,
  denseEigenvalues,
  eigenvalues,
  gaussNewton,
  gradientAt,
  softmaxHessian,
  squaredHessian,
  topEigenvalue,
  valueAt,
} from '@momenta/probes'
import { tensorModel, tensorObjective } from '@momenta/probes/tensors'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'
import { batchesOf, exact, loss, outputs, paramsOf, size } from './tanhTensors.js'
import { near } from './vectors.js'

t.before(async () => {
  await tf.setBackend('cpu')
})

t.test(
  'on tensors as in float64: value, gradient and the top of the spectrum, within the error bars, in any batches and on both backends',
  async (t) => {
    const wanted = await eigenvalues(centralDifferences(exact), { largest: 4 })
    const { value, gradient } = await gradientAt(exact, exact.point)
    for (const backend of ['cpu', 'wasm'])
      for (const sizes of [[64], [10, 10, 10, 10, 10, 10, 4]]) {
        await tf.setBackend(backend)
        const objective = await tensorObjective({
          params: paramsOf(),
          loss,
          batches: batchesOf(sizes),
          size,
          hash: 'tanh',
        })
        const found = await gradientAt(objective, objective.point)
        t.ok(near(found.value, value, 1e-5))
        t.ok(near(await valueAt(objective, objective.point), value, 1e-5))
        t.ok(found.gradient.every((n, i) => Math.abs(n - (gradient[i] as number)) <= 1e-5))
        const { largest } = await eigenvalues(centralDifferences(objective), { largest: 4 })
        for (const [i, pair] of largest.entries()) {
          const truth = wanted.largest[i]?.value as number
          t.ok(
            Math.abs(pair.value - truth) <= pair.error,
            `${backend} ${sizes} ${i}: ${pair.value} ± ${pair.error}, ${truth}`,
          )
          t.ok(near(pair.value, truth, 1e-3) && pair.error < 0.01 * truth)
          t.match(pair, {
            converged: true,
            backend,
            dtype: 'float32',
            samples: 64,
            hash: 'tanh',
            step: 5e-3,
          })
        }
      }
    await tf.setBackend('cpu')
  },
)

t.test(
  'Gauss-Newton of the same net is that of float64 differences of its outputs, and positive',
  async (t) => {
    const model = await tensorModel({
      params: paramsOf(),
      outputs,
      batches: batchesOf([50, 14]),
      size,
    })
    const operator = gaussNewton(model, { hessian: squaredHessian('samples') })
    const { largest, smallest } = await eigenvalues(operator, { largest: 1, smallest: 1 })
    // at the optimum of the outputs the Hessian is Gauss-Newton's: labels that the net has itself
    const own = tf.tidy(() =>
      batchesOf([64]).map((batch) => ({
        x: tf.keep(tf.clone(batch.x)),
        y: tf.keep(outputs(paramsOf(), batch)),
      })),
    )
    const fitted = await tensorObjective({ params: paramsOf(), loss, batches: own, size })
    const top = await topEigenvalue(centralDifferences(fitted))
    t.ok(
      Math.abs((largest[0]?.value as number) - top.value) <=
        (largest[0]?.error as number) + top.error,
    )
    t.ok(near(largest[0]?.value as number, top.value, 1e-3))
    t.ok((smallest[0]?.value as number) > -(smallest[0]?.error as number))
    const check = await checkOperator(operator, { against: centralDifferences(fitted) })
    t.same(check.faults, [])
    t.ok((check.agreement as number) < 2e-3)
  },
)

t.test(
  'a relu classifier with the stock softmax cross-entropy: the small step, and Gauss-Newton',
  async (t) => {
    const params = {
      W: tf.randomNormal([4, 6], 0, 0.7, 'float32', 1),
      V: tf.randomNormal([6, 3], 0, 0.7, 'float32', 2),
    }
    const x = tf.randomNormal([20, 4], 0, 1, 'float32', 3)
    const y = tf.oneHot(
      tf.tensor1d(
        Array.from({ length: 20 }, (_, i) => i % 3),
        'int32',
      ),
      3,
    )
    const logits = ({ W, V }: typeof params) =>
      tf.matMul(tf.relu(tf.matMul(x as tf.Tensor2D, W as tf.Tensor2D)), V as tf.Tensor2D)
    const objective = await tensorObjective({
      params,
      loss: (p) => tf.losses.softmaxCrossEntropy(y, logits(p)) as tf.Scalar,
      batches: [undefined],
    })
    const hessian = centralDifferences(objective, { smooth: false })
    t.equal(hessian.provenance.step, 1e-3)
    const top = await topEigenvalue(hessian)
    t.ok(top.converged, top.reason)
    const coarse = await topEigenvalue(centralDifferences(objective, { step: 0.5 }))
    t.notOk(coarse.converged, 'a step across kinks is no number that looks fine')
    t.match(coarse.reason, /^(kink|step|asymmetric: .*across kinks)/)
    const whole = await denseEigenvalues(hessian)
    t.ok(Math.abs(top.value - (whole.values[0] as number)) <= top.error + whole.error)
    const model = await tensorModel({
      params,
      outputs: logits,
      batches: [undefined],
      size: () => 20,
    })
    const operator = gaussNewton(model, { hessian: softmaxHessian(3) })
    const gauss = await denseEigenvalues(operator)
    t.ok((gauss.values.at(-1) as number) > -gauss.error)
    // the last layer is linear: there the block of the Hessian is Gauss-Newton's
    const last = (name: string) => name === 'V'
    const [a, b] = await Promise.all(
      [hessian, operator].map((each) => topEigenvalue(block(each, objective.spans, last))),
    )
    t.ok(
      Math.abs((a?.value as number) - (b?.value as number)) <=
        (a?.error as number) + (b?.error as number),
    )
  },
)
