import type { Axis } from '../model/Axis.js'
import { plural } from '../text/plural.js'

type Data = { readonly axis: Axis; readonly values: ArrayLike<number> }

/** What the axes leave out: the gaps, and on log axes the values that aren't positive. */
export const notesOn = (data: readonly Data[]): readonly string[] => {
  const count = (keep: (value: number, log: boolean) => boolean): number =>
    data.reduce(
      (sum, { axis, values }) =>
        sum + Array.from(values).filter((value) => keep(value, axis.scale === 'log')).length,
      0,
    )
  const gaps = count((value) => !Number.isFinite(value))
  const dropped = count((value, log) => log && Number.isFinite(value) && value <= 0)
  return [
    gaps === 0 ? '' : `Not drawn: ${plural(gaps, 'value')} not finite.`,
    dropped === 0 ? '' : `Not drawn: ${plural(dropped, 'value')} not positive on a log axis.`,
  ]
}
