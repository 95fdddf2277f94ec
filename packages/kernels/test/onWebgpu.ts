import { startWebgpu } from '@momenta/webgpu'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'

/** What the device complained of. */
export const errors: string[] = []

const started = await startWebgpu({
  report: (message) => {
    if (!message.includes('computes on the processor')) errors.push(message)
  },
})
if (started.ok) {
  t.teardown(started.stop)
  await tf.setBackend('cpu')
}

/** The option of tests that need WebGPU: to be skipped, and why, where there is none. */
export const unless = started.ok ? {} : { skip: started.message }
