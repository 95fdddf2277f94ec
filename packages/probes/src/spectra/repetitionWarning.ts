import { formatNumber } from '../records/formatNumber.js'

/** Products that differ by more than this share are random; less is the noise of float32. */
const maximum = 1e-2

/** The warning for a product that differs by a share when it is repeated; empty if it does not. */
export const repetitionWarning = (difference: number): readonly string[] =>
  difference > maximum
    ? [
        `random: the same product twice differs by ${formatNumber(100 * difference)} %; switch dropout off, put normalisation into inference mode, and give the same batches in the same order`,
      ]
    : []
