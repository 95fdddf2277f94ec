import type { Output } from './Output.js'
import { remarkOf } from './remarkOf.js'
import type { Sink } from './Sink.js'

/** No progress: failures only. */
export const quietSink =
  (out: Output): Sink =>
  (event, state) => {
    const remark = event.event === 'fail' ? remarkOf(event, state) : undefined
    if (remark !== undefined) out.write(`${remark}\n`)
  }
