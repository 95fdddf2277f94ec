import { canonical } from './canonical.js'
import { hashOfText, hashOfWords } from './hashOf.js'
import { mapValues } from './mapValues.js'
import type { Saved } from './Saved.js'

/** Bytes as 32-bit words, copied if they are not aligned to 4. */
const wordsOf = (bytes: Uint8Array): Int32Array =>
  bytes.byteOffset % 4 === 0
    ? new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4)
    : new Int32Array(bytes.slice().buffer)

/** A hash of all fields except the checksum itself. */
export const checksumOf = (saved: Saved<Uint8Array>): string => {
  const hashed = mapValues(saved, (bytes) => hashOfWords(wordsOf(bytes)))
  return hashOfText(canonical({ ...hashed, checksum: '' }))
}
