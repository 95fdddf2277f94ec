/** An IDX file of bytes: the extent of each dimension, and the data row by row. */
export interface Idx {
  readonly shape: readonly number[]
  readonly data: Uint8Array
}

/**
 * Decodes an IDX file of unsigned bytes, the format of MNIST: two zero bytes, the type (8), the rank, then each extent as a big-endian whole number of four
 * bytes, then the data.
 *
 * @throws RangeError if the header is another or the length does not fit it.
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
      `${name}: must have ${start + size} bytes for [${shape}], got ${bytes.length}; the file is cut or too long`,
    )
  return { shape, data: bytes.subarray(start) }
}
