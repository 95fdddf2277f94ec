import type { ImageDataset } from '../images/ImageDataset.js'
import { type IdxSource, loadIdxDataset } from '../images/loadIdxDataset.js'
import type { DataOptions } from '../locate/DataOptions.js'

/** The files of Fashion-MNIST. */
const fashionMnistSource: IdxSource = {
  id: 'fashion-mnist',
  title: 'Fashion-MNIST',
  classes: 10,
  normalization: { mean: [0.286], deviation: [0.353] },
  files: [
    { name: 'train-images-idx3-ubyte', md5: 'f4a8712d7a061bf5bd6d2ca38dc4d50a' },
    { name: 'train-labels-idx1-ubyte', md5: '9018921c3c673c538a1fc5bad174d6f9' },
    { name: 't10k-images-idx3-ubyte', md5: '8181f5470baa50b63fa0f6fddb340f0a' },
    { name: 't10k-labels-idx1-ubyte', md5: '15d484375f8d13e6eb1aabb0c3f46965' },
  ],
  system: '/usr/share/datasets/fashion-mnist',
  obtain: "install Debian's package dataset-fashion-mnist, or download it from its authors",
}

/**
 * Fashion-MNIST: 60,000 and 10,000 grey images of clothes of 28 × 28 pixels.
 *
 * Source: Xiao, Rasul and Vollgraf, arXiv 1708.07747; MIT licence.
 *
 * @throws Error if a file is missing or is not the published one.
 */
export const fashionMnist = (options: DataOptions = {}): ImageDataset =>
  loadIdxDataset(fashionMnistSource, options)
