import { eager } from '@momenta/eager'
import { fused, type Pass } from '@momenta/fused'
import type { Budget } from '../measure/timeSteps.js'
import type { Data } from './makeData.js'
import type { Row } from './Row.js'
import { roofline } from './roofline.js'
import type { Subject } from './subjects.js'
import { timeSubject } from './timeSubject.js'

/** What the rows of one size share. */
export interface Size {
  readonly head: Pick<Row, 'backend' | 'params' | 'tensors'>
  readonly data: Data
  readonly budget: Budget
  /** Milliseconds of `tf.train.adam`. */
  readonly builtinMs: number
  /** Milliseconds of each roofline measured so far, by its numbers of streams. */
  readonly rooflines: Map<string, number>
}

const measureRoofline = async (reads: number, writes: number, size: Size): Promise<Row> => {
  const { data, head, budget } = size
  const { ms, p10 } = await timeSubject(fused(roofline(reads, writes)), {}, data, budget)
  const bytesPerParam = 4 * (reads + writes)
  return {
    ...head,
    optimizer: `${reads} read, ${writes} written`,
    variant: 'roofline',
    ...{ ms, p10, bytesPerParam },
    gbps: (bytesPerParam * data.size) / ms / 1e6,
  }
}

/**
 * The milliseconds that memory needs for a pass: those of the roofline with as many streams, or of
 * the nearest one, which reads two and writes one at least, by bytes.
 */
const boundOf = async (
  { reads, writes, leaves }: Pass,
  size: Size,
  report: (row: Row) => void,
): Promise<number> => {
  const read = Math.max(2, reads)
  const written = Math.min(Math.max(1, writes), read)
  const key = `${read}-${written}`
  const known = size.rooflines.get(key)
  const row = known === undefined ? await measureRoofline(read, written, size) : undefined
  if (row !== undefined) {
    size.rooflines.set(key, row.ms)
    report(row)
  }
  const ms = known ?? (row as Row).ms
  // leaves that differ in their plans have passes of their own
  return (ms * (reads + writes) * leaves) / ((read + written) * size.head.tensors)
}

/** Measures an optimizer: eager, fused, and the rooflines of its passes that are new. */
export const measureSubject = async (
  { name, optimizer, isSquare: _, most: __, ...memory }: Subject,
  size: Size,
  report: (row: Row) => void,
): Promise<void> => {
  const { data, head, budget, builtinMs } = size
  const about = { ...head, optimizer: name, ...memory }
  const plain = await timeSubject(eager(optimizer), memory, data, budget)
  report({ ...about, variant: 'eager', ...plain, ratioToBuiltin: builtinMs / plain.ms })
  const runner = fused(optimizer)
  const times = await timeSubject(runner, memory, data, budget)
  const explained = runner.explain()
  if (explained?.fused !== true) return
  let boundMs = 0
  for (const pass of explained.passes) boundMs += await boundOf(pass, size, report)
  const passMs = Math.max(times.ms - (times.normsMs ?? 0), 1e-6)
  report({
    ...about,
    variant: 'fused',
    ...times,
    bytesPerParam: explained.bytesPerParameter,
    gbps: (explained.bytesPerParameter * data.size) / passMs / 1e6,
    shareOfRoofline: boundMs / passMs,
    ratioToBuiltin: builtinMs / times.ms,
  })
}
