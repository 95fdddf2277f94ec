import { readdirSync, truncateSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { endOfLines } from './endOfLines.js'
import { isAlive } from './isAlive.js'
import { readWhole } from './readWhole.js'
import { storePaths } from './storePaths.js'

/**
 * Cuts the unfinished last line off each file that a process of this machine left behind, and says so, one
 * line a file. Files of running processes and of other machines are left alone: they may be growing.
 */
export const repairTails = (folder: string): readonly string[] =>
  readdirSync(folder).flatMap((name) => {
    const pid = storePaths.pidOf(name, hostname())
    if (pid === undefined || isAlive(pid)) return []
    const path = join(folder, name)
    const bytes = readWhole(path)
    const end = endOfLines(bytes)
    if (end === bytes.length) return []
    truncateSync(path, end)
    return [`results: ${name}: cut an unfinished line of ${bytes.length - end} bytes off its end.`]
  })
