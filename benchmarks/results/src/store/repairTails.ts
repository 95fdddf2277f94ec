import { readdirSync, truncateSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { endOfLines } from './endOfLines.js'
import { isAlive } from './isAlive.js'
import { readRecords } from './readWhole.js'
import { storePaths } from './storePaths.js'

/**
 * Removes the incomplete last line of each file of an ended process of this machine; returns one
 * line per file. Files of running processes and of other machines are not changed: they may be
 * growing.
 */
export const repairTails = (folder: string): readonly string[] =>
  readdirSync(folder).flatMap((name) => {
    const pid = storePaths.pidOf(name, hostname())
    if (pid === undefined || isAlive(pid)) return []
    const path = join(folder, name)
    const bytes = readRecords(path)
    const end = endOfLines(bytes)
    if (end === bytes.length) return []
    truncateSync(path, end)
    return [
      `results: ${name}: removed an incomplete line of ${bytes.length - end} bytes at its end.`,
    ]
  })
