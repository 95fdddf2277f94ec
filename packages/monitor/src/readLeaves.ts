import { valuesOf } from './valuesOf.js'

/** Reads several leaves into one vector. */
export const readLeaves = async (leaves: readonly unknown[]): Promise<Float64Array> => {
  const read = await Promise.all(leaves.map(valuesOf))
  const whole = new Float64Array(read.reduce((sum, { length }) => sum + length, 0))
  let offset = 0
  for (const values of read) {
    whole.set(values, offset)
    offset += values.length
  }
  return whole
}
