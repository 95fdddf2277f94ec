import { errorCode } from './errorCode.js'

/** The file in the folder that an error names, or the folder. */
const placeOf = (folder: string, error: unknown): string => {
  const path = error instanceof Error ? (error as NodeJS.ErrnoException).path : undefined
  return path?.startsWith(folder) ? path : folder
}

/** What went wrong in a folder of results, and what to do, in one line. */
export const folderError = (folder: string, error: unknown): string => {
  const code = errorCode(error)
  const place = placeOf(folder, error)
  switch (code) {
    case 'EISDIR':
      return `results: ${place} must be a file, got ${place === folder ? code : 'a folder'}; move it away or name another folder.`
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return place === folder
        ? `results: ${folder} must be a folder to write in, got ${code}; change its rights or name another one.`
        : `results: ${place} must be a file to read and write, got ${code}; change its rights or name another folder.`
    case 'EEXIST':
    case 'ENOTDIR':
      return `results: ${folder} must be a folder, got a file in its place; name another one.`
    case 'ENOENT':
      return `results: ${folder} must be a folder to write in, got ${code}; change its rights or name another one.`
    case 'ENOSPC':
    case 'EDQUOT':
      return `results: ${folder} must have room, got ${code}; free some space and start again: what is done is kept.`
    default:
      return `results: ${folder} cannot be used: ${error instanceof Error ? error.message : error}`
  }
}
