import type { Fields } from './fieldsOf.js'

/**
 * The rectification of RAdam in pytorch_optimizer: a factor of the step and whether (1 or 0) it is
 * divided by the root; the factor is 0 in the steps in which nothing moves.
 */
export const rectification = (
  o: Fields | undefined,
  b2: number,
): ((t: number) => { readonly factor: number; readonly divides: number }) => {
  const [threshold, degenerates] =
    o === undefined ? [4, false] : [o.number('n_sma_threshold'), o.flag('degenerated_to_sgd')]
  return (t) => {
    const [most, power] = [2 / (1 - b2) - 1, b2 ** t]
    const n = most - (2 * t * power) / (1 - power)
    if (n < threshold) return { factor: degenerates ? 1 : 0, divides: 0 }
    const ratio = ((n - 4) / (most - 4)) * ((n - 2) / n) * (most / (most - 2))
    return { factor: Math.sqrt((1 - power) * ratio), divides: 1 }
  }
}
