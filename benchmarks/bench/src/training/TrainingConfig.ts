import { type BackendName, backends } from '@momenta/bench-backends'
import type { TrainingJob, TrainingTask } from '@momenta/bench-training'
import * as t from 'io-ts'
import { Contender, type JsonRecord } from '../tasks/Contender.js'

const Named = t.type({ kind: t.string, name: t.string, epochs: t.number, batch: t.number })

/** Tasks of training come from the presets, so the codec looks at their names only. */
const Task = new t.Type<TrainingTask, JsonRecord, unknown>(
  'training task',
  (input): input is TrainingTask => Named.is(input),
  (input, context) =>
    Named.is(input) ? t.success(input as TrainingTask) : t.failure(input, context),
  // a task is plain data
  (task) => JSON.parse(JSON.stringify(task)) as JsonRecord,
)

const Backend = new t.Type<BackendName, string, unknown>(
  'backend',
  (input): input is BackendName => backends.some((name) => name === input),
  (input, context) => {
    const known = backends.find((name) => name === input)
    return known === undefined ? t.failure(input, context) : t.success(known)
  },
  (name) => name,
)

/** The codec of a {@link TrainingConfig}. */
export const TrainingConfig = t.readonly(
  t.type({
    task: Task,
    method: Contender,
    learningRate: t.number,
    backend: Backend,
  }),
)

/** The config of a job of training: a training job without its seed. */
export type TrainingConfig = Omit<TrainingJob, 'seed'>
