import type { Description } from '@momenta/core'
import type { Program } from '../trace/Program.js'
import { applyAdam, momentScalars } from './applyAdam.js'
import type { Leaf, Taken } from './Leaf.js'
import type { Numbers } from './Numbers.js'
import type { Operations } from './operations.js'
import type { Slot } from './Step.js'

/** What a scaling works on: its part of the chain, the factor −lr, the parameters, and the update u that comes to it. */
interface Scaled {
  readonly ops: Operations
  readonly leaf: Leaf
  readonly k: Numbers
  readonly part: number
  readonly factor: number
  readonly p: Taken
  readonly u: number
  /** Memory that may be spoiled. */
  readonly spare: () => Taken
}

/** Moves the parameters, in place: the next ones, and the slots of the part. */
type Scaling = (at: Scaled) => { readonly p: number; readonly slots: readonly Slot[] }

const named = (part: number, names: readonly string[], ids: readonly number[]): readonly Slot[] =>
  names.map((name, i) => [part, name, ids[i] as number] as const)

const adam =
  (slots: readonly string[]): Scaling =>
  ({ ops, leaf, k, part, factor, p, u }) => {
    const tensors = [p, ...slots.map((name) => leaf.taken(leaf.slot(part, name)))]
    const numbers = { power: 1 - 1 / k(part, 'correction1'), factor, b1: k(part, 'b1') }
    const [next, ...rest] = applyAdam(ops, tensors, u, momentScalars(k, part, numbers))
    return { p: next as number, slots: named(part, slots, rest) }
  }

/** Adam with β₁ = 0, whose m becomes u. */
const secondMoment =
  (slots: readonly string[], scalarsOf: (at: Scaled) => Parameters<typeof applyAdam>[3]): Scaling =>
  (at) => {
    const { ops, leaf, part, p, u, spare } = at
    const tensors = [p, spare(), ...slots.map((name) => leaf.taken(leaf.slot(part, name)))]
    const [next, spent, ...rest] = applyAdam(ops, tensors, u, scalarsOf(at))
    ops.free(spent as number)
    return { p: next as number, slots: named(part, slots, rest) }
  }

const nu = (slots: readonly string[]): Scaling =>
  secondMoment(slots, ({ k, part, factor }) =>
    momentScalars(k, part, { power: 0, factor: factor * k(part, 'correction1'), b1: 0 }),
  )

const rms = secondMoment(['nu'], ({ k, part, factor }) => [
  ...([0, 0, -factor, 0] as const),
  k(part, 'b'),
  k(part, 'eps'),
])

/** p + factor b, b the next momentum; with Nesterov's look ahead p + factor (u + μ b). */
const trace =
  (nesterov: boolean): Scaling =>
  ({ ops, leaf, k, part, factor, p, u }) => {
    const [mu, share] = [k(part, 'mu'), k(part, 'share')]
    const scalars = [-factor * (nesterov ? mu : 1), -factor, mu, share].map(ops.scalar)
    const [rate, step, decay, weight] = scalars as [number, number, number, number]
    // a share of 1 is the usual case, and takes no pass
    const taken = share === 1 ? u : ops.mul(u, weight)
    const [next, buffer] = ops.inVariables(
      [p, leaf.taken(leaf.slot(part, 'trace'))],
      ([at, momentum]) => {
        const handle = at as number
        ops.apply('ResourceApplyMomentum', [handle, momentum as number, rate, taken, decay])
        if (nesterov) ops.apply('ResourceApplyGradientDescent', [handle, step, u])
      },
    ) as [number, number]
    ops.free(...scalars, ...(taken === u ? [] : [taken]))
    return { p: next, slots: [[part, 'trace', buffer]] }
  }

/** Plain descent: no part scales. */
const descent: Scaling = ({ ops, factor, p, u }) => {
  const rate = ops.scalar(-factor)
  const [next] = ops.inVariables([p], ([handle]) =>
    ops.apply('ResourceApplyGradientDescent', [handle as number, rate, u]),
  )
  ops.free(rate)
  return { p: next as number, slots: [] }
}

/** The scalings by the names of their parts and the options of these. */
const known: {
  readonly [name: string]: (options: NonNullable<Description['options']>) => readonly Scaling[]
} = {
  scaleByAdam: ({ amsgrad, nesterov }) =>
    nesterov ? [] : [adam(amsgrad ? ['mu', 'nu', 'nuMax'] : ['mu', 'nu'])],
  scaleByNu: ({ amsgrad, of }) =>
    of === 'updates' ? [nu(amsgrad ? ['nu', 'nuMax'] : ['nu'])] : [],
  scaleByRms: ({ centered }) => (centered ? [] : [rms]),
  trace: ({ nesterov }) => [trace(nesterov === true)],
}

/** The scalings that a part may be; of none, plain descent. */
export const scalingsOf = ({ names, options, variants }: Program, part: number) => {
  const [name = '', given, variant] = [names[part], options[part], variants[part]]
  const isLater = name === 'trace' ? variant?.first === false : variant === undefined
  const found = given !== undefined && isLater && Object.hasOwn(known, name) && known[name]?.(given)
  return found && found.length > 0
    ? { parts: 1, scalings: found }
    : { parts: 0, scalings: [descent] }
}
