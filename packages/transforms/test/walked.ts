import { optimizer, type Transform } from '@momenta/core'
import { float64, type Iterate } from '@momenta/float64'

export type Point = { readonly w: Float64Array }

/** An iterate that starts from the parameters w. */
export const begun = (transform: Transform, w: readonly number[]): Iterate<Point> =>
  float64(optimizer(transform)).init<Point>({ w: Float64Array.from(w) })

/** The iterate after one step under the gradient g. */
export const stepped = (
  transform: Transform,
  from: Iterate<Point>,
  g: readonly number[],
): Iterate<Point> =>
  float64(optimizer(transform)).step(() => ({ value: 0, grads: { w: Float64Array.from(g) } }), from)

/** Where each step leads from w, one number per step: one parameter, one gradient per step. */
export const walked = (
  transform: Transform,
  grads: readonly number[],
  from = 0,
): readonly number[] => {
  let iterate = begun(transform, [from])
  return grads.map((g) => {
    iterate = stepped(transform, iterate, [g])
    return iterate.params.w[0] as number
  })
}
