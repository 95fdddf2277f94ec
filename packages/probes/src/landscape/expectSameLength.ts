import { expectVector } from '../arguments/expectVector.js'

/** Throws unless vectors have the length of the point. */
export const expectSameLength = (
  who: string,
  point: Float64Array,
  ...vectors: readonly Float64Array[]
): void => {
  expectVector(who, 'the point', point)
  for (const vector of vectors)
    expectVector(who, 'each vector', vector, point.length, ' of the point')
}
