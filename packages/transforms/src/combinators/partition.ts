import { chain, type Transform } from '@momenta/core'
import { checkPart, checkPredicate, didYouMean, fieldsOf, show } from '@momenta/options'
import { masked } from './masked.js'

/**
 * Applies a different transform to each group of leaves.
 *
 * @param transforms - By label.
 * @param labelOf - The label of the leaf of that name and shape.
 * @throws TypeError if a value of `transforms` is not a transform, or `labelOf` is not a function.
 * @throws RangeError at the first step or at initialisation if a leaf has a label that no transform
 *   has.
 *
 * @example
 * import { partition, scale } from '@momenta/transforms'
 *
 * const slower = partition(
 *   { kernel: scale({ factor: 0.1 }), bias: scale() },
 *   (name) => (name.endsWith('bias') ? 'bias' : 'kernel'),
 * )
 * slower.length // => 2
 */
export const partition = (
  transforms: { readonly [label: string]: Transform },
  labelOf: (name: string, shape: readonly number[]) => string,
): Transform => {
  const fields = fieldsOf(transforms)
  if (fields === undefined)
    throw new TypeError(
      `partition: the transforms must be an object from label to transform, got ${show(transforms)}`,
    )
  checkPredicate(
    'partition',
    'labelOf',
    labelOf,
    'must be a function from the name of a leaf to its label',
  )
  const labels = Object.keys(transforms)
  const parts = labels.map((label) =>
    checkPart('partition', show(label), fields.get(label) as Transform, 'transform'),
  )
  const known = (name: string, shape: readonly number[]): string => {
    const label = labelOf(name, shape)
    if (!labels.includes(label))
      throw new RangeError(
        `partition: the label of leaf ${show(name)} must be one of ${labels.join(', ')}, got ${show(label)}${didYouMean(labels, label)}`,
      )
    return label
  }
  return chain(
    ...labels.map((label, i) =>
      masked(parts[i] as Transform, (name, shape) => known(name, shape) === label),
    ),
  )
}
