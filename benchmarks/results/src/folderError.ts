import { errorCode } from './errorCode.js'

/** What went wrong in a folder of results, and what to do, in one line. */
export const folderError = (folder: string, error: unknown): string => {
  const code = errorCode(error)
  switch (code) {
    case 'EEXIST':
    case 'ENOTDIR':
      return `results: ${folder} must be a folder, got a file in its place; name another one.`
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'ENOENT':
      return `results: ${folder} must be a folder to write in, got ${code}; change its rights or name another one.`
    case 'ENOSPC':
    case 'EDQUOT':
      return `results: ${folder} must have room, got ${code}; free some space and start again: what is done is kept.`
    default:
      return `results: ${folder} cannot be used: ${error instanceof Error ? error.message : error}`
  }
}
