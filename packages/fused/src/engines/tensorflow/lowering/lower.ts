import { all, type Condition, isNormal32 } from '../conditions.js'
import { loadsOf, nextOf, type Program, usesOf } from '../graph.js'
import { adamKernels } from '../kernels/adam.js'
import { descent } from '../kernels/descent.js'
import { type Kernel, tensor, type Use } from '../kernels/Kernel.js'
import { momentum } from '../kernels/momentum.js'
import { emitterOf } from './emitter.js'
import { areComputable } from './isComputable.js'
import type { Lowering } from './Lowering.js'
import { instructionsOf } from './liveness.js'
import { nodesIn } from './nodes.js'

/** The kernels, those that do more first. */
const kernels: readonly Kernel[] = [...adamKernels, momentum, descent]

/**
 * The instructions of a use of a kernel; twice, if they change moments in place that the kernel
 * does not make.
 */
const loweringsOf = (
  program: Program,
  kernel: string,
  use: Use,
  inPlace = true,
): readonly Lowering[] => {
  const { holds, emit } = use
  const stored = new Set(program.stores)
  const conditions: Condition[] = []
  const { emitted, ...emitter } = emitterOf(
    loadsOf(program),
    nodesIn({
      isStore: (node) => stored.has(node),
      uses: usesOf(program),
      assume: inPlace ? (condition) => conditions.push(condition) : undefined,
    }),
  )
  emit(emitter)
  const results = program.stores.map((store, i, stores) => {
    const at = emitter.tensor(store)
    // each store takes a different tensor
    return stores.indexOf(store) === i ? at : emitter.compute('Identity', tensor(at))
  })
  const lowering = {
    kernel,
    holds: all(holds, ...conditions, ...emitted.scalars.map(isNormal32)),
    scalars: emitted.scalars,
    instructions: instructionsOf(emitted.drafts, program.loads.length, results),
    results,
  }
  const otherwise = conditions.length === 0 ? [] : loweringsOf(program, kernel, use, false)
  return [lowering, ...otherwise]
}

/**
 * Whether a use of a kernel is possible: it makes stores only, and everything else can be computed.
 */
const fits = ({ stores }: Program, { reads, makes }: Use): boolean => {
  const made = new Set(makes)
  const others = stores.filter((store) => !made.has(store))
  return (
    makes.every((node) => stores.includes(node)) &&
    areComputable(reads, made, false) &&
    areComputable(others, made, true)
  )
}

/**
 * The ways to run a program with a kernel of TensorFlow, best first; which of them are valid
 * depends on the scalars of a step. None for a program that does not end a chain, or whose
 * arithmetic no kernel has.
 */
export const lower = (program: Program): readonly Lowering[] => {
  const next = nextOf(program)
  if (next === undefined) return []
  return kernels.flatMap(({ name, uses }) =>
    uses(next)
      .filter((use) => fits(program, use))
      .flatMap((use) => loweringsOf(program, name, use)),
  )
}
