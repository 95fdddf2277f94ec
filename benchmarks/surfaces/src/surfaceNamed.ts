import { oneOf } from '@momenta/options'
import type { Surface } from './Surface.js'
import type { SurfaceOptions } from './SurfaceOptions.js'
import { surfaces } from './surfaces.js'

const factories: ReadonlyMap<string, (options: SurfaceOptions) => Surface> = new Map(
  Object.entries(surfaces),
)
const names = [...factories.keys()]

/**
 * The surface of that name from {@link surfaces}, built with the options its factory takes.
 *
 * @throws RangeError if there is no such name (the message suggests a similar one), or if `dim` is
 *   given and the surface has another; and what the factory throws.
 * @example
 * import { surfaceNamed } from '@momenta/bench-surfaces'
 *
 * surfaceNamed('levy', { dim: 5 }).dim // => 5
 */
export const surfaceNamed = (name: string, options: SurfaceOptions = {}): Surface => {
  const factory = factories.get(name)
  if (factory === undefined) throw new RangeError(`surfaceNamed: name ${oneOf(names, name)}`)
  const surface = factory(options)
  if (options.dim !== undefined && surface.dim !== options.dim)
    throw new RangeError(
      `surfaceNamed: ${name} has ${surface.dim} coordinates, got dim ${options.dim}; leave dim out.`,
    )
  return surface
}
