import type { Description, Transform } from '@momenta/core'
import {
  javascript,
  type Node,
  type Program,
  type ProgramFunction,
  type Segment,
  type Stream,
} from '@momenta/core/program'
import { interpretProgram } from './interpretProgram.js'

/** An array of a leaf: of its segment, or of the state of a part, counted within the program. */
export type Place =
  | { readonly kind: 'updates' | 'grads' | 'params' | 'out' | 'bound' }
  | {
      readonly kind: 'slot' | 'entry' | 'into' | 'spare'
      readonly part: number
      readonly index: number
    }

/** A program as a function, with the places of its arrays. */
export interface Kernel {
  readonly run: ProgramFunction
  readonly loads: readonly Place[]
  readonly stores: readonly Place[]
}

const slotIndex = (parts: readonly Description[], part: number, name: string): number =>
  Object.keys(parts[part]?.slots ?? {}).indexOf(name)

const placeOf = (stream: Stream, parts: readonly Description[]): Place =>
  stream.kind === 'slot'
    ? { kind: 'slot', part: stream.part, index: slotIndex(parts, stream.part, stream.name) }
    : stream

/** Whether an output is its own slot, which needs no store in place. */
const stays = ({ loads }: Program, node: Node, part: number, name: string): boolean => {
  const stream = node.kind === 'load' ? loads[node.index] : undefined
  return stream?.kind === 'slot' && stream.part === part && stream.name === name
}

interface Store {
  readonly node: Node
  readonly place: Place
}

const stateStores = (
  program: Program,
  parts: readonly Description[],
  inPlace: boolean,
): readonly Store[] =>
  program.parts.flatMap(({ slots, entry }, part): readonly Store[] => [
    ...slots
      .filter(({ name, node }) => !(inPlace && stays(program, node, part, name)))
      .map(({ name, node }): Store => {
        const index = slotIndex(parts, part, name)
        return { node, place: { kind: 'into', part, index } }
      }),
    ...(entry === undefined
      ? []
      : [{ node: entry, place: { kind: 'spare', part, index: 0 } } as const]),
  ])

const leafStores = (
  { updates, grads, params, loads }: Program,
  { bindsUpdates }: Segment,
): readonly Store[] => {
  const out: Store = { node: (params ?? updates) as Node, place: { kind: 'out' } }
  if (grads === undefined || bindsUpdates) return [out]
  const passes = grads.kind === 'load' && loads[grads.index]?.kind === 'grads'
  return passes ? [out] : [out, { node: grads, place: { kind: 'bound' } }]
}

const compileProgram = (program: Program, stores: readonly Node[]): ProgramFunction => {
  try {
    return javascript(program, stores, 'float64')
  } catch (error) {
    if (error instanceof EvalError) return interpretProgram(program, stores)
    throw error
  }
}

/** A program runs in one segment of one transform, and so do its kernels. */
const kernels = new WeakMap<Program, Kernel>()

/**
 * The kernel of a program: one pass over the arrays of a leaf. Each slot and entry is stored in a
 * separate array.
 *
 * @param parts - The parts of the program, as indices into the chain.
 */
export const kernelOf = (
  program: Program,
  segment: Segment,
  transform: Transform,
  parts: readonly number[],
): Kernel => {
  const known = kernels.get(program)
  if (known !== undefined) return known
  const own = parts.map((part) => transform[part] as Description)
  const stores = [...stateStores(program, own, segment.last), ...leafStores(program, segment)]
  const made = {
    run: compileProgram(
      program,
      stores.map(({ node }) => node),
    ),
    loads: program.loads.map((stream) => placeOf(stream, own)),
    stores: stores.map(({ place }) => place),
  }
  kernels.set(program, made)
  return made
}
