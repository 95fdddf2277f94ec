import { type Description, type Plan, variantKey } from '@momenta/core'
import { trace } from '@momenta/core/program'

const known = new WeakMap<Description, { [key: string]: boolean }>()

/** Whether a part reads the gradient with a plan. */
export const readsGradient = (description: Description, plan: Plan): boolean => {
  if (description.needs?.includes('grads')) return true
  const own = known.get(description) ?? {}
  known.set(description, own)
  const key = `${plan.read?.length} ${plan.more} ${variantKey(plan.variant)}`
  own[key] ??= trace({ parts: [{ description, plan }], same: false, last: true }).loads.some(
    ({ kind }) => kind === 'grads',
  )
  return own[key]
}
