import type { Scalars } from '../Scalars.js'

/** What a trace depends on of scalars: their names, and the lengths of lists. */
export interface ScalarsShape {
  readonly names: readonly string[]
  /** For each name the length of its list, or -1 for a number. */
  readonly lengths: readonly number[]
}

const lengthOf = (value: number | readonly number[]): number =>
  typeof value === 'number' ? -1 : value.length

/** The shape of scalars. */
export const scalarsShape = (scalars: Scalars): ScalarsShape => ({
  names: Object.keys(scalars),
  lengths: Object.values(scalars).map(lengthOf),
})

/** Whether scalars have the names and lengths of a shape, in any order. */
export const haveShape = (scalars: Scalars, { names, lengths }: ScalarsShape): boolean => {
  let count = 0
  for (const name in scalars) {
    const at = names[count] === name ? count : names.indexOf(name)
    if (at < 0 || lengths[at] !== lengthOf(scalars[name] as number | readonly number[]))
      return false
    count++
  }
  return count === names.length
}
