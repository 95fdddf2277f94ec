import { one, plus, times, zero } from '../Factor.js'
import { derived, scaled } from './factors.js'
import { params, uniform } from './leaves.js'
import { either, quotient, root, sum } from './operations.js'
import type { Pattern } from './Pattern.js'

const steps = ['step', 'inner', 'shrink'] as const
type Steps = (typeof steps)[number]
type Moved = 'keep' | 'rate'

/**
 * The next parameters keep · p + rate · x. Written p + rate · x, or with weight decay as p + step ·
 * (x + shrink · p) or p + (step · x + shrink · p).
 */
export const moved = <H extends string, F extends string>(
  x: Pattern<H, F>,
): Pattern<H | 'p', F | Moved> => {
  const shrunk = scaled('shrink', params)
  return either(
    derived<H | 'p', F, Steps, Moved>(
      sum(params, scaled('step', sum(scaled('inner', x), shrunk))),
      steps,
      ({ step, inner, shrink }) => [
        ['keep', plus(one, times(step, shrink))],
        ['rate', times(step, inner)],
      ],
    ),
    derived<H | 'p', F, 'step' | 'shrink', Moved>(
      sum(params, sum(scaled('step', x), shrunk)),
      ['step', 'shrink'],
      ({ step, shrink }) => [
        ['keep', plus(one, shrink)],
        ['rate', step],
      ],
    ),
    derived<H | 'p', F, 'step', Moved>(sum(params, scaled('step', x)), ['step'], ({ step }) => [
      ['keep', one],
      ['rate', step],
    ]),
  )
}

/** scale · √(inside · v) + eps, or without eps. */
const divisor = <H extends string, F extends string>(v: Pattern<H, F>) => {
  const scaledRoot = scaled('scale', root(scaled('inside', v)))
  return either(
    sum(scaledRoot, uniform('eps')),
    derived<H, F | 'scale' | 'inside', never, 'eps'>(scaledRoot, [], () => [['eps', zero]]),
  )
}

/** rate · m / (scale · √(inside · v) + eps). */
export const direction = <H extends string, F extends string, I extends string, G extends string>(
  m: Pattern<H, F>,
  v: Pattern<I, G>,
) => quotient('rate', scaled('rate', m), divisor(v))
