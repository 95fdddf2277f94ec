import type { Optimizer } from '@momenta/core'
import { type Oracle, setHyperparameters } from '@momenta/eager'
import { type FusedRunner, fused } from '@momenta/fused'
import * as tf from '@tensorflow/tfjs-core'
import { checkLoss, checkReadable, usedOf } from './checks.js'
import { configOf, type Values as Hyper, optimizerOf, valuesOf } from './config/configOf.js'
import { type Evaluation, evaluateLoss } from './evaluation/evaluateLoss.js'
import { checkTraining, internals } from './internals.js'
import { learningRateOf, scaledValues, valuesOfRate } from './learningRate.js'
import { againBy, evaluatesAgain, withoutLoss } from './runs/againBy.js'
import { disposeRun } from './runs/disposeRun.js'
import { keepLent } from './runs/keepLent.js'
import { prepareRun } from './runs/prepareRun.js'
import type { Run, Values } from './runs/Run.js'
import { stepRun } from './runs/stepRun.js'
import type { NamedTensor } from './variables/NamedTensor.js'
import { namedGradients } from './variables/namedGradients.js'
import { variablesOf } from './variables/variablesOf.js'
import { runsOf } from './weights/runsOf.js'
import { weightsOf } from './weights/weightsOf.js'

/** The optimizer that {@link tfOptimizer} returns: a `tf.Optimizer`. */
export class MomentaOptimizer extends tf.Optimizer {
  readonly #optimizer: Optimizer
  readonly #runner: FusedRunner
  /** The last one that stepped is the first. */
  #runs: readonly Run[] = []
  /** The hyperparameters that were set, for runs that start later. */
  #values: Hyper = {}
  /** What `getWeights` made, if it lent the state since the last step. */
  #lent: readonly tf.Tensor[] | undefined

  constructor(optimizer: Optimizer) {
    super()
    this.#optimizer = optimizer
    this.#runner = fused(optimizer)
    internals.set(this, () => ({ optimizer, runs: this.#runs }))
  }

  static get className(): string {
    return 'MomentaOptimizer'
  }

  static override fromConfig<T extends tf.serialization.Serializable>(
    _: tf.serialization.SerializableConstructor<T>,
    config: tf.serialization.ConfigDict,
  ): T {
    const made = new MomentaOptimizer(optimizerOf(config))
    made.#values = valuesOf(config)
    return made as tf.serialization.Serializable as T
  }

  override getConfig(): tf.serialization.ConfigDict {
    return configOf(this.#optimizer, this.#values)
  }

  /**
   * The learning rate of the next step; of the first group, if groups differ. With a schedule,
   * setting it multiplies the schedule from then on. Setting it throws, and changes nothing, if
   * groups have different rates, `scheduled` gives it, or two parts multiply by a rate one after
   * the other.
   */
  get learningRate(): number {
    return learningRateOf(this.#optimizer, this.#runs[0]?.iterate.state, this.#values)
  }

  set learningRate(rate: number) {
    const state = this.#runs[0]?.iterate.state
    const values = valuesOfRate(this.#optimizer, state, this.#values, rate)
    this.#runs = this.#runs.map((run) => this.#withValues(run, values))
    this.#values = values
  }

  /**
   * Multiplies the learning rate by a factor >= 0 from now on: of all groups, each its own, as the
   * schedulers of PyTorch do. A rate of 0 stays 0.
   */
  scaleLearningRate(factor: number): void {
    const scaled = (run?: Run) => scaledValues(this.#optimizer, run, this.#values, factor)
    const values = scaled()
    this.#runs = this.#runs.map((run) => this.#withValues(run, scaled(run)))
    this.#values = values
  }

  /**
   * One step: evaluates the loss and changes the variables.
   *
   * @param loss - Returns a scalar.
   * @param returnCost - Whether to return the loss before the step; or the variables.
   * @param list - The variables to train. Default all trainable variables that exist.
   */
  override minimize(
    loss: () => tf.Scalar,
    returnCost: boolean | readonly tf.Variable[] = false,
    list?: tf.Variable[],
  ): tf.Scalar | null {
    const given = Array.isArray(returnCost) ? (returnCost as readonly tf.Variable[]) : list
    const variables = variablesOf('minimize', given)
    const isRecorded = evaluatesAgain(this.#optimizer)
    const cost = tf.tidy(() => {
      const found = evaluateLoss('minimize', loss, variables, isRecorded)
      try {
        checkLoss('minimize', this.#optimizer, found.value, this.iterations)
        this.#step('minimize', variables, found, againBy(variables, found))
      } finally {
        found.free()
      }
      return returnCost === true ? [found.value] : []
    })
    return cost[0] ?? null
  }

  /**
   * One step with gradients by name, which stay the caller's. Variables without one do not change.
   *
   * @throws TypeError for an optimizer that reads the loss, such as one with SAM, a line search or
   *   `momo`: use `minimize`.
   */
  override applyGradients(gradients: tf.NamedTensorMap | NamedTensor[]): void {
    const { variables, grads } = namedGradients('applyGradients', gradients)
    tf.tidy(() => {
      const again = withoutLoss('applyGradients', this.#optimizer)
      this.#step('applyGradients', variables, { value: tf.scalar(Number.NaN), grads }, () => again)
    })
  }

  /**
   * The state by name: that of the optimizer itself, which the next step consumes. Clone the
   * tensors to keep them longer.
   */
  override async getWeights(): Promise<NamedTensor[]> {
    const weights = await weightsOf(() => this.#runs)
    const iterations = { name: 'iter', tensor: tf.keep(tf.scalar(this.iterations, 'int32')) }
    this.#free()
    this.#lent = [iterations.tensor, ...weights.slice(0, 1).map(({ tensor }) => tensor)]
    return [iterations, ...weights]
  }

  /**
   * Continues from the state that `getWeights` returned. The tensors are borrowed.
   *
   * @throws TypeError if it is that of another optimizer or version, or was changed.
   */
  override async setWeights(weights: NamedTensor[]): Promise<void> {
    const { runs, iterations } = await runsOf(this.#optimizer, weights)
    const values = this.#values
    this.dispose()
    this.#runs = runs
    // for runs that start later; those that were loaded have their own
    this.#values = values
    this.iterations_ = iterations
  }

  /** Frees the state. The next step starts again. */
  override dispose(): void {
    this.#free()
    this.#runs.forEach(disposeRun)
    this.#runs = []
    this.#values = {}
    this.iterations_ = 0
  }

  #free(): void {
    tf.dispose([...(this.#lent ?? [])])
    this.#lent = undefined
  }

  #withValues(run: Run, values: Hyper): Run {
    return { ...run, iterate: setHyperparameters(this.#optimizer, run.iterate, values) }
  }

  #step(
    who: string,
    variables: readonly tf.Variable[],
    { value, grads }: Evaluation,
    again: (run: Run) => Oracle<Values>,
  ): void {
    checkTraining(who, this)
    checkReadable(who, this.#optimizer)
    const used = usedOf(who, variables, grads)
    if (this.#lent !== undefined) {
      this.#free()
      this.#runs = this.#runs.map(keepLent)
    }
    this.#runs = prepareRun(who, this.#optimizer, this.#runner, this.#runs, used, (run) =>
      this.#withValues(run, this.#values),
    )
    const [run, ...others] = this.#runs as readonly [Run, ...Run[]]
    const gradOf = new Map(variables.map((variable, i) => [variable, grads[i]]))
    const byName = run.variables.map((variable, i) => [run.names[i], gradOf.get(variable)])
    const first = { value, grads: Object.fromEntries(byName) as Values }
    this.#runs = [stepRun(this.#runner, run, first, again(run)), ...others]
    this.incrementIterations()
  }
}

tf.serialization.registerClass(MomentaOptimizer)
