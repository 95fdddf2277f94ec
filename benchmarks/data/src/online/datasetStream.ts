import { fitImages } from '../images/fitImages.js'
import type { ImageDataset } from '../images/ImageDataset.js'
import type { Images } from '../images/Images.js'
import type { OnlineStream } from './OnlineStream.js'

/**
 * A stream of whole data sets: images are resized to 32 × 32 RGB, and the labels of each data set
 * follow those of the ones before it. With CIFAR-10, MNIST, SVHN, notMNIST and Fashion-MNIST, in
 * this order, it is the 5-dataset protocol.
 *
 * Source: Ebrahimi et al., arXiv 2003.09553, as coded in pranshu28/TAG.
 */
export const datasetStream = (datasets: readonly ImageDataset[]): OnlineStream => {
  const offsets = datasets.map((_, i) =>
    datasets.slice(0, i).reduce((sum, { classes }) => sum + classes, 0),
  )
  const tasks = datasets.map(({ title, classes, train, test }, i) => {
    const offset = offsets[i] as number
    const fitted = (images: Images): Images => {
      const { labels, ...rest } = fitImages(images, { size: 32, channels: 3, how: 'resize' })
      return { ...rest, labels: labels.map((label) => label + offset) }
    }
    return {
      name: title,
      train: fitted(train),
      test: fitted(test),
      classes: Array.from({ length: classes }, (_, k) => offset + k),
    }
  })
  return {
    id: datasets.map(({ id }) => id).join('+'),
    title: datasets.map(({ title }) => title).join(', '),
    classes: datasets.reduce((sum, { classes }) => sum + classes, 0),
    tasks,
  }
}
