import type { Description, Plan } from '../Description.js'
import type { Group, Segment } from '../step/Segment.js'
import type { Transform } from '../Transform.js'
import { once } from './once.js'
import type { Program } from './Program.js'
import { hasPlanShape, type PlanShape, planShape } from './planShape.js'
import { trace } from './trace.js'

interface Known {
  readonly shapes: readonly PlanShape[]
  readonly program: Program
}

const allFit = (plans: readonly Plan[], { shapes }: Known): boolean => {
  for (let i = 0; i < plans.length; i++)
    if (!hasPlanShape(plans[i] as Plan, shapes[i] as PlanShape)) return false
  return true
}

/** The programs of the same parts of a chain, and the one that was used last. */
interface Programs {
  latest: Known | undefined
  readonly all: Known[]
}

/** By transform, then by segment and parts; these are indices, so joined keys are unique. */
const cache = once((_: Transform) => new Map<string, Programs>())
/** {@link cache} by group, for speed. */
const programsOf = once((group: Group, transform: Transform, { index }: Segment): Programs => {
  const all = cache(transform)
  const key = `${index}:${group.parts.join()}`
  const programs = all.get(key) ?? { latest: undefined, all: [] }
  all.set(key, programs)
  return programs
})

/**
 * The program of a group of leaves for the plans of a step, traced once for each shape of plans.
 * While the shape is the same, later steps get the same object, by which engines cache kernels.
 *
 * @param plans - One for each part of the group.
 */
export const programOf = (
  transform: Transform,
  segment: Segment,
  group: Group,
  plans: readonly Plan[],
): Program => {
  const programs = programsOf(group, transform, segment)
  const { latest, all } = programs
  if (latest !== undefined && allFit(plans, latest)) return latest.program
  for (const known of all)
    if (allFit(plans, known)) {
      programs.latest = known
      return known.program
    }
  const made = traced(transform, segment, group, plans)
  all.push(made)
  programs.latest = made
  return made.program
}

const traced = (
  transform: Transform,
  { same, last }: Segment,
  { parts }: Group,
  plans: readonly Plan[],
): Known => {
  const own = parts.map((part, k) => ({
    description: transform[part] as Description,
    plan: plans[k] as Plan,
  }))
  return { shapes: plans.map(planShape), program: trace({ parts: own, same, last }) }
}

/** The values of a program's scalars in the plans of a step. */
export const scalarsOf = (
  { scalars }: Pick<Program, 'scalars'>,
  plans: readonly Pick<Plan, 'scalars'>[],
): readonly number[] => {
  const values: number[] = []
  for (const { part, name, index } of scalars) {
    const value = plans[part]?.scalars[name] as number | readonly number[]
    values.push(typeof value === 'number' ? value : (value[index] as number))
  }
  return values
}
