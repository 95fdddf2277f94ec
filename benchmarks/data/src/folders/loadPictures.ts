import { readFile } from 'node:fs/promises'
import type { ImageDecoder } from '../formats/decodeImage.js'
import type { Images } from '../images/Images.js'
import { type Picture, type Region, resample } from '../images/resample.js'
import type { ImageFiles } from './ImageFiles.js'

/** How files become images. */
export interface PictureOptions {
  readonly decode: ImageDecoder
  /** Height and width of the result in pixels. */
  readonly size: number
  /** The part of the i-th picture that is taken. */
  readonly regionOf: (picture: Picture, i: number) => Region
  /** `throw` (default), or `skip`: leave out what does not decode, where the protocol says so. */
  readonly broken?: 'throw' | 'skip'
}

/** Images, and the files that did not decode. */
export interface LoadedPictures {
  readonly images: Images
  readonly skipped: readonly string[]
}

/**
 * Reads, decodes and resamples files.
 *
 * @throws Error that names a file that cannot be read or decoded, unless `broken` is `skip`.
 */
export const loadPictures = async (
  { paths, labels }: ImageFiles,
  indices: ArrayLike<number>,
  { decode, size, regionOf, broken = 'throw' }: PictureOptions,
): Promise<LoadedPictures> => {
  const one = 3 * size * size
  const pixels = new Uint8Array(indices.length * one)
  const kept: number[] = []
  const skipped: string[] = []
  for (let i = 0; i < indices.length; i++) {
    const path = paths[indices[i] as number] as string
    try {
      const picture = await decode(await readFile(path))
      const square = resample(picture, regionOf(picture, i), { width: size, height: size })
      pixels.set(square, kept.length * one)
      kept.push(labels[indices[i] as number] as number)
    } catch (error) {
      if (broken === 'throw')
        throw new Error(
          `loadPictures: ${path} must be a readable JPEG or PNG image, got ${(error as Error).message}; replace it`,
        )
      skipped.push(path)
    }
  }
  const images: Images = {
    count: kept.length,
    height: size,
    width: size,
    channels: 3,
    layout: 'hwc',
    pixels: pixels.subarray(0, kept.length * one),
    labels: Uint16Array.from(kept),
  }
  return { images, skipped }
}
