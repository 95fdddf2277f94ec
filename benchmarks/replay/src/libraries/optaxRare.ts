import { chain, type Transform } from '@momenta/core'
import {
  dogStep,
  inSteps,
  partition,
  polyakStep,
  scale,
  scaleBySchedule,
  scheduleFree,
} from '@momenta/transforms'
import * as t from 'io-ts'
import { decodedAs } from '../decodedAs.js'
import type { Fields } from './fieldsOf.js'
import { optaxGalore } from './optaxGalore.js'
import type { Rule, Rules } from './Rule.js'

const Steps = t.readonlyArray(t.boolean, 'a list with true or false for each step')

/** A transform that acts in the steps of a list. */
const conditionally =
  (otherwise: 'unchanged' | 'zeros'): Rule =>
  (o, { inner }) => {
    const steps = decodedAs('should_transform_fn', Steps, o.value('should_transform_fn'))
    o.ignore('forward_extra_args')
    const when = (step: number) => Number(steps[step] ?? false)
    return inSteps(inner(o.value('inner')), { when, otherwise })
  }

/** DoG of each leaf on its own. */
const layerwiseDog: Rule = (o, { leaves }) => {
  const step = dogStep({
    initial: o.number('reps_rel'),
    eps: o.number('eps'),
    learningRate: 1,
  })
  const byLeaf = partition(
    Object.fromEntries(leaves.map(({ name }) => [`leaf ${name}`, step])),
    (name) => `leaf ${name}`,
  )
  return chain(byLeaf, scale({ factor: -o.number('global_scale') }))
}

/** Schedule-free averaging around an optimizer, whose updates have its learning rate. */
const around = (o: Fields, base: Transform): Transform => {
  const learningRate = o.rate('learning_rate') ?? 1
  const undone =
    typeof learningRate === 'number'
      ? scale({ factor: -1 / learningRate })
      : chain(
          scaleBySchedule({ schedule: (step) => 1 / learningRate(step) }),
          scale({ factor: -1 }),
        )
  const average = scheduleFree({
    learningRate,
    b1: o.number('b1'),
    weightPower: o.number('weight_lr_power'),
    ahead: true,
  })
  return chain(base, undone, average)
}

/** Transforms of Optax that its own optimizers are not made of. */
export const optaxRare: Rules = {
  conditionally_mask: conditionally('zeros'),
  conditionally_transform: conditionally('unchanged'),
  'contrib.galore': optaxGalore,
  'contrib.schedule_free': (o, { inner }) => around(o, inner(o.value('base_optimizer'))),
  scale_by_distance_over_gradients: layerwiseDog,
  scale_by_polyak: (o) =>
    chain(
      polyakStep({
        maxLearningRate: o.number('max_learning_rate'),
        minimum: o.number('f_min'),
        eps: o.number('eps'),
        variant: o.text('variant') === 'sps+' ? 'sps+' : 'sps',
      }),
      scale({ factor: -1 }),
    ),
}
