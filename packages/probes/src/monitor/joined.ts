import { valuesOf } from './valuesOf.js'

/** The numbers of several leaves, one after the other. */
export const joined = async (leaves: readonly unknown[]): Promise<Float64Array> => {
  const read = await Promise.all(leaves.map(valuesOf))
  const whole = new Float64Array(read.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of read) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
