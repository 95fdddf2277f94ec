import {
  type Description,
  type Host,
  memoryFor,
  type Optimizer,
  type PartState,
  type State,
  show,
} from '@momenta/core'
import { checkFingerprint } from '../fingerprint/checkFingerprint.js'
import type { Fingerprint } from '../fingerprint/Fingerprint.js'
import { fingerprintOf } from '../fingerprint/fingerprintOf.js'
import { checksumOf } from './checksumOf.js'
import { failLoad } from './failLoad.js'
import { countOf, hostLike } from './hostLike.js'
import { withMinusZero } from './minusZero.js'
import { listOf, recordLike, recordOf } from './recordOf.js'
import type { Saved, SavedPart, SavedTensor } from './Saved.js'
import { showJson } from './showJson.js'

type Shape = readonly number[]

/**
 * The bytes of a saved tensor's values, which are base64 in JSON and a name in the binary form.
 */
export type BytesOf = (where: string, values: unknown, length: number) => Uint8Array

const tensorOf = (
  bytesOf: BytesOf,
  where: string,
  saved: unknown,
  like: Shape,
): SavedTensor<Uint8Array> => {
  const { dtype, shape, values } = recordOf(where, saved, ['dtype', 'shape', 'values'])
  if (dtype !== 'float32') failLoad(`${where} must be float32, got ${showJson(dtype)}`)
  const got = listOf(`the shape of ${where}`, shape)
  if (got.length !== like.length || got.some((n, i) => n !== like[i]))
    failLoad(`${where} must have shape [${like.join(', ')}], got ${showJson(got)}`)
  const length = 4 * like.reduce((size, n) => size * n, 1)
  return { dtype: 'float32', shape: like, values: bytesOf(where, values, length) }
}

const hyperOf = (where: string, saved: unknown): number =>
  saved === '-0'
    ? -0
    : typeof saved === 'number'
      ? saved
      : failLoad(`${where} must be a number, got ${typeof saved}`)

/** Checks that a memory has an entry for each key. */
const checkEntries = (
  description: Description,
  where: string,
  { host, buffers }: SavedPart<Uint8Array>,
): void => {
  for (const [leaf, entries] of Object.entries(buffers)) {
    const keys = memoryFor(description, host, leaf)?.keys.length
    if (keys !== undefined && entries.length !== keys)
      failLoad(
        `${where} must have an entry of ${show(leaf)} for each of its ${keys} keys, got ${entries.length}`,
      )
  }
}

type Part = Fingerprint['parts'][number]

const namedOf = (where: string, value: unknown, rest: readonly string[]): Part => {
  const record = recordOf(where, value, ['name', 'options', ...rest])
  if (typeof record.name !== 'string') failLoad(`name of ${where} must be a string`)
  for (const each of ['options', ...rest])
    if (typeof record[each] !== 'object' || record[each] === null || Array.isArray(record[each]))
      failLoad(`${each} of ${where} must be a record`)
  return record as typeof record & Part
}

const fingerprintIn = (value: unknown): Fingerprint => {
  const { parts, estimators } = recordOf('optimizer', value, ['parts', 'estimators'])
  return {
    parts: listOf('parts of optimizer', parts).map((part, i) =>
      namedOf(`part ${i} of optimizer`, part, ['slots']),
    ),
    estimators: listOf('estimators of optimizer', estimators).map((one, i) =>
      namedOf(`estimator ${i} of optimizer`, one, []),
    ),
  }
}

/**
 * Checks copied JSON data as a saved iterate of this optimizer and these parameters.
 * Hyperparameters are required even if the options discard them.
 */
export const rawOf = (
  optimizer: Optimizer,
  data: unknown,
  shapes: { readonly [leaf: string]: Shape },
  first: State<Shape>,
  bytesOf: BytesOf,
): Saved<Uint8Array> => {
  const { format, version } = data as { readonly [name: string]: unknown }
  if (format !== 'momenta-iterate' || version !== 2)
    failLoad(
      `format and version must be momenta-iterate 2, got ${showJson(format)} ${showJson(version)}; was it saved by this version?`,
    )
  const saved = recordOf('data', data, [
    'format',
    'version',
    'optimizer',
    'step',
    'params',
    'parts',
    'checksum',
  ])
  const optimizerSaved = fingerprintIn(saved.optimizer)
  checkFingerprint(fingerprintOf(optimizer), optimizerSaved)
  const tensor = (where: string, value: unknown, like: Shape) =>
    tensorOf(bytesOf, where, value, like)
  const partOf = (value: unknown, i: number): SavedPart<Uint8Array> => {
    const description = optimizer.transform[i] as Description
    const where = `part ${i} (${description.name})`
    const fresh = first.parts[i] as PartState<Shape>
    const { host, hyper, slots, buffers } = recordOf(where, value, [
      'host',
      'hyper',
      'slots',
      'buffers',
    ])
    const part = {
      host: hostLike(`host of ${where}`, withMinusZero(host as Host), fresh.host, description),
      hyper: recordLike(`hyperparameters of ${where}`, hyper, fresh.hyper, (n, _, name) =>
        hyperOf(`${name} of ${where}`, n),
      ),
      slots: recordLike(`slots of ${where}`, slots, fresh.slots, (named, own, slot) =>
        recordLike(`${slot} of ${where}`, named, own, (one, like, leaf) =>
          tensor(`${slot} of ${show(leaf)} in ${where}`, one, like),
        ),
      ),
      buffers: recordLike(`memory of ${where}`, buffers, fresh.buffers, (entries, _, leaf) =>
        listOf(`memory of ${show(leaf)} in ${where}`, entries).map((entry, slot) =>
          tensor(`entry ${slot} of ${show(leaf)} in ${where}`, entry, shapes[leaf] as Shape),
        ),
      ),
    }
    checkEntries(description, where, part)
    return part
  }
  const raw: Saved<Uint8Array> = {
    format: 'momenta-iterate',
    version: 2,
    optimizer: optimizerSaved,
    step: countOf('step', saved.step),
    params: recordLike('the parameters', saved.params, shapes, (one, like, leaf) =>
      tensor(`parameter ${show(leaf)}`, one, like),
    ),
    parts: listOf('the parts', saved.parts, optimizer.transform.length).map(partOf),
    checksum: '',
  }
  if (checksumOf(raw) !== saved.checksum)
    failLoad('the data must be unchanged since save, got another checksum')
  return raw
}
