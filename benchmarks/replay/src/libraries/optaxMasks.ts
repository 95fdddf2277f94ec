import { chain, type Transform } from '@momenta/core'
import {
  accumulate,
  applyIfFinite,
  keepNonNegative,
  masked,
  partition,
  projectToBall,
  projectToBox,
  projectToSimplex,
  scale,
  skipLargeUpdates,
} from '@momenta/transforms'
import * as t from 'io-ts'
import { decodedAs } from '../decodedAs.js'
import type { Fields } from './fieldsOf.js'
import type { Rule, Rules } from './Rule.js'

const Mask = t.readonlyArray(t.boolean, 'a list with true or false for each leaf')
const Labels = t.readonlyArray(t.string, 'a list with a label for each leaf')
const Named = t.readonlyArray(t.tuple([t.string, t.unknown]), 'a list of names and transforms')
const Skips = t.type({
  name: t.literal('optax.skip_large_updates'),
  options: t.type({ max_squared_norm: t.number }),
})

/** The leaves of a mask: the names of leaves are their numbers. */
const leavesOf = (o: Fields, option: string) => {
  const mask = decodedAs(option, Mask, o.value(option))
  return (name: string): boolean => mask[Number(name)] ?? false
}

const zero = scale({ factor: 0 })

const labelled: Rule = (o, { inner }) => {
  const labels = decodedAs('param_labels', Labels, o.value('param_labels'))
  const transforms = decodedAs('transforms', t.record(t.string, t.unknown), o.value('transforms'))
  const built = Object.entries(transforms).map(([label, each]) => [label, inner(each)] as const)
  return partition(Object.fromEntries(built), (name) => labels[Number(name)] ?? '')
}

/** The micro steps of MultiSteps that are left out, by a description of its function. */
const skipping = (o: Fields, steps: Transform): Transform => {
  const given = o.value('should_skip_update_fn')
  if (given === undefined || given === null) return steps
  if (given === 'optax.skip_not_finite') return applyIfFinite(steps)
  const { options } = decodedAs('should_skip_update_fn', Skips, given)
  return skipLargeUpdates(steps, { max: Math.sqrt(options.max_squared_norm) })
}

/** MultiSteps of Optax: the inner optimizer sees the mean or the sum of k gradients. */
const multiSteps: Rule = (o, { inner }) => {
  const every = o.number('every_k_schedule')
  const sum = o.flag('use_grad_mean') ? [] : scale({ factor: every })
  return skipping(o, accumulate(chain(sum, inner(o.value('opt'))), { every }))
}

/** Optax projects all leaves together, momenta each leaf. */
const ofOneLeaf =
  (set: 'simplex' | 'ball' | 'sphere'): Rule =>
  (o, { leaves }) => {
    if (leaves.length > 1) throw new RangeError('projection: only one leaf is replayed')
    return projectToSimplex({ set, total: o.number('scale') })
  }

/** The projections of Optax as the last part of a chain: of the parameters after the step. */
const projections: Rules = {
  'projections.projection_box': (o) =>
    projectToBox({ lower: o.number('lower'), upper: o.number('upper') }),
  'projections.projection_hypercube': (o) => projectToBox({ lower: 0, upper: o.number('scale') }),
  'projections.projection_linf_ball': (o) =>
    projectToBox({ lower: -o.number('scale'), upper: o.number('scale') }),
  'projections.projection_l1_ball': ofOneLeaf('ball'),
  'projections.projection_l1_sphere': ofOneLeaf('sphere'),
  'projections.projection_simplex': ofOneLeaf('simplex'),
  'projections.projection_l2_ball': (o) => projectToBall({ radius: o.number('scale') }),
  'projections.projection_l2_sphere': (o) =>
    projectToBall({ radius: o.number('scale'), sphere: true }),
  'projections.projection_non_negative': () => keepNonNegative(),
}

/** Masks, partitions and projections of Optax. */
export const optaxMasks: Rules = {
  ...projections,
  MultiSteps: multiSteps,
  masked: (o, { inner }) => masked(inner(o.value('inner')), leavesOf(o, 'mask')),
  freeze: (o) => masked(zero, leavesOf(o, 'mask')),
  selective_transform: (o, { inner }) => {
    const isFrozen = leavesOf(o, 'freeze_mask')
    return partition({ frozen: zero, free: inner(o.value('optimizer')) }, (name) =>
      isFrozen(name) ? 'frozen' : 'free',
    )
  },
  partition: labelled,
  multi_transform: labelled,
  named_chain: (o, { inner }) =>
    chain(...decodedAs('transforms', Named, o.value('transforms')).map(([, each]) => inner(each))),
}
