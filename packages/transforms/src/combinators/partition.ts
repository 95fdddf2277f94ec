import { chain, type Transform } from '@momenta/core'
import { masked } from './masked.js'

/**
 * Gives each group of leaves a transform of its own.
 *
 * @param transforms - By label.
 * @param labelOf - The label of the leaf of that name.
 * @throws RangeError at the first step or at initialisation if a leaf has a label that no transform has.
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
  labelOf: (name: string) => string,
): Transform => {
  const labels = Object.keys(transforms)
  const known = (name: string): string => {
    const label = labelOf(name)
    if (!labels.includes(label))
      throw new RangeError(
        `partition: the label of leaf '${name}' must be one of ${labels.join(', ')}, got '${label}'`,
      )
    return label
  }
  return chain(
    ...labels.map((label) =>
      masked(transforms[label] as Transform, (name) => known(name) === label),
    ),
  )
}
