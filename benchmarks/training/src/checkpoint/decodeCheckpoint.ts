import type { Tensors } from '@momenta/bench-models'
import { loadBinary } from '@momenta/eager'
import { flatten } from '@momenta/tree'
import * as tf from '@tensorflow/tfjs-core'
import * as E from 'fp-ts/lib/Either.js'
import type { Problem } from '../problems/Problem.js'
import { disposeRun } from '../run/disposeRun.js'
import { keepTree } from '../run/keepTree.js'
import type { RunSettings } from '../run/RunSettings.js'
import type { RunState } from '../run/RunState.js'
import { startRun } from '../run/startRun.js'
import { checksumOf } from './checksumOf.js'
import { Header } from './Header.js'

const isTensor = (node: unknown): node is tf.Tensor => node instanceof tf.Tensor

const fail = (says: string): never => {
  throw new Error(`checkpoint: ${says}; delete it to start the run again`)
}

interface Parsed {
  readonly header: Header
  readonly line: string
  readonly body: Uint8Array
}

const parse = (bytes: Uint8Array): Parsed => {
  const end = Math.max(0, bytes.indexOf(10))
  const line = new TextDecoder().decode(bytes.subarray(0, end))
  let json: unknown
  try {
    json = JSON.parse(line)
  } catch {
    return fail('the first line must be JSON, got something else')
  }
  const version = (json as { readonly version?: unknown } | null)?.version
  if (version !== 1 && version !== 2)
    return fail(
      `the version must be 1 or 2, got ${JSON.stringify(version)}: continue with the program that wrote it`,
    )
  const header = Header.decode(json)
  if (E.isLeft(header)) {
    const path = header.left[0]?.context.map(({ key: name }) => name).filter(Boolean)
    return fail(`the first line must have a valid ${path?.join('.') ?? 'header'}`)
  }
  return { header: header.right, line, body: bytes.subarray(end + 1) }
}

/** The parts of a checkpoint of a run, undamaged. */
const checked = (bytes: Uint8Array, key: string): Parsed => {
  const parsed = parse(bytes)
  const { header, line, body } = parsed
  if (checksumOf(header.version === 1 ? '' : line, body) !== header.sha256)
    return fail(
      'the bytes must have the checksum of the first line, got a damaged or truncated file',
    )
  return header.key === key
    ? parsed
    : fail('it must be of this task, optimizer and seed, got one of another run')
}

/** The carried tensors in the tree of the problem. */
const carriedOf = (problem: Problem, { carried }: Header, bytes: Uint8Array): Tensors =>
  keepTree(() => {
    const like = flatten('checkpoint', problem.start(), isTensor)
    const expected = like.leaves.map(({ shape }, i) => ({ name: like.names[i], shape }))
    if (JSON.stringify(expected) !== JSON.stringify(carried))
      return fail('the carried tensors must be those of the model, got others')
    // a copy of its own: the slice of a Buffer shares memory, at any offset
    const numbers = new Float32Array(Uint8Array.from(bytes).buffer)
    let from = 0
    return like.rebuild(
      like.leaves.map(({ shape, size }) => {
        from += size
        return tf.tensor(numbers.slice(from - size, from), shape)
      }),
    ) as Tensors
  })

/**
 * The run in the bytes of `encodeCheckpoint`, which continues bit for bit.
 *
 * @throws Error with one line if the bytes are damaged, of another version or of another run.
 */
export const decodeCheckpoint = (
  problem: Problem,
  settings: RunSettings,
  key: string,
  bytes: Uint8Array,
): RunState => {
  const { header, body } = checked(bytes, key)
  const carried = carriedOf(problem, header, body.subarray(header.iterateBytes))
  const { epoch, step, sums, history } = header
  const first = startRun(problem, settings)
  try {
    const bytesOfIterate = Uint8Array.from(body.subarray(0, header.iterateBytes))
    const iterate = loadBinary(settings.optimizer, bytesOfIterate, first.iterate.params)
    return { epoch, step, sums, history, iterate, carried }
  } catch (error) {
    tf.dispose(carried)
    return fail(`it must fit the optimizer, ${error instanceof Error ? error.message : error}`)
  } finally {
    disposeRun(first)
  }
}
