import {
  type Leaf,
  type Measures,
  measuresOf,
  type Plan,
  type Transform,
  variantKey,
} from '@momenta/core'
import type { Program } from '../trace/Program.js'
import { trace } from '../trace/trace.js'
import { byList } from './ByList.js'
import type { Known } from './Known.js'
import { isLayoutOf, type Layout, layoutOf } from './Layout.js'

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
  /** What is known of states that this chain's steps returned, by the slots of their first part. */
  readonly known: WeakMap<object, Known>
}

/** How many layouts are remembered: runs that take turns on one runner, not every tree that ever was. */
const remembered = 8

/** All that the trace of a plan depends on. */
const shapeOf = ({ variant, read, scalars: k }: Plan): readonly unknown[] => {
  const shape: unknown[] = [variantKey(variant), read?.length ?? 0]
  for (const name in k) {
    const n = k[name] as number | readonly number[]
    shape.push(name, typeof n === 'number' ? 'number' : n.length)
  }
  shape.push(undefined)
  return shape
}

/** A chain, ready to be traced. */
export const chainOf = (transform: Transform): Chain => {
  const layouts: Layout[] = []
  const programs = byList<Program>()
  return {
    transform,
    measures: measuresOf(transform),
    known: new WeakMap(),
    layout: (leaves) => {
      const known = layouts.find((layout) => isLayoutOf(layout, transform, leaves))
      if (known !== undefined) return known
      const made = layoutOf(transform, leaves)
      layouts.unshift(made)
      layouts.length = Math.min(layouts.length, remembered)
      return made
    },
    program: (parts, plans, same, last) =>
      programs.find([same, last, parts.length, ...parts, ...plans.flatMap(shapeOf)], () =>
        trace({
          parts: parts.map((part, i) => ({
            description: transform[part] as Transform[number],
            plan: plans[i] as Plan,
          })),
          same,
          last,
        }),
      ),
  }
}
