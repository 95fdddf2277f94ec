import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { homedir } from 'node:os'
import { dirname } from 'node:path'
import { identifyProcess } from './identifyProcess.js'
import type { Machine } from './Machine.js'
import { runCommand } from './runCommand.js'

const free = (folder: string): number => {
  const existing = existsSync(folder) ? folder : dirname(folder)
  if (existing !== folder && !existsSync(existing)) return free(existing)
  const { bavail, bsize } = statfsSync(existing)
  return bavail * bsize
}

const claim = (path: string, text: string): boolean => {
  try {
    writeFileSync(path, text, { flag: 'wx' })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

const glibc = (): string | undefined => {
  const { header } = process.report.getReport() as {
    header: { glibcVersionRuntime?: string }
  }
  return header.glibcVersionRuntime
}

/** This machine. */
export const nodeMachine: Machine = {
  platform: process.platform,
  arch: process.arch,
  environment: process.env,
  homeFolder: homedir(),
  workingFolder: process.cwd(),
  pid: process.pid,
  node: process.execPath,
  glibc,
  identifyProcess,
  run: runCommand,
  exists: existsSync,
  size: (path) => statSync(path, { throwIfNoEntry: false })?.size,
  read: (path) => (existsSync(path) ? readFileSync(path, 'utf8') : undefined),
  write: (path, text) => {
    writeFileSync(`${path}.partial`, text)
    renameSync(`${path}.partial`, path)
  },
  claim,
  list: (folder) => (existsSync(folder) ? readdirSync(folder) : []),
  makeFolder: (path) => void mkdirSync(path, { recursive: true }),
  rename: renameSync,
  remove: (path) => rmSync(path, { recursive: true, force: true }),
  free,
}
