import { enableTraining } from '@momenta/kernels'
import * as tf from '@tensorflow/tfjs-core'

const places = [
  { backend: 'cpu', enabled: false },
  { backend: 'wasm', enabled: false },
  { backend: 'wasm', enabled: true },
]
/** Runs on cpu, stock wasm and wasm with the kernels; nothing may leak. */
export const everywhere = async (run: (place: string) => void) => {
  for (const { backend, enabled } of places) {
    await tf.setBackend(backend)
    const disable = enabled ? await enableTraining() : () => {}
    const before = tf.memory().numTensors
    tf.tidy(() => run(`${backend}${enabled ? ', enabled' : ''}`))
    if (tf.memory().numTensors !== before) throw new Error(`${backend} leaks`)
    disable()
  }
}
