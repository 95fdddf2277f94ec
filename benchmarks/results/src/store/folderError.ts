import { errorCode } from './errorCode.js'

/** The file in the folder that an error names, or the folder. */
const placeOf = (folder: string, error: object): string => {
  // a failed rename has a destination
  const { path, dest = path } = error as { readonly path?: unknown; readonly dest?: unknown }
  return typeof dest === 'string' && dest.startsWith(folder) ? dest : folder
}

/** An error of the file system in a folder of results and the remedy, in one line. */
export const folderError = (folder: string, error: unknown): string => {
  const code = errorCode(error)
  const place = error instanceof Error ? placeOf(folder, error) : folder
  switch (code) {
    case 'EISDIR':
      return `results: ${place} must be a file, got ${place === folder ? code : 'a folder'}; move it away or name another folder.`
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return place === folder
        ? `results: ${folder} must be a writable folder, got ${code}; change its rights or name another one.`
        : `results: ${place} must be a readable and writable file, got ${code}; change its rights or name another folder.`
    case 'EEXIST':
    case 'ENOTDIR':
      return `results: ${folder} must be a folder, got a file in its place; name another one.`
    case 'ENOENT':
      return `results: ${folder} must be a writable folder, got ${code}; change its rights or name another one.`
    case 'ENOSPC':
    case 'EDQUOT':
      return `results: ${folder} must have free space, got ${code}; free some space and start again; finished jobs are kept.`
    case 'EFBIG':
      return `results: ${folder} must allow larger files, got ${code}; raise the limit of the shell (ulimit -f) and start again; finished jobs are kept.`
    default:
      return `results: ${folder} must be usable, got ${error instanceof Error ? error.message : error}; name another folder.`
  }
}
