import '@momenta/register-gradients'
import '@tensorflow/tfjs-backend-cpu'
import { setImmediate } from 'node:timers/promises'
import type { Oracle } from '@momenta/eager'
import { fused } from '@momenta/fused'
import { adam, adamCM } from '@momenta/optimizers'
import { startWebgpu } from '@momenta/webgpu'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'
import { unless } from './onWebgpu.js'

type Params = { readonly w: tf.Tensor }

const oracle: Oracle<Params> = ({ w }) => ({ value: tf.scalar(0), grads: { w: tf.mul(w, 2) } })

const startAgain = async (): Promise<GPUDevice> => {
  await startWebgpu({ report: () => {} })
  const { device } = tf.backend() as tf.KernelBackend & { readonly device: GPUDevice }
  return device
}

t.test('a device that is lost in a step leaves the iterate unchanged', unless, async (t) => {
  const device = await startAgain()
  const { init, stepAsync } = fused(adamCM({ capacity: 2 }))
  let iterate = init({ w: tf.ones([5000]) })
  for (let i = 0; i < 3; i++) iterate = await stepAsync(oracle, iterate)
  const before = tf.memory().numTensors
  const losing: Oracle<Params> = (params, ...rest) => {
    device.destroy()
    return oracle(params, ...rest)
  }
  await t.rejects(stepAsync(losing, iterate), {
    message:
      /^fused: the WebGPU device must live .*; the iterate is unchanged, .* load a checkpoint$/,
  })
  t.equal(iterate.params.w.isDisposed, false)
  t.equal(iterate.state.step, 3)
  t.equal(tf.memory().numTensors, before)
})

t.test('a step on a lost device fails also where it reads nothing', unless, async (t) => {
  const device = await startAgain()
  const { init, step } = fused(adam())
  const iterate = step(oracle, init({ w: tf.ones([5000]) }))
  device.destroy()
  await device.lost
  await setImmediate()
  const before = tf.memory().numTensors
  t.throws(() => step(oracle, iterate), { message: /^fused: the WebGPU device must live / })
  t.equal(iterate.params.w.isDisposed, false)
  t.equal(tf.memory().numTensors, before)
})

t.test(
  'a device that is lost in the first step leaves no rejection unhandled',
  unless,
  async (t) => {
    const device = await startAgain()
    const { init, stepAsync } = fused(adamCM({ capacity: 2 }))
    const iterate = init({ w: tf.ones([5000]) })
    const losing: Oracle<Params> = (params, ...rest) => {
      device.destroy()
      return oracle(params, ...rest)
    }
    await stepAsync(losing, iterate).catch(() => {})
    await t.rejects(stepAsync(oracle, iterate))
  },
)
