import {
  javascript,
  type Node,
  type Program,
  type ProgramFunction,
  type Segment,
} from '@momenta/core/program'
import { interpretProgram } from './interpretProgram.js'

/** An array of a leaf: of its segment, or of the state of a part, counted within the program. */
export type Place =
  | { readonly kind: 'more'; readonly name: string }
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

/** Whether an output is its own slot, which needs no store in place. */
const stays = (node: Node, part: number, index: number): boolean => {
  const stream = node.kind === 'load' ? node.stream : undefined
  return stream?.kind === 'slot' && stream.part === part && stream.index === index
}

interface Store {
  readonly node: Node
  readonly place: Place
}

const stateStores = ({ parts }: Program, inPlace: boolean): readonly Store[] =>
  parts.flatMap(({ slots, entry }, part): readonly Store[] => [
    ...slots
      .map((node, index): Store => ({ node, place: { kind: 'into', part, index } }))
      .filter(({ node }, index) => !(inPlace && stays(node, part, index))),
    ...(entry === undefined
      ? []
      : [{ node: entry, place: { kind: 'spare', part, index: 0 } } as const]),
  ])

const leafStores = (
  { updates, grads, params }: Program,
  { bindsUpdates, rebinds }: Segment,
): readonly Store[] => {
  const out: Store = { node: (params ?? updates) as Node, place: { kind: 'out' } }
  if (grads === undefined || bindsUpdates) return [out]
  // A part may bind the very gradient that came in; the parts after it read its own array.
  const passes = !rebinds && grads.kind === 'load' && grads.stream.kind === 'grads'
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
 */
export const kernelOf = (program: Program, segment: Segment): Kernel => {
  const known = kernels.get(program)
  if (known !== undefined) return known
  const stores = [...stateStores(program, segment.last), ...leafStores(program, segment)]
  const made = {
    run: compileProgram(
      program,
      stores.map(({ node }) => node),
    ),
    loads: program.loads,
    stores: stores.map(({ place }) => place),
  }
  kernels.set(program, made)
  return made
}
