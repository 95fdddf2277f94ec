import { saveBinary } from '@momenta/eager'
import * as tf from '@tensorflow/tfjs-core'
import type { Run } from '../runs/Run.js'
import type { NamedTensor } from '../variables/NamedTensor.js'
import { headerOf } from './header.js'

/** The weight that holds everything but the values of tensors, a header for each run. */
export const headerName = 'momenta'

/** The name of a tensor of a run; the first run has no prefix. */
export const nameOf = (run: number, name: string): string => (run === 0 ? name : `${run}/${name}`)

/**
 * The tensor of a run that `saveBinary` calls by a name: `params/LEAF`, `slots/PART/SLOT/LEAF`, …
 */
const tensorOf = ({ iterate: { params, state } }: Run, name: string): tf.Tensor => {
  const [kind, part, item, ...leaf] = name.split('/')
  const { slots = {}, buffers = {} } = state.parts[Number(part)] ?? {}
  const rest = leaf.join('/')
  const found =
    kind === 'params'
      ? params[name.slice('params/'.length)]
      : kind === 'slots'
        ? slots[decodeURIComponent(item ?? '')]?.[rest]
        : buffers[rest]?.[Number(item)]
  return found as tf.Tensor
}

/**
 * The state of runs as named tensors: those of the runs themselves, which the next step consumes,
 * and one for everything else, which is new.
 *
 * @param current - The runs. They are read again after a step that did not wait until they were.
 */
export const weightsOf = async (current: () => readonly Run[]): Promise<readonly NamedTensor[]> => {
  const runs = current()
  const headers = await Promise.all(
    runs.map(async ({ iterate }) => headerOf(await saveBinary(iterate))),
  )
  if (runs !== current()) return weightsOf(current)
  const tensors = headers.flatMap(({ entries }, i) =>
    entries.map(({ name }) => ({ name: nameOf(i, name), tensor: tensorOf(runs[i] as Run, name) })),
  )
  const texts = tf.keep(
    tf.tensor1d(
      headers.map(({ text }) => text),
      'string',
    ),
  )
  return [{ name: headerName, tensor: texts }, ...tensors]
}
