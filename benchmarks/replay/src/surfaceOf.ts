import { type Surface, surfaceNamed } from '@momenta/bench-surfaces'
import type { FunctionNamed } from './FunctionNamed.js'

const names: ReadonlyMap<string, string> = new Map([
  ['goldstein-price', 'goldsteinPrice'],
  ['two-basin', 'twoBasin'],
])

/** The parameters that a function reads; a file that gives another one means another function. */
const parameters: ReadonlyMap<string, readonly string[]> = new Map([
  ['quadratic', ['A', 'b']],
  ['twoBasin', ['s']],
])

/**
 * The surface that a reference file names, of that dimension.
 *
 * @throws RangeError if it is unknown or its parameters do not fit.
 */
export const surfaceOf = ({ name, n, ...given }: FunctionNamed, dim: number): Surface => {
  const own = names.get(name) ?? name
  if (n !== undefined && n !== dim)
    throw new RangeError(`function: n must be the number of parameters, ${dim}, got ${n}`)
  const unread = Object.keys(given).find((each) => !parameters.get(own)?.includes(each))
  if (unread !== undefined) throw new RangeError(`function: ${name} has no parameter ${unread}`)
  const { A, b, s } = given
  return surfaceNamed(own, {
    dim,
    ...(A === undefined ? {} : { A }),
    ...(b === undefined ? {} : { b }),
    ...(s === undefined ? {} : { sharpness: s }),
  })
}
