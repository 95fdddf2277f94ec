import { binaries } from './binaries.js'
import type { Simd } from './Simd.js'
import { memoryOf, type WasmBackend } from './WasmBackend.js'

const bytesOf = (base64: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))

/**
 * Compiles the kernels on the backend's own memory.
 *
 * @throws Error if the memory of the backend is not accessible, or the machine has no SIMD.
 */
export const instantiate = async (backend: WasmBackend): Promise<Simd> => {
  const memory = memoryOf(backend)
  if (memory === undefined)
    throw new Error(
      'enableTraining: the memory of the wasm backend is not accessible; use @tensorflow/tfjs-backend-wasm 4.22',
    )
  const shared =
    typeof SharedArrayBuffer !== 'undefined' && memory.buffer instanceof SharedArrayBuffer
  const bytes = bytesOf(shared ? binaries.shared : binaries.own)
  if (!WebAssembly.validate(bytes))
    throw new Error(
      'enableTraining: WebAssembly SIMD is required and not available; use a newer engine',
    )
  const { instance } = await WebAssembly.instantiate(bytes, { env: { memory } })
  return instance.exports as Simd
}
