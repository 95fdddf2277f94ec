import { binaries } from './binaries.js'
import type { Simd } from './Simd.js'
import { memoryOf, type WasmBackend } from './WasmBackend.js'

const bytesOf = (base64: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))

/**
 * Compiles the kernels on the backend's own memory.
 *
 * @throws Error if the backend shows no memory, or the machine has no SIMD.
 */
export const instantiate = async (backend: WasmBackend): Promise<Simd> => {
  const memory = memoryOf(backend)
  if (memory === undefined)
    throw new Error(
      'enableTraining: the wasm backend must show its memory, this one does not; use @tensorflow/tfjs-backend-wasm 4.22',
    )
  const shared =
    typeof SharedArrayBuffer !== 'undefined' && memory.buffer instanceof SharedArrayBuffer
  const bytes = bytesOf(shared ? binaries.shared : binaries.own)
  if (!WebAssembly.validate(bytes))
    throw new Error(
      'enableTraining: WebAssembly must have SIMD here, and it has not; use a newer engine',
    )
  const { instance } = await WebAssembly.instantiate(bytes, { env: { memory } })
  return instance.exports as unknown as Simd
}
