import type { Description, Scalars, Transform } from '@momenta/core'

/** A transform with other scalars in its plans. */
export const withScalars = (
  transform: Transform,
  change: (scalars: Scalars) => Scalars,
): Transform =>
  transform.map((part) => ({
    ...part,
    plan: (...seen: Parameters<Description['plan']>) => {
      const { next, plan } = part.plan(...seen)
      const changed = <P extends { readonly scalars: Scalars }>(one: P): P => ({
        ...one,
        scalars: change(one.scalars),
      })
      return {
        next,
        plan: 'scalars' in plan ? changed(plan) : plan.map(changed),
      } as ReturnType<Description['plan']>
    },
  }))
