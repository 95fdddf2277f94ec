import type { Images } from '../images/Images.js'
import type { Normalization } from '../images/Normalization.js'
import type { Augmentation } from './Augmentation.js'
import { fillPixels } from './fillPixels.js'
import { placements } from './placements.js'
import { shuffle } from './shuffle.js'

/** A batch of images; its arrays are reused by the next one. */
export interface ImageBatch {
  readonly count: number
  /** Normalized, of shape [count, height, width, channels]. */
  readonly pixels: Float32Array
  readonly labels: Int32Array
}

/** Options of {@link batchesOf}. */
export interface BatchOptions {
  /** Images per batch, a positive integer. */
  readonly size: number
  readonly normalization: Normalization
  /** Shuffles and augments by this seed and the epoch; in order and as they are if absent. */
  readonly seed?: number
  /** Default 0. */
  readonly epoch?: number
  readonly augmentation?: Augmentation
  /** Leaves out a last batch that is not full. Default false. */
  readonly dropLast?: boolean
  /** Number of batches to skip at the start, to resume in the middle of an epoch. Default 0. */
  readonly skip?: number
}

/** Distinct streams for every seed, epoch and batch; exact below 2^53. */
const seedOf = (seed: number, epoch: number, batch: number): number =>
  ((seed * 8191 + epoch) * 131_071 + batch) | 0

/**
 * Goes through images once, in batches: the bytes stay as they are, and each batch is normalized
 * into one buffer. A pure function of images and options.
 *
 * @throws RangeError if the size is not a positive integer, or skip not a non-negative one.
 */
export function* batchesOf(
  images: Images,
  {
    size,
    normalization,
    seed,
    epoch = 0,
    augmentation = {},
    dropLast = false,
    skip = 0,
  }: BatchOptions,
): Generator<ImageBatch, void, undefined> {
  if (!Number.isInteger(size) || size < 1)
    throw new RangeError(`batchesOf: size must be a positive integer, got ${size}`)
  if (!Number.isInteger(skip) || skip < 0)
    throw new RangeError(`batchesOf: skip must be a non-negative integer, got ${skip}`)
  const { count, height, width, channels } = images
  const order =
    seed === undefined
      ? Uint32Array.from({ length: count }, (_, i) => i)
      : shuffle(seedOf(seed, epoch, 0), count)
  const largest = Math.min(size, count)
  const pixels = new Float32Array(largest * height * width * channels)
  const labels = new Int32Array(largest)
  for (let batch = skip; batch * size < count; batch++) {
    const chosen = order.subarray(batch * size, Math.min((batch + 1) * size, count))
    if (dropLast && chosen.length < size) return
    const placed =
      seed === undefined
        ? []
        : placements(augmentation, seedOf(seed, epoch, batch + 1), chosen.length)
    fillPixels(images, chosen, normalization, pixels, placed)
    chosen.forEach((from, i) => {
      labels[i] = images.labels[from] as number
    })
    yield {
      count: chosen.length,
      pixels: pixels.subarray(0, chosen.length * height * width * channels),
      labels: labels.subarray(0, chosen.length),
    }
  }
}
