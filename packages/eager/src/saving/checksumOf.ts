import { canonical } from './canonical.js'
import { hashOfText, hashOfWords } from './hashOf.js'
import { mapValues } from './mapValues.js'
import type { Saved } from './Saved.js'

/** The words of float32 numbers, which stand at an address that is a multiple of 4 or are copied there. */
const wordsOf = (bytes: Uint8Array): Int32Array =>
  bytes.byteOffset % 4 === 0
    ? new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4)
    : new Int32Array(bytes.slice().buffer)

/** One number over all that was saved, but for the checksum itself. */
export const checksumOf = (saved: Saved<Uint8Array>): string => {
  const hashed = mapValues(saved, (bytes) => hashOfWords(wordsOf(bytes)))
  return hashOfText(canonical({ ...hashed, checksum: '' }))
}
