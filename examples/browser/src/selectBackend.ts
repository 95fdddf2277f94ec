import '@momenta/register-gradients'
import { enableTraining } from '@momenta/tfjs'
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm'
import plain from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url'
import simd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url'
import threads from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url'
import * as tf from '@tensorflow/tfjs-core'

setWasmPaths({
  'tfjs-backend-wasm.wasm': plain,
  'tfjs-backend-wasm-simd.wasm': simd,
  'tfjs-backend-wasm-threaded-simd.wasm': threads,
})

/** Starts a backend; the error says in one line what this browser lacks. */
export const selectBackend = async (name: 'wasm' | 'webgpu'): Promise<string> => {
  if (name === 'webgpu') {
    if (!('gpu' in navigator))
      throw new Error(
        'This browser has no WebGPU. Use Chrome, Edge or Safari 26, or ?backend=wasm.',
      )
    await import('@tensorflow/tfjs-backend-webgpu')
  } else {
    if (typeof WebAssembly !== 'object') throw new Error('This browser has no WebAssembly.')
    if (!(await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT')))
      throw new Error('This browser has no WebAssembly SIMD, which came in 2021. Please update it.')
  }
  const started = await tf.setBackend(name).catch(() => false)
  if (!started) throw new Error(`${name} does not start in this browser.`)
  // the gradients that WebAssembly lacks, and faster kernels
  await enableTraining()
  const isThreaded = name === 'wasm' && (await tf.env().getAsync('WASM_HAS_MULTITHREAD_SUPPORT'))
  return isThreaded ? `${name} with threads` : name
}
