import { chain, type Leaf, type Optimizer, optimizer, type Transform } from '@momenta/core'
import { asGradients, scale } from '@momenta/transforms'
import * as t from 'io-ts'
import { decodedAs } from '../decodedAs.js'
import { adashift } from './adashift.js'
import { aida } from './aida.js'
import { apollo } from './apollo.js'
import { apolloDqn } from './apolloDqn.js'
import { optaxCurvature, pytorchCurvature } from './curvature.js'
import { dadaptKin } from './dadaptKin.js'
import { dash } from './dash.js'
import { optaxDistances, pytorchDistances } from './distances.js'
import { withFields } from './fieldsOf.js'
import { kron } from './kron.js'
import { optaxLines, pytorchLines, torchLines } from './lines.js'
import { lomo } from './lomo.js'
import { lowRank } from './lowRank.js'
import { muonKin } from './muonKin.js'
import { optaxAdaptive } from './optaxAdaptive.js'
import { optaxMasks } from './optaxMasks.js'
import { optaxOthers } from './optaxOthers.js'
import { optaxRare } from './optaxRare.js'
import { optaxTransforms } from './optaxTransforms.js'
import { pytorchAdaptive } from './pytorchAdaptive.js'
import { pytorchClips } from './pytorchClips.js'
import { pytorchElementwise } from './pytorchElementwise.js'
import { pytorchEstimates } from './pytorchEstimates.js'
import { pytorchKnown } from './pytorchKnown.js'
import { pytorchLeaves } from './pytorchLeaves.js'
import { pytorchLoss } from './pytorchLoss.js'
import { pytorchMasks } from './pytorchMasks.js'
import { pytorchMatrices } from './pytorchMatrices.js'
import { pytorchNorms } from './pytorchNorms.js'
import { pytorchNumbers } from './pytorchNumbers.js'
import { pytorchOpposed } from './pytorchOpposed.js'
import { pytorchOthers } from './pytorchOthers.js'
import { pytorchPhases } from './pytorchPhases.js'
import { pytorchPowers } from './pytorchPowers.js'
import { pytorchRanges } from './pytorchRanges.js'
import { pytorchRectified } from './pytorchRectified.js'
import { pytorchRows } from './pytorchRows.js'
import { pytorchSigns } from './pytorchSigns.js'
import { pytorchSpikes } from './pytorchSpikes.js'
import { pytorchSums } from './pytorchSums.js'
import type { Rules } from './Rule.js'
import { ranger21 } from './ranger21.js'
import { scalableShampoo } from './scalableShampoo.js'
import { scionRules } from './scion.js'
import { optaxSearches, torchSearches } from './searches.js'
import { spectralSphere } from './spectralSphere.js'
import { torchRules } from './torchRules.js'

/** Optimizers of torch that pytorch_optimizer loads by name. */
const { Adam, AdamW, NAdam, RMSprop, SGD } = torchRules
const torchNames = { Adam, AdamW, NAdam, RMSprop, SGD } as Rules

/** The rules of each library, by the reference's names. */
const libraries: { readonly [library: string]: Rules } = {
  optax: {
    ...optaxAdaptive,
    ...optaxCurvature,
    ...optaxDistances,
    ...optaxOthers,
    ...optaxLines,
    ...optaxMasks,
    ...optaxRare,
    ...optaxSearches,
    ...optaxTransforms,
  },
  torch: { ...torchRules, ...torchLines, ...torchSearches },
  pytorch_optimizer: {
    ...torchNames,
    ...torchSearches,
    ...pytorchKnown,
    ...pytorchRectified,
    ...pytorchAdaptive,
    ...pytorchCurvature,
    ...pytorchDistances,
    ...pytorchOthers,
    ...pytorchElementwise,
    ...pytorchSigns,
    ...pytorchLeaves,
    ...pytorchSums,
    ...pytorchEstimates,
    ...pytorchOpposed,
    ...pytorchPowers,
    ...pytorchRows,
    ...scionRules,
    ...muonKin,
    ...pytorchNorms,
    ...pytorchNumbers,
    ...pytorchLines,
    ...pytorchLoss,
    ...pytorchPhases,
    ...pytorchRanges,
    ...pytorchClips,
    ...pytorchSpikes,
    ...dadaptKin,
    ...lomo,
    ...lowRank,
    ...pytorchMasks,
    ...pytorchMatrices,
    AdaShift: adashift,
    Aida: aida,
    APOLLO: apollo,
    ApolloDQN: apolloDqn,
    DASH: dash,
    Kron: kron,
    Ranger21: ranger21,
    ScalableShampoo: scalableShampoo,
    SpectralSphere: spectralSphere,
  },
}

const Named = t.intersection([
  t.type({ name: t.string }),
  t.partial({ options: t.record(t.string, t.unknown), changes: t.unknown }),
])

/** Whether a name is one of a library, as `optax.adam`. */
export const isOfLibrary = (name: string): boolean =>
  Object.hasOwn(libraries, name.split('.')[0] ?? '')

/** Options that change how a reference computes, not what. */
const withoutEffect =
  /^(foreach|fused|capturable|differentiable|kahan_sum|num_samples|hessian_distribution|projection_fn)$|(^|_)dtype(_|$)/

/**
 * References that do not flip a gradient and what they keep of earlier ones alike when they
 * maximize.
 */
const flipsUnevenly = /^pytorch_optimizer\.(Adan|DAdaptAdan|SCIONLight)$/

const transformOf = (described: unknown, leaves: readonly Leaf[]): Transform => {
  const { name, options = {} } = decodedAs('optimizer', Named, described)
  const inner = (other: unknown) => transformOf(other, leaves)
  if (name === 'optax.chain') {
    const { transforms } = decodedAs(name, t.type({ transforms: t.array(t.unknown) }), options)
    return chain(...transforms.map(inner))
  }
  if (/^optax\.inject_(stateful_)?hyperparams$/.test(name)) {
    const codec = t.type({ inner_factory: t.string, kwargs: t.record(t.string, t.unknown) })
    const { inner_factory, kwargs } = decodedAs(name, codec, options)
    return inner({ name: inner_factory, options: kwargs })
  }
  const [library = '', ...rest] = name.split('.')
  const rule = libraries[library]?.[rest.join('.')]
  if (rule === undefined) throw new RangeError(`optimizer.name: no rule is known by ${name}`)
  const kept = Object.entries(options).filter(([option]) => !withoutEffect.test(option))
  const { maximize = false, ...given } = Object.fromEntries(kept)
  if (maximize === true && flipsUnevenly.test(name))
    throw new RangeError(
      `${name}: maximize: only false is replayed, as the reference flips gradients but not all that it keeps of them`,
    )
  const transform = withFields(name, given, (o) => rule(o, { leaves, inner }))
  return maximize === true ? chain(scale({ factor: -1 }), asGradients(), transform) : transform
}

/**
 * The optimizer that a file of a library describes, by the library's own names.
 *
 * @throws RangeError if it cannot be expressed, with the reason, or an option is missing or
 *   unknown.
 */
export const libraryOptimizer = (described: unknown, leaves: readonly Leaf[]): Optimizer =>
  optimizer(transformOf(described, leaves))
