import * as E from 'fp-ts/lib/Either.js'
import { decodeLine } from './decodeLine.js'
import { endOfLines } from './endOfLines.js'
import type { ResultRecord } from './ResultRecord.js'

/**
 * Decodes the records of a file. Bad lines are listed with their number, from 1, and the reason;
 * `torn` is the number of bytes after the last complete line.
 */
export const decodeFile = (
  bytes: Uint8Array,
  version: number,
): {
  readonly records: readonly ResultRecord[]
  readonly bad: readonly { readonly line: number; readonly reason: string }[]
  readonly torn: number
} => {
  const end = endOfLines(bytes)
  const lines = new TextDecoder().decode(bytes.subarray(0, end)).split('\n').slice(0, -1)
  const decoded = lines.map(decodeLine(version))
  return {
    records: decoded.flatMap((each) => (E.isRight(each) ? [each.right] : [])),
    bad: decoded.flatMap((each, i) => (E.isLeft(each) ? [{ line: i + 1, reason: each.left }] : [])),
    torn: bytes.length - end,
  }
}
