import { plus, times } from '../Factor.js'
import { derived, scaled } from './factors.js'
import { hole, slot } from './leaves.js'
import { difference, either, product, sum } from './operations.js'
import type { Pattern } from './Pattern.js'

/** A multiple of something, whose factor gets this name. */
export type Multiple<H extends string> = <F extends string>(factor: F) => Pattern<H, F>

/** A multiple of any node. */
export const anyMultiple =
  <H extends string>(name: H): Multiple<H> =>
  (factor) =>
    scaled(factor, hole(name))

/** A multiple of the square of any node, as c · (x · x) or (c · x) · x. */
export const squareMultiple =
  <H extends string>(name: H): Multiple<H> =>
  (factor) => {
    const x = scaled(factor, hole(name))
    return scaled(factor, product(x, x))
  }

const steps = ['own', 'part', 'gain', 'back'] as const
type Steps = (typeof steps)[number]

/**
 * decay · held + weight · x, for a slot `held`; also written held + weight · (x − held) and x +
 * decay · (held − x). It does not require decay + weight = 1.
 */
export const average = <S extends string, H extends string, D extends string, W extends string>(
  held: S,
  decay: D,
  weight: W,
  x: Multiple<H>,
): Pattern<S | H, D | W> => {
  const old: Multiple<S> = (factor) => scaled(factor, slot(held))
  const towards = <A extends string, B extends string>(from: Multiple<A>, to: Multiple<B>) =>
    sum(from('own'), scaled('part', difference(to('gain'), from('back'))))
  return either<S | H, D | W>(
    sum(old(decay), x(weight)),
    derived<S | H, never, Steps, D | W>(towards(old, x), steps, ({ own, part, gain, back }) => [
      [decay, plus(own, times(part, back))],
      [weight, times(part, gain)],
    ]),
    derived<S | H, never, Steps, D | W>(towards(x, old), steps, ({ own, part, gain, back }) => [
      [decay, times(part, gain)],
      [weight, plus(own, times(part, back))],
    ]),
  )
}
