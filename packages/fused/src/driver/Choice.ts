import type { Plan, Planned } from '@momenta/core'
import type { Program, ScalarRef } from '../trace/Program.js'
import type { Chain } from './chainOf.js'
import type { Group } from './Layout.js'

/** What one leaf runs: the plans of its parts, the program that they make, and its scalars. */
export interface Chosen {
  readonly plans: readonly Plan[]
  readonly program: Program
  readonly scalars: readonly number[]
}

/** What the leaves of a group run: all of them the same, or each its own. */
export interface Choice {
  readonly group: Group
  readonly common: Chosen | undefined
  /** By the position in the group. */
  readonly each: (position: number) => Chosen
}

const planAt = ({ plan }: Planned, position: number): Plan =>
  Array.isArray(plan) ? ((plan as readonly Plan[])[position] as Plan) : (plan as Plan)

const scalarOf =
  (plans: readonly Plan[]) =>
  ({ part, name, index }: ScalarRef): number => {
    const n = plans[part]?.scalars[name] as number | readonly number[]
    return typeof n === 'number' ? n : (n[index] as number)
  }

/** What the plans of a step choose for a group. */
export const choiceOf = (
  chain: Chain,
  group: Group,
  planned: { readonly [part: number]: Planned },
  same: boolean,
  last: boolean,
): Choice => {
  const { parts, positions } = group
  const each = (position: number): Chosen => {
    const plans = parts.map((part, k) =>
      planAt(planned[part] as Planned, positions[k]?.[position] as number),
    )
    const program = chain.program(parts, plans, same, last)
    return { plans, program, scalars: program.scalars.map(scalarOf(plans)) }
  }
  const uniform = parts.every((part) => !Array.isArray(planned[part]?.plan))
  const common = uniform ? each(0) : undefined
  return { group, common, each: common === undefined ? each : () => common }
}
