import { failLoad } from './failLoad.js'
import { mapValues } from './mapValues.js'
import type { BytesOf } from './rawOf.js'
import type { Saved } from './Saved.js'

// Format: `momenta` and the version; the length of the JSON as two little-endian 32-bit numbers,
// the second 0; the JSON, padded with spaces to a multiple of 8 bytes; the values of all tensors.
// In the JSON, `values` is a tensor's byte offset after the JSON.
const magic = new TextEncoder().encode('momenta\u0002')
const preamble = 16

/** Writes data to one array of bytes. */
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

/**
 * Reads the JSON in an array of bytes, and returns it with a function that finds the values of its
 * tensors.
 */
export const fromBytes = (
  bytes: Uint8Array,
): { readonly data: unknown; readonly bytesOf: BytesOf } => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < preamble || magic.some((byte, i) => bytes[i] !== byte))
    return failLoad('the bytes must be those that saveBinary returned, got others')
  const length = view.getUint32(8, true)
  const start = preamble + length
  if (view.getUint32(12, true) !== 0 || start > bytes.length)
    return failLoad(`the bytes must be complete, got ${bytes.length}; were they truncated?`)
  // A copy (Buffer.slice does not copy), so that later writes of the caller have no effect.
  const body = new Uint8Array(bytes.subarray(start))
  const bytesOf: BytesOf = (where, at, count) =>
    Number.isSafeInteger(at) && (at as number) >= 0 && (at as number) + count <= body.length
      ? body.subarray(at as number, (at as number) + count)
      : failLoad(`${where} must lie within the bytes; were they truncated?`)
  try {
    const json = new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(preamble, start))
    return { data: JSON.parse(json), bytesOf }
  } catch (error) {
    return failLoad(`the bytes must hold JSON, got an error: ${String(error)}`)
  }
}
