import { mixBits } from '@momenta/options'

const mix = (hash: number, word: number): number => {
  let k = Math.imul(word, 0xcc9e2d51)
  k = Math.imul((k << 15) | (k >>> 17), 0x1b873593)
  const h = hash ^ k
  return (Math.imul((h << 13) | (h >>> 19), 5) + 0xe6546b64) | 0
}

const finish = (hash: number, length: number): string => {
  return (mixBits(hash ^ length) >>> 0).toString(16).padStart(8, '0')
}

/**
 * MurmurHash3 (Appleby, public domain) of 32-bit words. A change of one word always changes the
 * hash. Not cryptographic.
 */
export const hashOfWords = (words: Int32Array): string => {
  let hash = 0
  for (let i = 0; i < words.length; i++) hash = mix(hash, words[i] as number)
  return finish(hash, words.length)
}

/** {@link hashOfWords} of the UTF-16 code units of a text. */
export const hashOfText = (text: string): string => {
  let hash = 0
  for (let i = 0; i < text.length; i++) hash = mix(hash, text.charCodeAt(i))
  return finish(hash, text.length)
}
