/** An IDX file of bytes: the extent of each dimension, and the data in row-major order. */
export interface Idx {
  readonly shape: readonly number[]
  readonly data: Uint8Array
}

/**
 * Decodes an IDX file of unsigned bytes, the format of MNIST: two zero bytes, the type (8), the
 * rank, each extent as a big-endian unsigned integer of four bytes, then the data.
 *
 * @param name - The file's name, for errors.
 * @throws RangeError if the header or the length is wrong.
 */
export const decodeIdx = (name: string, bytes: Uint8Array): Idx => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < 4 || view.getUint16(0) !== 0 || bytes[2] !== 8)
    throw new RangeError(`${name}: must be an IDX file of unsigned bytes, got another header`)
  const rank = bytes[3] as number
  const start = 4 + 4 * rank
  if (bytes.length < start)
    throw new RangeError(`${name}: must have ${start} bytes of header, got ${bytes.length}`)
  const shape = Array.from({ length: rank }, (_, i) => view.getUint32(4 + 4 * i))
  const size = shape.reduce((product, extent) => product * extent, 1)
  if (bytes.length !== start + size)
    throw new RangeError(
      `${name}: must have ${start + size} bytes for shape [${shape.join(', ')}], got ${bytes.length}; the file is truncated or too long`,
    )
  return { shape, data: bytes.subarray(start) }
}
