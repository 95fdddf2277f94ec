import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { ImageFiles } from './ImageFiles.js'

const isFolder = (path: string): boolean => existsSync(path) && statSync(path).isDirectory()

const isImage = (name: string): boolean => /\.(jpe?g|png)$/i.test(name)

/**
 * The folders in a folder, sorted.
 *
 * @throws Error if it is not a folder.
 */
export const listFolders = (who: string, folder: string): readonly string[] => {
  if (!isFolder(folder)) throw new Error(`${who}: ${folder} must be a folder; replace it`)
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
}

/**
 * Lists the image files below root/class/inner, class by class, each in the order of its names.
 *
 * @param inner - The folder inside a class that holds its images. Default the class itself.
 * @throws Error if a class has no folder or no image.
 */
export const listFiles = (
  who: string,
  root: string,
  classes: readonly string[],
  inner = '.',
): ImageFiles => {
  const found = classes.map((name) => {
    const folder = join(root, name, inner)
    const files = isFolder(folder) ? readdirSync(folder).filter(isImage).sort() : []
    if (files.length === 0)
      throw new Error(`${who}: ${folder} must hold JPEG or PNG images, and it holds none`)
    return files.map((file) => join(folder, file))
  })
  return {
    paths: found.flat(),
    labels: Uint16Array.from(found.flatMap((files, label) => files.map(() => label))),
  }
}
