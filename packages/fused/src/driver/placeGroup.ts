import type { Plan, Planned } from '@momenta/core'
import type * as tf from '@tensorflow/tfjs-core'
import type { Row } from '../Engine.js'
import type { Program, ScalarRef } from '../trace/Program.js'
import type { Chain } from './chainOf.js'
import type { Group, Segment } from './Layout.js'
import type { Building } from './Parts.js'
import { place } from './place.js'
import { refilled, type SteadyRow, steadyOf } from './Steady.js'
import { allocated, type Workshop } from './Workshop.js'

/** The leaves on their way through the segments. */
export interface Current {
  readonly u: tf.Tensor[]
  readonly g: tf.Tensor[]
  readonly params: tf.Tensor[]
}

const planAt = ({ plan }: Planned, position: number): Plan =>
  Array.isArray(plan) ? ((plan as readonly Plan[])[position] as Plan) : (plan as Plan)

const scalarOf =
  (plans: readonly Plan[]) =>
  ({ part, name, index }: ScalarRef): number => {
    const n = plans[part]?.k[name] as number | readonly number[]
    return typeof n === 'number' ? n : (n[index] as number)
  }

/** Leaves that run the same program with the same scalars. */
export interface Batch {
  readonly program: Program
  readonly scalars: readonly number[]
  readonly rows: Row[]
}

const batchOf = (batches: Map<string, Batch>, program: Program, scalars: readonly number[]) => {
  const key = `${program.key}#${scalars.join()}`
  const known = batches.get(key)
  if (known !== undefined) return known
  const made: Batch = { program, scalars, rows: [] }
  batches.set(key, made)
  return made
}

/** What the groups of a segment share. */
export interface Context {
  readonly names: readonly string[]
  readonly planned: { readonly [part: number]: Planned }
  readonly states: { readonly [part: number]: Building }
  readonly current: Current
  readonly same: boolean
  readonly shop: Workshop
  readonly batches: Map<string, Batch>
  /** Handles are renewed once nothing can fail any more: until then the iterate that was given is whole. */
  readonly renewals: (() => void)[]
}

/** The next parameters of a leaf: over the old ones under a new handle, or into new memory. Once nothing can fail any more where they are the runner's own. */
const moved = (
  leaf: number,
  row: SteadyRow,
  next: number,
  params: tf.Tensor[],
  { names, shop, renewals }: Context,
): void => {
  const p = params[leaf] as tf.Tensor
  const write = (tensor: tf.Tensor) => {
    row.stores[next] = tensor
    params[leaf] = tensor
  }
  shop.dead.add(p)
  const renew = () => {
    const renewed = shop.engine.renew(p)
    const { loads } = row
    if (renewed !== undefined)
      for (let l = 0; l < loads.length; l++) if (loads[l] === p) loads[l] = renewed
    write(renewed ?? allocated(p, names[leaf] as string, shop))
  }
  if (p.size > 0 && shop.engine.isOwn(p)) renewals.push(renew)
  else write(allocated(p, names[leaf] as string, shop))
}

/** Places the leaves of a group, and says what is to be run. */
export const placeGroup = (
  chain: Chain,
  { last }: Segment,
  group: Group,
  context: Context,
): void => {
  const { parts, leaves, positions } = group
  const { names, planned, states, current, same, shop, batches } = context
  const building = parts.map((part) => states[part] as Building)
  const planOf = (leaf: number) =>
    parts.map((part, k) => planAt(planned[part] as Planned, positions[k]?.[leaf] as number))
  const chosen = (plans: readonly Plan[]) => {
    const program = chain.program(parts, plans, same, last)
    return {
      plans,
      program,
      batch: batchOf(batches, program, program.scalars.map(scalarOf(plans))),
    }
  }
  const uniform = parts.every((part) => !Array.isArray(planned[part]?.plan))
  const common = uniform ? chosen(planOf(0)) : undefined
  const { u, g, params } = current
  if (common !== undefined) {
    const { program, batch } = common
    const at = { group, parts: building, u, g, params, shop }
    const rows = refilled(chain.steady.get(program), program, at)
    if (rows !== undefined) {
      const next = program.next as number
      leaves.forEach((leaf, i) => {
        const row = rows[i] as SteadyRow
        batch.rows.push(row)
        moved(leaf, row, next, params, context)
      })
      return
    }
  }
  const placedRows: SteadyRow[] = []
  leaves.forEach((leaf, i) => {
    const { plans, program, batch } = common ?? chosen(planOf(i))
    const p = params[leaf] as tf.Tensor
    const at = { u: u[leaf] as tf.Tensor, g: g[leaf] as tf.Tensor, p, plans, parts: building }
    const placed = place(program, { ...at, name: names[leaf] as string }, shop)
    u[leaf] = placed.u
    g[leaf] = placed.g
    if (placed.next === undefined) {
      if (placed.stores.length > 0) batch.rows.push(placed)
      return
    }
    const row = { loads: [...placed.loads], stores: [...placed.stores] }
    batch.rows.push(row)
    placedRows.push(row)
    moved(leaf, row, program.next as number, params, context)
  })
  const steady =
    common !== undefined && shop.memoryless
      ? steadyOf(common.program, group, names, building, placedRows)
      : undefined
  if (steady !== undefined) chain.steady.set((common as { program: Program }).program, steady)
}
