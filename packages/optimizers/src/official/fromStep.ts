import {
  type Description,
  describe,
  type Host,
  mapInner,
  mapVariants,
  type Scalars,
  type Transform,
  type Variant,
  wrapVariant,
} from '@momenta/core'

type Counted = { readonly t: number; readonly inner: Host }

type FromStepVariant = { readonly waits: true } | { readonly waits: false; readonly inner: Variant }

const waiting: FromStepVariant = { waits: true }
const running = wrapVariant((inner): FromStepVariant => ({ waits: false, inner }))

/**
 * Applies a transform from step n on. Before that its host counts the steps, its slots do not
 * change, and the updates pass unchanged or are zero.
 *
 * Valid only for parts without a buffer, `skip` and `search`; it reproduces the authors' first
 * step.
 */
export const fromStep = (n: number, transform: Transform, until: 'pass' | 'zero'): Transform =>
  transform.flatMap((description: Description) => {
    const { skip: _, search: __, ...rest } = description
    return describe<string, Scalars, Counted, FromStepVariant>({
      ...rest,
      wraps: description,
      ...mapInner(description, ({ inner }: Counted) => inner),
      init: (leaves) => ({ t: 0, inner: description.init(leaves) }),
      plan: ({ t, inner }, seen, hyper) => {
        const { next, plan } = description.plan(inner, seen, hyper)
        return {
          next: { t: t + 1, inner: next },
          plan: t + 1 < n ? { scalars: {}, variant: waiting } : mapVariants(plan, running),
        }
      },
      body: (x, at) =>
        at.variant.waits
          ? { updates: until === 'pass' ? at.updates : x.of(0), slots: at.slots }
          : description.body(x, { ...at, variant: at.variant.inner }),
    })
  })
