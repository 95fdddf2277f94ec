import { isFactory } from './isFactory.js'
import { kinds } from './kinds.js'
import type { Option } from './Option.js'
import type { PartKind } from './PartKind.js'
import { problem } from './problem.js'

/**
 * An option that is a part of a kind: a policy, an aggregator, a schedule.
 *
 * @param of - The kind.
 * @param make - Makes the default.
 *
 * @example
 * import { part } from '@momenta/options'
 *
 * part('policy', () => () => ({ keys: [], slot: undefined })).problemOf('fifo')
 * // => { says: "must be a policy such as fifo(), got 'fifo'", error: 'type' }
 */
export const part = <A>(of: PartKind, make: () => A): Option<A, 'default'> => {
  const { says, is } = kinds[of]
  return {
    shape: { kind: 'part', of },
    presence: 'default',
    says,
    problemOf: (given) => {
      try {
        if (is(given)) return undefined
      } catch {
        // A proxy or a getter that throws is not a part.
      }
      return isFactory(given)
        ? {
            says: `${says}, got the factory ${given.name}: call it, ${given.name}()`,
            error: 'type',
          }
        : problem(says, given)
    },
    example: make,
    changes: false,
  }
}
