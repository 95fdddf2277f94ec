import type { ImageDataset } from '../images/ImageDataset.js'
import type { Images } from '../images/Images.js'
import { selectImages } from '../images/selectImages.js'
import type { OnlineStream } from './OnlineStream.js'

const withClasses = (images: Images, classes: readonly number[]): Images =>
  selectImages(
    images,
    Array.from({ length: images.count }, (_, i) => i).filter((i) =>
      classes.includes(images.labels[i] as number),
    ),
  )

/**
 * A class-incremental stream: the classes of a data set in order, `perTask` at a time.
 *
 * @throws RangeError if `perTask` does not divide the number of classes.
 */
export const splitStream = (dataset: ImageDataset, perTask = 2): OnlineStream => {
  const { id, title, classes, train, test } = dataset
  if (!Number.isInteger(perTask) || perTask < 1 || classes % perTask !== 0)
    throw new RangeError(
      `splitStream: perTask must be a positive integer that divides ${classes}, got ${perTask}`,
    )
  const tasks = Array.from({ length: classes / perTask }, (_, t) => {
    const own = Array.from({ length: perTask }, (_, k) => t * perTask + k)
    return {
      name: `classes ${own[0]} to ${own.at(-1)}`,
      train: withClasses(train, own),
      test: withClasses(test, own),
      classes: own,
    }
  })
  return { id: `split-${id}`, title: `Split ${title}`, classes, tasks }
}
