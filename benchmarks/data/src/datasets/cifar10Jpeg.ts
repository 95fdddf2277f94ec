import type { ImageDataset } from '../images/ImageDataset.js'
import type { DataOptions } from '../locate/DataOptions.js'
import { cifar10Source } from './cifar10.js'
import { type CifarSource, loadCifar } from './loadCifar.js'

/** The files of the subset. */
const cifar10JpegSource: CifarSource = {
  ...cifar10Source,
  id: 'cifar10-jpeg',
  title: 'CIFAR-10-jpeg (10,000 training images, from JPEG)',
  files: [
    { name: 'train10k.bin', md5: '0a4cc26238555721885f57ec3fbf1474' },
    { name: 'test2k.bin', md5: '18ddb5ad37c3b1d8fb378782603e6898' },
  ],
  obtain: 'ask for a copy, since it is not distributed with this project',
}

/**
 * A stand-in for CIFAR-10, never reported under its name: a balanced subset of 10,000 and 2,000
 * images that went through JPEG compression, in CIFAR-10's record layout.
 *
 * @throws Error if a file is missing or differs.
 */
export const cifar10Jpeg = (options: DataOptions = {}): ImageDataset =>
  loadCifar(cifar10JpegSource, options)
