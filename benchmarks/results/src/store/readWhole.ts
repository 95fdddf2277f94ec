import { readFileSync, statSync } from 'node:fs'

/**
 * The bytes of a file. Other things are not opened: reading a pipe could block forever.
 *
 * @throws the errors of the file system; EISDIR, with the path, for anything but a file.
 */
export const readWhole = (path: string): Buffer => {
  if (!statSync(path).isFile())
    throw Object.assign(new Error(`${path} is not a file`), { code: 'EISDIR', path })
  return readFileSync(path)
}
