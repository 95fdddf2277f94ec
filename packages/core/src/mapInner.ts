import type { Description } from './Description.js'
import type { Host } from './Host.js'
import type { Reductions } from './Reductions.js'

type Numbers = { readonly [name: string]: number }

/**
 * What reads the host state of a part, its reductions and its schedules, as fields of a combinator
 * around it whose host state holds that of the part.
 *
 * @param hostOf - The host state of the part inside.
 * @param hyperOf - The hyperparameters of the part inside. Default the same.
 *
 * @example
 * import { mapInner, remember } from '@momenta/core'
 *
 * mapInner(remember()[0], ({ inner }: { inner: number }) => inner) // => {}
 */
export const mapInner = <H extends Host>(
  { reductions, hyperAt }: Description,
  hostOf: (host: H) => Host,
  hyperOf?: (host: H, hyper: Numbers) => Numbers,
): {
  readonly reductions?: Reductions<string, H>
  readonly hyperAt?: (host: H, hyper: Numbers) => Numbers
} => {
  const { scalars, ...expressions } = reductions ?? {}
  const inside = hyperOf ?? ((_: H, hyper: Numbers) => hyper)
  return {
    ...(reductions && {
      reductions: {
        ...expressions,
        ...(scalars && { scalars: (host, hyper) => scalars(hostOf(host), inside(host, hyper)) }),
      },
    }),
    ...((hyperOf ?? hyperAt) && {
      hyperAt: (host, hyper) => {
        const now = inside(host, hyper)
        return hyperAt?.(hostOf(host), now) ?? now
      },
    }),
  }
}
