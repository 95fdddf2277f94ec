import type { Surface } from './Surface.js'
import { surfaceFrom } from './surfaceFrom.js'

/**
 * The surface `slope (ln f(zoom u + offset) - shift)` of a positive surface f, by the chain rule:
 * grad = slope zoom grad f / f, H = slope zoom^2 (H f / f - grad f grad f' / f^2).
 */
export const logarithmOf = (
  base: Surface,
  options: Pick<Surface, 'name' | 'formula' | 'domain'> & {
    readonly slope: number
    readonly shift: number
    readonly zoom: number
    readonly offset: number
  },
): Surface => {
  const { slope, shift, zoom, offset, ...about } = options
  const { dim } = base
  const z = new Float64Array(dim)
  const g = new Float64Array(dim)
  const scaled = (f: number): number => slope * (Math.log(f) - shift)
  const map = (u: ArrayLike<number>): void => {
    for (let i = 0; i < dim; i++) z[i] = zoom * (u[i] as number) + offset
  }
  return surfaceFrom({
    ...about,
    dim,
    pass: (u, out) => {
      map(u)
      const f = base.gradient(z, g)
      for (let i = 0; i < dim; i++) out[i] = (slope * zoom * (g[i] as number)) / f
      return scaled(f)
    },
    curvature: (u, out) => {
      map(u)
      const f = base.gradient(z, g)
      const h = base.hessian(z)
      for (let i = 0; i < dim; i++)
        for (let j = 0; j < dim; j++) {
          const outer = ((g[i] as number) / f) * ((g[j] as number) / f)
          out[i * dim + j] = slope * zoom * zoom * ((h[i * dim + j] as number) / f - outer)
        }
    },
    minima: base.minima.map((minimum) => ({
      ...minimum,
      x: minimum.x.map((each) => (each - offset) / zoom),
      f: scaled(minimum.f),
    })),
  })
}
