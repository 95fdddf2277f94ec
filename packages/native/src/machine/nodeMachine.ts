import { spawn } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs'
import { homedir } from 'node:os'
import { dirname } from 'node:path'
import type { Machine, Ran } from './Machine.js'

const run = (command: string, args: readonly string[], folder?: string): Promise<Ran> =>
  new Promise((resolve) => {
    const child = spawn(command, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })
    let [stdout, stderr] = ['', '']
    child.stdout.on('data', (data) => {
      stdout += data
    })
    child.stderr.on('data', (data) => {
      stderr += data
    })
    child.on('error', (error) => resolve({ status: null, stdout, stderr: error.message }))
    child.on('close', (status) => resolve({ status: status ?? 1, stdout, stderr }))
  })

/** A process that has ended and that nobody has waited for, as happens in containers, still has a number. */
const hasEnded = (pid: number): boolean => {
  const stat = `/proc/${pid}/stat`
  return existsSync(stat) && /\) Z /.test(readFileSync(stat, 'utf8'))
}

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0) && !hasEnded(pid)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

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

/** This machine. */
export const nodeMachine: Machine = {
  platform: process.platform,
  arch: process.arch,
  environment: process.env,
  homeFolder: homedir(),
  workingFolder: process.cwd(),
  pid: process.pid,
  node: process.execPath,
  isAlive,
  run,
  exists: existsSync,
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
