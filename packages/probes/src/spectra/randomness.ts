import { shown } from '../records/shown.js'

/** Two products that differ by more than this share are random; below it is the noise of float32. */
const most = 1e-2

/** The warning for products that differ, one for another, by a share. Empty if they do not. */
export const randomness = (difference: number): readonly string[] =>
  difference > most
    ? [
        `random: the same product twice differs by ${shown(100 * difference)} %; switch dropout off, put normalisation into inference mode, and give the same batches in the same order`,
      ]
    : []
