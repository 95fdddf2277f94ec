import { show } from '@momenta/options'

/** The sizes of batches; one batch may go without. */
export const sizesOf = <B>(
  who: string,
  batches: readonly B[],
  size: ((batch: B) => number) | undefined,
): readonly number[] => {
  if (!Array.isArray(batches))
    throw new TypeError(
      `${who}: batches must be an array of batches, got ${show(batches)}; give batches: [batch] for one`,
    )
  if (size === undefined && batches.length > 1)
    throw new TypeError(
      `${who}: size must be given where there are several batches, since they are weighted by it; give size: (batch) => its number of samples`,
    )
  return batches.map((batch) => size?.(batch) ?? 1)
}
