import { brown } from '../datasets/brown.js'
import { cifar10 } from '../datasets/cifar10.js'
import { cifar10Jpeg } from '../datasets/cifar10Jpeg.js'
import { cifar100 } from '../datasets/cifar100.js'
import { fashionMnist } from '../datasets/fashionMnist.js'
import { imageNet } from '../datasets/imageNet.js'
import { mnist } from '../datasets/mnist.js'
import { notMnist } from '../datasets/notMnist.js'
import { pennTreebank } from '../datasets/pennTreebank.js'
import { svhn } from '../datasets/svhn.js'
import { tinyImageNet } from '../datasets/tinyImageNet.js'
import type { ImageFolder } from '../folders/ImageFolder.js'
import type { ImageDataset } from '../images/ImageDataset.js'
import type { Corpus } from '../text/Corpus.js'

const ofImages = ({ train, test, classes }: ImageDataset): string =>
  `${train.count} + ${test.count} images of ${train.height}x${train.width}x${train.channels}, ${classes} classes`
const ofFiles = ({ train, test, classes }: ImageFolder): string =>
  `${train.paths.length} + ${test.paths.length} files, ${classes.length} classes`
const ofText = ({ train, validation, test, vocabulary }: Corpus): string =>
  `${train.length} + ${validation.length} + ${test.length} tokens, ${vocabulary.length} words`

/** Loads each data set as a task would, and describes it. */
export const checks: { readonly [id: string]: () => string } = {
  mnist: () => ofImages(mnist()),
  'fashion-mnist': () => ofImages(fashionMnist()),
  cifar10: () => ofImages(cifar10()),
  'cifar10-jpeg': () => ofImages(cifar10Jpeg()),
  cifar100: () => ofImages(cifar100()),
  svhn: () => ofImages(svhn()),
  notmnist: () => ofImages(notMnist()),
  'tiny-imagenet-200': () => ofFiles(tinyImageNet()),
  imagenet: () => ofFiles(imageNet()),
  ptb: () => ofText(pennTreebank()),
  brown: () => ofText(brown()),
}
