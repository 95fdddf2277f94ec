import type { Minimum } from './Minimum.js'

/**
 * A function of `dim` variables in float64, with its exact derivatives.
 *
 * Points are any array-like of `dim` numbers. A non-finite point gives non-finite results and no
 * error.
 */
export type Surface = {
  readonly name: string
  readonly dim: number
  readonly formula: string
  /** @throws RangeError if the point does not have `dim` coordinates. */
  readonly value: (x: ArrayLike<number>) => number
  /**
   * Writes the gradient at `x` to `out` and returns f(x): one pass, nothing is allocated. `out`
   * must not be `x` itself.
   *
   * @throws RangeError if `x` or `out` does not have `dim` coordinates.
   */
  readonly gradient: (x: ArrayLike<number>, out: Float64Array) => number
  /**
   * The exact Hessian, dim x dim, row by row, in a new array.
   *
   * @throws RangeError if the point does not have `dim` coordinates.
   */
  readonly hessian: (x: ArrayLike<number>) => Float64Array
  /**
   * The minima known in closed form: every global one, and local ones where the factory says so.
   */
  readonly minima: readonly Minimum[]
  /**
   * The usual range of each coordinate, for starts and plots: the surface is defined outside it
   * too.
   */
  readonly domain: readonly [number, number]
}
