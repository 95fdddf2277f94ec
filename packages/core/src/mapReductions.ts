import type { Description } from './Description.js'
import type { Host } from './Host.js'
import type { Reductions } from './Reductions.js'

type Numbers = { readonly [name: string]: number }

/**
 * The reductions of a part, as a field of a combinator around it whose host state holds that of the
 * part.
 *
 * @param hostOf - The host state of the part inside.
 * @param hyperOf - The hyperparameters of the part inside. Default the same.
 *
 * @example
 * import { mapReductions, remember } from '@momenta/core'
 *
 * mapReductions(remember()[0], ({ inner }: { inner: number }) => inner) // => {}
 */
export const mapReductions = <H extends Host>(
  { reductions }: Description,
  hostOf: (host: H) => Host,
  hyperOf: (host: H, hyper: Numbers) => Numbers = (_, hyper) => hyper,
): { readonly reductions?: Reductions<string, H> } => {
  if (reductions === undefined) return {}
  const { scalars, ...expressions } = reductions
  return {
    reductions: {
      ...expressions,
      ...(scalars && { scalars: (host, hyper) => scalars(hostOf(host), hyperOf(host, hyper)) }),
    },
  }
}
