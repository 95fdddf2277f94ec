import { readFileSync, statSync } from 'node:fs'

/**
 * The bytes of a file; what is no file is not opened, for a pipe would be waited for without end.
 *
 * @throws what the file system throws; EISDIR, with the path, if it is a folder or anything but a file.
 */
export const readWhole = (path: string): Buffer => {
  if (!statSync(path).isFile())
    throw Object.assign(new Error(`${path} is no file`), { code: 'EISDIR', path })
  return readFileSync(path)
}
