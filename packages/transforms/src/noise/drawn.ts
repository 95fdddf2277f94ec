import { leafSeeds, standardNormal, type WholeArithmetic } from '@momenta/core'
import { hashIntegers } from '@momenta/options'

/** A seed of 32 bits as two halves, each exact in float32. */
export interface Seed<A> {
  readonly high: A
  readonly low: A
}

/** The seed of each leaf in a step, a function of its name, the seed of the part and the step. */
export const seedsOf = (
  names: readonly string[],
  seed: number,
  step: number,
): readonly Seed<number>[] =>
  leafSeeds(
    names.map((name) => ({ name })),
    seed,
    step,
  ).map((integers) => {
    const bits = hashIntegers(...integers, 0)
    return { high: bits >>> 16, low: bits & 0xffff }
  })

/** Independent standard normal numbers, drawn on the host. */
export const drawn = <A>(x: WholeArithmetic<A>, seed: Seed<A>, shape: readonly number[]): A => {
  const size = shape.reduce((product, n) => product * n, 1)
  const [numbers] = x.onHost([seed.high, seed.low], ([high, low]) => {
    const bits = (high?.values[0] ?? 0) * 2 ** 16 + (low?.values[0] ?? 0)
    return [{ shape, values: standardNormal(bits, size) }]
  })
  return numbers as A
}
