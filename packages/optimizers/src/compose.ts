import {
  chain,
  identity,
  type Optimizer,
  optimizer,
  type RememberOptions,
  remember,
  type Transform,
} from '@momenta/core'
import {
  choice,
  defineFactory,
  type Factory,
  madeBy,
  optional,
  type Problem,
  part,
  record,
  required,
  show,
} from '@momenta/options'
import { addDecayedWeights, asGradients, scaleByLearningRate } from '@momenta/transforms'
import { type Base, type Cut, cutOptions, type Stored } from './bases/Base.js'
import { type CommonOptions, commonOptions } from './commonOptions.js'

const ofOptions = {
  /** Critical gradients or critical momenta. Required. */
  of: required(choice(['gradients', 'momenta'], 'gradients')),
}

/** A buffer, and what it stores: gradients (critical gradients) or momenta (critical momenta). */
export interface MemoryOptions extends RememberOptions, Cut {
  /** Critical gradients or critical momenta. Required. */
  readonly of: Stored
}

/** Gradient descent. */
const descent: Base = { whole: identity, cuts: [], halves: () => [identity, identity] }

const options = {
  /** The rule, as `adamBase()`. Required. */
  base: required(part('base', (): Base => descent)),
  /** A buffer, and what it stores. Default none. */
  memory: optional(record<MemoryOptions>({ ...ofOptions, ...remember.options, ...cutOptions })),
  ...commonOptions,
}

/** The parts and options of an optimizer. */
export interface Composition extends CommonOptions {
  /** The rule, as `adamBase()`. Required. */
  readonly base: Base
  /** A buffer, and what it stores. Default none. */
  readonly memory?: MemoryOptions
}

/** An option of the cut that the base does not read, with another value than its default. */
const cutProblem = (base: Base, memory: MemoryOptions | undefined): Problem | undefined => {
  if (memory === undefined) return undefined
  const { of } = memory
  const cuts: readonly string[] = of === 'gradients' ? [] : (base.cuts ?? Object.keys(cutOptions))
  const ignored = (['nu', 'startup'] as const).find((name) => {
    const value = memory[name]
    return value !== undefined && value !== cutOptions[name].example() && !cuts.includes(name)
  })
  if (ignored === undefined) return undefined
  const where = of === 'gradients' ? 'critical gradients' : 'critical momenta of this base'
  return {
    path: ['memory', ignored],
    says: `must be left out: ${where} cannot use '${memory[ignored]}'`,
    error: 'type',
  }
}

/** An option of the base's factory that is not read here, with another value than its default. */
const baseProblem = (base: Base, memory: MemoryOptions | undefined): Problem | undefined => {
  const momenta = memory?.of === 'momenta'
  const { [momenta ? 'momenta' : 'whole']: names = [] } = base.ignored ?? {}
  const made = madeBy(base)
  if (made === undefined) return undefined
  const { options, declared } = made
  const ignored = names.find((name) => options[name] !== declared[name]?.example())
  if (ignored === undefined) return undefined
  const where = momenta ? 'with critical momenta' : 'without critical momenta'
  return {
    path: ['base', ignored],
    says: `must be left out: ${made.name} does not use it ${where}, got ${show(options[ignored])}`,
    error: 'type',
  }
}

const assemble = (base: Base, decay: Transform, memory: MemoryOptions | undefined): Transform => {
  if (memory === undefined) return chain(decay, base.whole)
  const { of, nu, startup, ...rest } = memory
  const read = base.readsGradients ? asGradients() : identity
  if (of === 'gradients') return chain(read, remember(rest), decay, base.whole)
  const [momentum, scaling] = base.halves({
    ...(nu === undefined ? {} : { nu }),
    ...(startup === undefined ? {} : { startup }),
  })
  return chain(decay, read, momentum, remember(rest), scaling)
}

/**
 * Composes an optimizer from a base, an optional memory, weight decay and a learning rate:
 *
 * | memory | chain |
 * | --- | --- |
 * | none | clip, coupled decay, base, decoupled decay, learning rate |
 * | gradients | clip, remember, coupled decay, base, decoupled decay, learning rate |
 * | momenta | clip, coupled decay, momentum of the base, remember, scaling of the base, decoupled decay, learning rate |
 *
 * @throws RangeError if a number is out of range, TypeError if an option is unknown, missing or of
 *   the wrong type.
 *
 * @example
 * import { adamBase, compose } from '@momenta/optimizers'
 *
 * const adamCM = compose({ base: adamBase(), memory: { of: 'momenta', capacity: 20 } })
 * adamCM.transform.map(({ name }) => name) // => ['ema', 'remember', 'scaleByNu', 'scaleByLearningRate']
 */
export const compose: Factory<Composition, Optimizer> = defineFactory(
  'compose',
  options,
  ({ base, memory, learningRate, weightDecay, decoupled, weightDecayMask, clip }) => {
    const decay =
      weightDecay === undefined
        ? identity
        : addDecayedWeights({
            weightDecay,
            ...(weightDecayMask === undefined ? {} : { mask: weightDecayMask }),
          })
    return optimizer(
      chain(
        clip,
        assemble(base, decoupled ? identity : decay, memory),
        decoupled ? decay : identity,
        base.last?.(learningRate, memory?.of) ?? scaleByLearningRate({ learningRate }),
      ),
      ...(base.estimators ?? []),
    )
  },
  ({ base, memory }) => cutProblem(base, memory) ?? baseProblem(base, memory),
)
