import type { Plan, Planned } from '../Description.js'
import type { Group } from './Segment.js'

/** The plans of the parts of a group: the same for all its leaves, or one per leaf. */
export interface GroupPlans {
  readonly group: Group
  /** One plan for each part, if they are the same for all leaves of the group. */
  readonly common: readonly Plan[] | undefined
  /** One plan for each part, for the leaf at a position in the group. */
  readonly at: (position: number) => readonly Plan[]
}

const isList = (plan: Planned['plan']): plan is readonly Plan[] => Array.isArray(plan)

/**
 * Picks the plans of a group.
 *
 * @param planned - By part of the chain, the plans for its leaves.
 */
export const groupPlans = (
  group: Group,
  planned: { readonly [part: number]: Planned | undefined },
): GroupPlans => {
  const { parts, positions } = group
  const plans: Planned['plan'][] = []
  let lists = false
  for (const part of parts) {
    const { plan } = planned[part] as Planned
    lists ||= isList(plan)
    plans.push(plan)
  }
  if (!lists) {
    const common = plans as readonly Plan[]
    return { group, common, at: () => common }
  }
  return {
    group,
    common: undefined,
    at: (position) =>
      plans.map((plan, k) =>
        isList(plan) ? (plan[positions[k]?.[position] as number] as Plan) : plan,
      ),
  }
}
