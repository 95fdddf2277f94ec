import {
  chain,
  type Description,
  describe,
  type Host,
  mapInner,
  mapVariants,
  type Scalars,
  type Transform,
  type Variant,
} from '@momenta/core'

/** How many steps in a row were not finite, and the host state of the part inside. */
type Counted = { readonly errors: number; readonly inner: Host }

type Resting = { readonly rests: boolean; readonly inner: Variant }

const ignoringPart = (part: Description, most: number): Transform => {
  const { skip, search, accepts, init, plan, body, ...rest } = part
  if (search !== undefined) throw new RangeError('apply_if_finite: a line search is not replayed')
  return describe<string, Scalars, Counted, Resting>({
    ...rest,
    needs: [...new Set([...(part.needs ?? []), 'finite' as const])],
    wraps: part,
    ...mapInner(part, ({ inner }: Counted) => inner),
    init: (leaves) => ({ errors: 0, inner: init(leaves) }),
    plan: ({ errors, inner }, seen, hyper) => {
      const now = seen.finite ? 0 : errors + 1
      if (now > 0 && now <= most)
        return {
          next: { errors: now, inner },
          plan: { scalars: {}, variant: { rests: true, inner: {} } },
        }
      const planned = plan(inner, seen, hyper)
      return {
        next: { errors: now, inner: planned.next },
        plan: mapVariants(planned.plan, (variant) => ({ rests: false, inner: variant ?? {} })),
      }
    },
    body: (x, at) =>
      at.variant.rests
        ? { updates: x.of(0), slots: at.slots }
        : body(x, { ...at, variant: at.variant.inner }),
  })
}

/**
 * Skips steps whose gradients are not finite, up to so many in a row, and takes those after them;
 * `applyIfFinite` skips all.
 */
export const ignoring = (transform: Transform, most: number): Transform =>
  chain(...transform.map((part) => ignoringPart(part, most)))
