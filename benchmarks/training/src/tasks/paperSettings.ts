import { canonicalJson } from '@momenta/bench-results'
import type { OptimizerSpec } from '@momenta/optimizers'
import { controls, type Method, methods } from '../methods/methods.js'
import type { Hyperparameters, Setting } from '../methods/Setting.js'
import { withHyperparameters } from '../methods/withHyperparameters.js'
import { paper } from './paper.js'
import type { TrainingTask } from './TrainingTask.js'

/** A row of a table of the paper: α, β₁, β₂, of methods with a memory C and λ, of SAM ρ. */
type Row = readonly [number, number, number, ...(readonly number[])]

/** A column of Tables 6 to 8: the best settings of the methods on a model. */
interface Column {
  readonly Adam: Row
  readonly 'Adam+CG': Row
  readonly 'Adam+SAM': Row
  readonly 'Adam+CM': Row
  readonly 'Adam+SAM+CM': Row
}

const tables: { readonly [task: string]: Column } = {
  'ptb-lstm': {
    Adam: [1e-3, 0.9, 0.99],
    'Adam+CG': [1e-3, 0.9, 0.999, 5, 0.7],
    'Adam+SAM': [1e-3, 0.9, 0.9, 0.01],
    'Adam+CM': [1e-3, 0.9, 0.999, 5, 0.7],
    'Adam+SAM+CM': [1e-3, 0.9, 0.999, 5, 0.7, 0.1],
  },
  'cifar10-resnet34': {
    Adam: [1e-3, 0.9, 0.999],
    'Adam+CG': [1e-4, 0.9, 0.999, 20, 0.7],
    'Adam+SAM': [1e-4, 0.9, 0.99, 0.05],
    'Adam+CM': [1e-4, 0.9, 0.999, 20, 0.99],
    'Adam+SAM+CM': [1e-4, 0.9, 0.99, 20, 0.99, 0.05],
  },
  'cifar10-wrn401': {
    Adam: [1e-2, 0.9, 0.999],
    'Adam+CG': [1e-3, 0.9, 0.99, 20, 0.7],
    'Adam+SAM': [1e-2, 0.9, 0.9999, 0.1],
    'Adam+CM': [1e-3, 0.9, 0.999, 5, 0.7],
    'Adam+SAM+CM': [1e-3, 0.9, 0.9999, 20, 0.7, 0.1],
  },
  'cifar100-resnet34': {
    Adam: [1e-4, 0.9, 0.9999],
    'Adam+CG': [1e-4, 0.9, 0.9999, 20, 0.7],
    'Adam+SAM': [1e-4, 0.9, 0.999, 0.1],
    'Adam+CM': [1e-4, 0.9, 0.999, 20, 0.99],
    'Adam+SAM+CM': [1e-4, 0.9, 0.9999, 20, 0.7, 0.05],
  },
  'cifar100-wrn401': {
    Adam: [1e-3, 0.9, 0.99],
    'Adam+CG': [1e-3, 0.9, 0.99, 20, 0.7],
    'Adam+SAM': [1e-3, 0.9, 0.999, 0.05],
    'Adam+CM': [1e-3, 0.9, 0.9999, 5, 0.7],
    'Adam+SAM+CM': [1e-3, 0.9, 0.99, 5, 0.7, 0.1],
  },
}

/** What the paper sets where nothing is searched; β₂ is another one on CIFAR. */
const defaults = (name: string): Hyperparameters => ({
  b1: 0.9,
  b2: name.startsWith('cifar') ? 0.999 : 0.99,
  capacity: 5,
  decay: 0.7,
  rho: 0.05,
})

/** The setting of a row of a table. */
const settingOf = (spec: OptimizerSpec, [learningRate, b1, b2, ...own]: Row): Setting => {
  const [capacity, decay] = spec.memory === undefined ? [] : own
  const rho = spec.estimators === undefined ? undefined : own.at(-1)
  const given = {
    ...{ b1, b2 },
    ...(capacity === undefined ? {} : { capacity }),
    ...(decay === undefined ? {} : { decay }),
    ...(rho === undefined ? {} : { rho }),
  }
  return { learningRate, spec: withHyperparameters(spec, given) }
}

/** What the paper sets a method to on a task: where nothing is searched, and in the end. */
interface PaperSettings {
  readonly spec: OptimizerSpec
  readonly published: Setting | undefined
}

/** Undefined on tasks of other presets, and for an optimizer of the user, whatever its name is. */
const paperSettings = (task: TrainingTask, method: Method): PaperSettings | undefined => {
  const known = [...methods, ...controls].find(({ name }) => name === method.name)
  if (known === undefined || !paper.some(({ name }) => name === task.name)) return undefined
  const spec = withHyperparameters(known.spec, defaults(task.name))
  const row = tables[task.name]?.[known.name as keyof Column]
  const found = row === undefined ? undefined : settingOf(known.spec, row)
  // for ImageNet the paper searches nothing
  const published = task.kind === 'photos' ? { spec, learningRate: task.learningRate } : found
  const text = canonicalJson(method.spec)
  return [known.spec, spec, published?.spec].some((one) => one && canonicalJson(one) === text)
    ? { spec, published }
    : undefined
}

/** A method as the paper sets it on a task; on tasks of other presets, as it is. */
export const methodOn = (task: TrainingTask, method: Method): Method => {
  const settings = paperSettings(task, method)
  return settings === undefined ? method : { name: method.name, spec: settings.spec }
}

/**
 * The setting at which the paper compares a method on a task in the end: the best of its own grid
 * search (Tables 6 to 8), or for ImageNet, where it searches nothing, its defaults. Undefined where
 * the paper has none.
 */
export const publishedSetting = (task: TrainingTask, method: Method): Setting | undefined =>
  paperSettings(task, method)?.published
