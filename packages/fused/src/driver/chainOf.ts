import { type Leaf, type Measures, measuresOf, type Plan, type Transform } from '@momenta/core'
import type { Program } from '../trace/Program.js'
import { trace } from '../trace/trace.js'
import { type Layout, layoutOf } from './Layout.js'
import type { Steady } from './Steady.js'

/** A chain with what is remembered of it from step to step: layouts by leaves, programs by the shapes of their bodies. */
export interface Chain {
  readonly transform: Transform
  /** What is measured before each segment. */
  readonly measures: readonly Measures[]
  readonly layout: (leaves: readonly Leaf[]) => Layout
  readonly program: (
    parts: readonly number[],
    plans: readonly Plan[],
    same: boolean,
    last: boolean,
  ) => Program
  /** Where leaves lay in the last step, by the program that all of them ran. */
  readonly steady: WeakMap<Program, Steady>
}

const shapeOf = (plan: Plan): string => {
  const lists = Object.values(plan.k).map((n) => (typeof n === 'number' ? 1 : n.length))
  return `${plan.how}:${plan.read?.length ?? 0}:${lists.join('.')}`
}

/** A chain, ready to be traced. */
export const chainOf = (transform: Transform): Chain => {
  const layouts = new Map<string, Layout>()
  const programs = new Map<string, Program>()
  return {
    transform,
    measures: measuresOf(transform),
    steady: new WeakMap(),
    layout: (leaves) => {
      const key = leaves.map(({ name }) => name).join('\n')
      const known = layouts.get(key)
      if (known !== undefined) return known
      const made = layoutOf(transform, leaves)
      layouts.set(key, made)
      return made
    },
    program: (parts, plans, same, last) => {
      const key = `${parts.join()}|${plans.map(shapeOf).join('|')}|${same}|${last}`
      const known = programs.get(key)
      if (known !== undefined) return known
      const described = parts.map((part, i) => ({
        description: transform[part] as Transform[number],
        plan: plans[i] as Plan,
      }))
      const made = trace({ key, parts: described, same, last })
      programs.set(key, made)
      return made
    },
  }
}
