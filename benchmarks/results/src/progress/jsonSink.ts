import { canonicalJson } from '../store/canonicalJson.js'
import type { Output } from './Output.js'
import type { Sink } from './Sink.js'

/** Progress for a program: each event as a line of JSON. */
export const jsonSink =
  (out: Output): Sink =>
  (event) => {
    out.write(`${canonicalJson(event)}\n`)
  }
