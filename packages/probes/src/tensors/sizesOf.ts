import { checkNumber, ranges } from '@momenta/options'

/** The sizes of batches; a single batch may go without. */
export const sizesOf = <B>(
  who: string,
  batches: readonly B[],
  size: ((batch: B) => number) | undefined,
): readonly number[] => {
  if (size === undefined && batches.length > 1)
    throw new TypeError(
      `${who}: size must be given where there are several batches, since they are weighted by it; give size: (batch) => its number of samples`,
    )
  if (batches.length === 0)
    throw new RangeError(`${who}: batches must hold at least one batch, got none`)
  return batches.map((batch) =>
    size === undefined ? 1 : checkNumber(who, 'size', size(batch), ranges.positive),
  )
}
