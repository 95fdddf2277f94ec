import { filesOf, membersOf, textOf } from './workspace.js'

/** One example: its location, its code, and whether that is TypeScript. */
export interface Example {
  readonly where: string
  readonly code: string
  readonly typed: boolean
}

const lineOf = (text: string, index: number) => text.slice(0, index).split('\n').length

const docExamples = (file: string): readonly Example[] => {
  const text = textOf(file)
  return [...text.matchAll(/\/\*\*[\s\S]*?\*\//g)].flatMap((doc) => {
    const lines = doc[0]
      .slice(0, -2)
      .split('\n')
      .map((line) => line.replace(/^\s*\* ?/, ''))
    const start = lines.findIndex((line) => line.startsWith('@example'))
    if (start < 0) return []
    const rest = lines.slice(start + 1)
    const end = rest.findIndex((line) => /^@\w+/.test(line))
    const code = (end < 0 ? rest : rest.slice(0, end)).join('\n').replace(/^```\w*\n|```\s*$/gm, '')
    return [{ where: `${file}:${lineOf(text, doc.index) + start}`, code, typed: true }]
  })
}

const fencedExamples = (file: string): readonly Example[] => {
  const text = textOf(file)
  return [...text.matchAll(/^```(ts|js|typescript)\n([\s\S]*?)^```/gm)].map((found) => ({
    where: `${file}:${lineOf(text, found.index)}`,
    code: found[2] as string,
    typed: found[1] !== 'js',
  }))
}

const sources = membersOf('packages').flatMap(({ folder }) => filesOf(`${folder}/src`, '.ts'))
const pages = [
  'README.md',
  'CONTRIBUTING.md',
  ...filesOf('docs', '.md'),
  ...[...membersOf('packages'), ...membersOf('benchmarks')].map(
    ({ folder }) => `${folder}/README.md`,
  ),
]
/**
 * Every example of the documentation: those of docstrings, and the blocks of code of every page.
 */
export const examples: readonly Example[] = [
  ...sources.flatMap(docExamples),
  ...pages.flatMap(fencedExamples),
]
