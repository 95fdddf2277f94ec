import { decodeMat, type MatArray } from '../formats/decodeMat.js'
import type { ImageDataset } from '../images/ImageDataset.js'
import type { Images } from '../images/Images.js'
import type { DataFile } from '../locate/DataFile.js'
import type { DataOptions } from '../locate/DataOptions.js'
import type { DataSource } from '../locate/DataSource.js'
import { readVerified } from '../locate/readVerified.js'

/** The files of SVHN, cropped digits. */
const svhnSource: DataSource = {
  id: 'svhn',
  title: 'SVHN',
  files: [
    { name: 'train_32x32.mat', md5: 'e26dedcc434d2e4c54c9b2d4a06d8373' },
    { name: 'test_32x32.mat', md5: 'eb5a983be6a315427106f1b164d9cef3' },
  ],
  obtain: 'download it from its authors (non-commercial use)',
}

/** From X (height, width, channel, image; column-major) to planes of each image. */
const planesOf = ({ dims, data }: MatArray, name: string): Omit<Images, 'labels'> => {
  const [height = 0, width = 0, channels = 0, count = 0] = dims
  if (dims.length !== 4 || channels !== 3)
    throw new RangeError(`${name}: X must have shape [h, w, 3, n], got [${dims.join(', ')}]`)
  const plane = height * width
  const pixels = new Uint8Array(data.length)
  for (let at = 0; at < count * channels; at++)
    for (let h = 0; h < height; h++)
      for (let w = 0; w < width; w++)
        pixels[at * plane + h * width + w] = data[at * plane + w * height + h] as number
  return { count, height, width, channels, layout: 'chw', pixels }
}

/**
 * Decodes a file of SVHN; the label 10 means the digit 0.
 *
 * @throws RangeError if a variable is missing, of another shape, or a label is out of range.
 */
export const decodeSvhn = (name: string, bytes: Uint8Array): Images => {
  const variables = decodeMat(name, bytes)
  const [x, y] = [variables.get('X'), variables.get('y')]
  if (x === undefined || y === undefined)
    throw new RangeError(
      `${name}: must hold the variables X and y, got ${[...variables.keys()].join(', ') || 'none'}`,
    )
  const images = planesOf(x, name)
  if (y.data.length !== images.count)
    throw new RangeError(`${name}: y must hold ${images.count} labels, got ${y.data.length}`)
  const labels = Uint16Array.from(y.data, (label, i) => {
    if (label < 1 || label > 10)
      throw new RangeError(`${name}: labels must lie in 1 to 10, got ${label} at ${i}`)
    return label % 10
  })
  return { ...images, labels }
}

/**
 * SVHN, cropped: 73,257 and 26,032 colour photos of house numbers of 32 × 32 pixels.
 *
 * Source: Netzer et al. 2011.
 *
 * @throws Error if a file is missing or is not the published one.
 */
export const svhn = (options: DataOptions = {}): ImageDataset => {
  const [train, test] = svhnSource.files as readonly [DataFile, DataFile]
  const decode = (file: DataFile) => decodeSvhn(file.name, readVerified(svhnSource, file, options))
  return {
    id: svhnSource.id,
    title: svhnSource.title,
    classes: 10,
    normalization: { mean: [0.4377, 0.4438, 0.4728], deviation: [0.198, 0.201, 0.197] },
    train: decode(train),
    test: decode(test),
  }
}
