import { failLoad } from './failLoad.js'
import { mapValues } from './mapValues.js'
import type { BytesOf } from './rawOf.js'
import type { Saved } from './Saved.js'

// `momenta` and the version; the length of the JSON that follows as two 32-bit numbers, little endian, the second 0; the JSON, filled up with spaces to a
// multiple of 8; then the numbers of all tensors. In the JSON the values of a tensor are the place of its first byte behind it.
const magic = new TextEncoder().encode('momenta\u0002')
const preamble = 16

/** Lays data out in one array of bytes. */
export const toBytes = (raw: Saved<Uint8Array>): Uint8Array => {
  const bodies: Uint8Array[] = []
  let size = 0
  const placed = mapValues(raw, (bytes) => {
    const at = size
    bodies.push(bytes)
    size += bytes.length
    return at
  })
  const json = new TextEncoder().encode(JSON.stringify(placed))
  const length = 8 * Math.ceil(json.length / 8)
  const all = new Uint8Array(preamble + length + size)
  all.set(magic)
  new DataView(all.buffer).setUint32(8, length, true)
  all.fill(32, preamble, preamble + length)
  all.set(json, preamble)
  let at = preamble + length
  for (const body of bodies) {
    all.set(body, at)
    at += body.length
  }
  return all
}

/** The JSON in an array of bytes, and how the values of its tensors are found. */
export const fromBytes = (
  bytes: Uint8Array,
): { readonly data: unknown; readonly bytesOf: BytesOf } => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < preamble || magic.some((byte, i) => bytes[i] !== byte))
    return failLoad('the bytes must be what saveBinary returned, got others')
  const length = view.getUint32(8, true)
  const start = preamble + length
  if (view.getUint32(12, true) !== 0 || start > bytes.length)
    return failLoad(`the bytes must be whole, got ${bytes.length}; were they cut off?`)
  // A copy (a Buffer's own slice is none), so that no number is read from where the caller may write.
  const body = new Uint8Array(bytes.subarray(start))
  const bytesOf: BytesOf = (where, at, count) =>
    Number.isSafeInteger(at) && (at as number) >= 0 && (at as number) + count <= body.length
      ? body.subarray(at as number, (at as number) + count)
      : failLoad(`${where} must lie inside of the bytes; were they cut off?`)
  try {
    const json = new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(preamble, start))
    return { data: JSON.parse(json), bytesOf }
  } catch (error) {
    return failLoad(`the bytes must hold JSON, got an error: ${String(error)}`)
  }
}
