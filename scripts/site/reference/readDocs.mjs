import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const sourcesIn = (folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
    .map((name) => join(folder, name))
    .sort()

const plain = (comment) =>
  comment
    .split('\n')
    .map((line) => line.replace(/^\s*\*? ?/, ''))
    .join('\n')
    .trim()

const oneLine = (text) => text.replace(/\s*\n\s*/g, ' ').trim()

/** The text of a docstring by its parts; paragraphs and source are single lines. */
const partsOf = (comment) => {
  const [description = '', ...tags] = plain(comment).split(/^(?=@)/m)
  const tag = (name) => tags.find((text) => text.startsWith(`@${name}`))
  const example = tag('example')
    ?.replace(/^@example\s*/, '')
    .trim()
  const loose = tags.filter((text) => !text.startsWith('@example')).join('\n\n')
  const source = /(?:^|\n)Source: ((?:.|\n(?!\n))*)/.exec(`${description}\n\n${loose}`)?.[1]
  const paragraphs = description
    .split(/\n{2,}/)
    .map((text) => text.trim())
    .filter((text) => text !== '' && !text.startsWith('Source: '))
  return { paragraphs, source: source && oneLine(source), example }
}

/** The sentences of the options that a file declares, by name. */
const optionDocs = (text) => {
  const declaration =
    /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*(\w+): (?=\w+(?:<[^(\n]*>)?\(|\w+Option\b)/g
  return Object.fromEntries(
    [...text.matchAll(declaration)].map(([, doc, name]) => [name, oneLine(plain(doc))]),
  )
}

/** What a file declares and imports; each file is read once. */
const readFile = (root, file, cache = files) => {
  if (!cache.has(file)) {
    const text = existsSync(file) ? readFileSync(file, 'utf8') : ''
    cache.set(file, { docs: optionDocs(text), imports: importsOf(root, file, text) })
  }
  return cache.get(file)
}
const files = new Map()

const importsOf = (root, file, text) =>
  [...text.matchAll(/from '([^']+)'/g)].flatMap(([, from]) => {
    if (from.startsWith('.')) return [join(dirname(file), from.replace(/\.js$/, '.ts'))]
    const member = /^@momenta\/([\w-]+)$/.exec(from)
    return member === null ? [] : [join(root, 'packages', member[1], 'src/index.ts')]
  })

/**
 * What the sources of a package say about its exports: for each constant its file and the parts of
 * its docstring.
 */
export const readDocs = (root, name) =>
  Object.fromEntries(
    sourcesIn(join(root, 'packages', name, 'src')).flatMap((file) =>
      [
        ...readFileSync(file, 'utf8').matchAll(
          /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\nexport const (\w+)/g,
        ),
      ].map(([, comment, constant]) => [constant, { file, ...partsOf(comment) }]),
    ),
  )

/**
 * The sentence about an option of a factory: from the file that defines the factory, or from the
 * nearest one that it imports.
 */
export const optionSentence = (root, file, name) => {
  const seen = new Set()
  let near = [file]
  while (near.length > 0) {
    const next = []
    for (const path of near) {
      if (seen.has(path)) continue
      seen.add(path)
      const { docs, imports } = readFile(root, path)
      if (Object.hasOwn(docs, name)) return docs[name]
      next.push(...imports)
    }
    near = next
  }
  return undefined
}
