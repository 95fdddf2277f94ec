import {
  type Classifier,
  efficientNetB0,
  perceptron,
  resnet,
  smallConvnet,
  wideResnet,
} from '@momenta/bench-models'
import type { ClassifierChoice } from '../tasks/TrainingTask.js'

/** The network that a task names. */
export const classifierOf = (choice: ClassifierChoice, classes: number): Classifier => {
  switch (choice.name) {
    case 'perceptron':
      return perceptron({ classes, hidden: choice.hidden })
    case 'smallConvnet':
      return smallConvnet({
        classes,
        ...(choice.widths === undefined ? {} : { widths: choice.widths }),
      })
    case 'resnet':
      return resnet(choice.depth, {
        classes,
        ...(choice.width === undefined ? {} : { width: choice.width }),
      })
    case 'wideResnet':
      return wideResnet({ depth: choice.depth, widening: choice.widening, classes })
    case 'efficientNetB0':
      return efficientNetB0({
        classes,
        ...(choice.size === undefined ? {} : { size: choice.size }),
      })
  }
}
