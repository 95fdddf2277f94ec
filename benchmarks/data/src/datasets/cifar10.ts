import type { ImageDataset } from '../images/ImageDataset.js'
import type { DataOptions } from '../locate/DataOptions.js'
import { type CifarSource, loadCifar } from './loadCifar.js'

/** The files of CIFAR-10, binary version. */
export const cifar10Source: CifarSource = {
  id: 'cifar10',
  title: 'CIFAR-10',
  classes: 10,
  labelBytes: 1,
  normalization: { mean: [0.4914, 0.4822, 0.4465], deviation: [0.247, 0.2435, 0.2616] },
  files: [
    { name: 'data_batch_1.bin', md5: '5dd7e06a14cb22eb9f671a540d1b7c25' },
    { name: 'data_batch_2.bin', md5: '5ea93a67294ea407fff1d09f752e9692' },
    { name: 'data_batch_3.bin', md5: '942cd6a4bcdd0dd3c604fbe906cb4421' },
    { name: 'data_batch_4.bin', md5: 'ae636b3ba5c66a11e91e8cb52e771fcb' },
    { name: 'data_batch_5.bin', md5: '53f37980c15c3d472c316c40844f3f0d' },
    { name: 'test_batch.bin', md5: '803d5f7f4d78ea53de84dbe85f74fb6d' },
  ],
  obtain: 'run npm run data -- fetch cifar10',
}

/**
 * CIFAR-10: 50,000 and 10,000 colour photos of 32 × 32 pixels.
 *
 * Source: Krizhevsky 2009, cifar-10-binary.tar.gz (md5 c32a1d4ab5d03f1284b67883e8d87530).
 *
 * @throws Error if a file is missing or is not the published one.
 */
export const cifar10 = (options: DataOptions = {}): ImageDataset =>
  loadCifar(cifar10Source, options)
