import { inflateSync } from 'node:zlib'

/** A numeric array of a MAT file: dimensions, and values in column-major order. */
export interface MatArray {
  readonly dims: readonly number[]
  readonly data: Uint8Array
}

interface Element {
  readonly type: number
  readonly body: Uint8Array
  /** The offset after it. */
  readonly next: number
}

const types = { int8: 1, uint8: 2, matrix: 14, compressed: 15 } as const
const header = 128

const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** A tag is a type and a length of four bytes each, or both in four bytes before four of data. */
const elementAt = (name: string, bytes: Uint8Array, at: number): Element => {
  const view = viewOf(bytes)
  if (at + 8 > bytes.length)
    throw new RangeError(`${name}: must be a whole MAT file, got one that ends at ${bytes.length}`)
  const word = view.getUint32(at, true)
  const small = word >>> 16
  if (small !== 0)
    return { type: word & 0xffff, body: bytes.subarray(at + 4, at + 4 + small), next: at + 8 }
  const length = view.getUint32(at + 4, true)
  const end = at + 8 + length
  if (end > bytes.length)
    throw new RangeError(
      `${name}: must be a whole MAT file, got an element of ${length} bytes at ${at} of ${bytes.length}`,
    )
  const padding = word === types.compressed ? 0 : (8 - (length % 8)) % 8
  return { type: word, body: bytes.subarray(at + 8, end), next: end + padding }
}

const decodeMatrix = (name: string, body: Uint8Array): readonly [string, MatArray] => {
  const flags = elementAt(name, body, 0)
  const dims = elementAt(name, body, flags.next)
  const label = elementAt(name, body, dims.next)
  const real = elementAt(name, body, label.next)
  const extents = viewOf(dims.body)
  const variable = new TextDecoder('latin1').decode(label.body)
  if (real.type !== types.uint8)
    throw new RangeError(
      `${name}: variable ${variable} must hold unsigned bytes, got MAT type ${real.type}`,
    )
  const shape = Array.from({ length: dims.body.length / 4 }, (_, i) =>
    extents.getInt32(4 * i, true),
  )
  const size = shape.reduce((product, extent) => product * extent, 1)
  if (real.body.length !== size)
    throw new RangeError(
      `${name}: variable ${variable} must have ${size} bytes, got ${real.body.length}`,
    )
  return [variable, { dims: shape, data: real.body }]
}

/**
 * Decodes the byte arrays of a little-endian MAT file of version 5, compressed or not.
 *
 * @param name - The file's name, for errors.
 * @throws RangeError if the file is truncated, of another version, or holds other types.
 *
 * Source: MathWorks, MAT-File Format (2021), Level 5.
 */
export const decodeMat = (name: string, bytes: Uint8Array): ReadonlyMap<string, MatArray> => {
  const mark = new TextDecoder('latin1').decode(bytes.subarray(126, header))
  if (bytes.length < header || mark !== 'IM')
    throw new RangeError(`${name}: must be a little-endian MAT file of version 5, got another`)
  const variables = new Map<string, MatArray>()
  for (let at = header; at < bytes.length; ) {
    const outer = elementAt(name, bytes, at)
    const inner =
      outer.type === types.compressed ? elementAt(name, inflateSync(outer.body), 0) : outer
    if (inner.type === types.matrix) variables.set(...decodeMatrix(name, inner.body))
    at = outer.next
  }
  return variables
}
