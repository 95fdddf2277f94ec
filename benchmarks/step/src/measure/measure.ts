import { startBackend } from '@momenta/bench-train'
import { eager } from '@momenta/eager'
import { fused } from '@momenta/fused'
import * as tf from '@tensorflow/tfjs-core'
import { builtin } from './builtin.js'
import { type Data, dataOf } from './Data.js'
import type { Row } from './Row.js'
import { roof } from './roof.js'
import { runSubject } from './runSubject.js'
import { type Subject, subjects } from './subjects.js'
import type { Budget } from './timed.js'

/** What is to be measured in one process. */
export interface Plan {
  readonly backend: string
  readonly only: readonly string[]
  /** Parameters and tensors of each size. */
  readonly sizes: readonly (readonly [number, number])[]
  readonly seconds: number
}

type Head = Pick<Row, 'backend' | 'params' | 'tensors'>
type Tell = (row: Row) => void

/** Runs one cell; one that cannot be, as for want of room, is told and left out. */
const tried = <A>(label: string, run: () => A, leftOut: (line: string) => void): A | undefined => {
  try {
    return run()
  } catch (error) {
    leftOut(`${label}: ${(error as Error).message}`)
    return undefined
  }
}

const measureSubject = (
  subject: Subject,
  data: Data,
  head: Head,
  budget: Budget,
  base: number,
  roofs: Map<string, number>,
  tell: Tell,
): void => {
  const { name, optimizer, capacity, replacing } = subject
  const about = {
    ...{ ...head, optimizer: name },
    ...(capacity === undefined ? {} : { capacity }),
    ...(replacing === undefined ? {} : { replacing }),
  }
  const norms = (normsMs: number | undefined) => (normsMs === undefined ? {} : { normsMs })
  const plain = runSubject(eager(optimizer), subject, data, budget)
  const peak = (bytes: number | undefined) => (bytes === undefined ? {} : { peakBytes: bytes })
  tell({
    ...about,
    variant: 'eager',
    ms: plain.ms,
    p10: plain.p10,
    ratioToBuiltin: base / plain.ms,
    ...norms(plain.normsMs),
    ...peak(plain.peakBytes),
  })
  const runner = fused(optimizer)
  const { ms, p10, normsMs, peakBytes } = runSubject(runner, subject, data, budget)
  const told = runner.explain()
  if (told?.fused !== true) return
  const [pass] = told.passes
  const [reads, writes] = [pass?.reads ?? 2, pass?.writes ?? 1]
  const key = `${reads}-${writes}`
  if (!roofs.has(key)) {
    const found = runSubject(fused(roof(reads, writes)), {}, data, budget)
    roofs.set(key, found.ms)
    tell({
      ...head,
      optimizer: `${reads} read, ${writes} written`,
      variant: 'roof',
      ms: found.ms,
      p10: found.p10,
      bytesPerParam: 4 * (reads + writes),
      gbps: (4 * (reads + writes) * data.size) / found.ms / 1e6,
    })
  }
  const passMs = Math.max(ms - (normsMs ?? 0), 1e-6)
  tell({
    ...about,
    variant: 'fused',
    ...{ ms, p10, bytesPerParam: told.bytesPerParameter },
    gbps: (told.bytesPerParameter * data.size) / passMs / 1e6,
    shareOfRoof: (roofs.get(key) as number) / passMs,
    ratioToBuiltin: base / ms,
    ...norms(normsMs),
    ...peak(peakBytes),
  })
}

/** Measures everything of a plan on one backend, telling row after row. */
export const measure = async (
  { backend, only, sizes, seconds }: Plan,
  tell: Tell,
  leftOut: (line: string) => void,
): Promise<void> => {
  await startBackend(backend, 'training')
  for (const [size, count] of sizes) {
    const data = dataOf(size, count)
    const head = { backend, params: data.size, tensors: count }
    const budget = { warmUp: size > 1e6 ? 3 : 20, seconds }
    const base = builtin(data, budget)
    tell({ ...head, optimizer: 'adam', variant: 'builtin', ...base, ratioToBuiltin: 1 })
    const roofs = new Map<string, number>()
    for (const subject of subjects.filter(({ name }) => only.includes(name)))
      tried(
        `${backend} ${subject.name} C=${subject.capacity ?? 0}, ${size} in ${count}`,
        () => measureSubject(subject, data, head, budget, base.ms, roofs, tell),
        leftOut,
      )
    tf.dispose([data.params, data.grads])
  }
}
