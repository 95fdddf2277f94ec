import type { Stream } from '../trace/Node.js'
import type { Program } from '../trace/Program.js'
import type { Chosen } from './Choice.js'
import { checkAlike } from './checkAlike.js'
import type { Steady } from './Known.js'
import type { Group } from './Layout.js'
import { moved, type OpenRow } from './moved.js'
import type { Context } from './placeGroup.js'

const at = ({ loads }: Program, kind: Stream['kind']): number =>
  loads.findIndex((stream) => stream.kind === kind)

/**
 * Fills the rows of a group in that lies where it lay: only gradients and parameters are others. The state was checked when its row was
 * made, and is alive, since the engine owns it.
 */
export const placeSteady = (
  { rows }: Steady,
  group: Group,
  { program, scalars }: Chosen,
  { names, current, shop, batches, renewals }: Context,
): void => {
  const batch = batches.of(program, scalars)
  const { u, g, params } = current
  const [iu, ig, ip] = [at(program, 'u'), at(program, 'g'), at(program, 'p')]
  const next = program.next as number
  group.leaves.forEach((leaf, i) => {
    const row = rows[i] as OpenRow
    const { loads, stores } = row
    const p = params[leaf] as (typeof params)[number]
    const name = names[leaf] as string
    if (iu >= 0) loads[iu] = u[leaf] as typeof p
    if (ig >= 0) loads[ig] = g[leaf] as typeof p
    if (ip >= 0) loads[ip] = p
    stores[next] = p
    checkAlike(name, p, g[leaf])
    batch.rows.push(row)
    const renewal = moved({ p, name, spent: true }, row, next, shop, (tensor) => {
      params[leaf] = tensor
    })
    if (renewal !== undefined) renewals.push(renewal)
  })
}
