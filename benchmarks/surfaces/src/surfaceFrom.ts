import { checkLength } from './checkLength.js'
import type { Surface } from './Surface.js'

/**
 * What a factory writes down: `pass` is f and its gradient in one go, `curvature` fills a zeroed
 * Hessian.
 */
type Definition = Omit<Surface, 'value' | 'gradient' | 'hessian'> & {
  readonly pass: (x: ArrayLike<number>, out: Float64Array) => number
  readonly curvature: (x: ArrayLike<number>, out: Float64Array) => void
}

/**
 * The surface of a definition: f is written once, and every point is checked to have `dim`
 * coordinates.
 */
export const surfaceFrom = ({ pass, curvature, ...about }: Definition): Surface => {
  const { name, dim } = about
  const scratch = new Float64Array(dim)
  return {
    ...about,
    value: (x) => {
      checkLength(name, 'the point', x.length, dim)
      return pass(x, scratch)
    },
    gradient: (x, out) => {
      checkLength(name, 'the point', x.length, dim)
      checkLength(name, 'the gradient', out.length, dim)
      return pass(x, out)
    },
    hessian: (x) => {
      checkLength(name, 'the point', x.length, dim)
      const out = new Float64Array(dim * dim)
      curvature(x, out)
      return out
    },
  }
}
