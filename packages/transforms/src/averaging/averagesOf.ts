import { checkParts, checkTransform, type State, type Transform } from '@momenta/core'

/**
 * The averaged parameters of a state, by the name of the leaf; of the first part with the role
 * `average`, such as `averageParams`. Borrowed, not copied.
 *
 * @throws TypeError if an argument has the wrong type; RangeError if the chain has no
 *   `averageParams`.
 *
 * @example
 * import { averageParams, averagesOf } from '@momenta/transforms'
 *
 * const slots = { average: { w: 1 } }
 * const state = { step: 0, parts: [{ host: 0, hyper: {}, slots, buffers: { w: [] } }] }
 * averagesOf(averageParams(), state) // => { w: 1 }
 */
export const averagesOf = <L>(
  transform: Transform,
  state: State<L>,
): { readonly [leaf: string]: L } => {
  checkTransform('averagesOf', transform)
  checkParts('averagesOf', transform, state)
  const averages = state.parts[transform.findIndex(({ role }) => role === 'average')]?.slots.average
  if (averages === undefined)
    throw new RangeError(
      'averagesOf: the chain must hold averageParams; put it at the end of the chain',
    )
  return averages
}
