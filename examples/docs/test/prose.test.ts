import t from 'tap'
import { filesOf, membersOf, textOf } from './workspace.js'

const limit = 100

/** Words of an older style, and what to write instead. Each has a common equivalent in the field. */
const replacements: readonly (readonly [RegExp, string])[] = [
  [/\banswer(s|ed|ing)?\b/i, 'return, result'],
  [/\bbehind\b/i, 'after'],
  [/\bwhole numbers?\b/i, 'integer'],
  [/\bgreatest\b/i, 'maximum, largest'],
  [/\broofs?\b/i, 'roofline'],
  [/\b(afresh|anew)\b/i, 'again; recompute'],
  [/\bgo(es|ing)? on\b/i, 'continue'],
  [/\bstands?\b(?!-in)/i, 'is, occurs'],
  [/\btold\b/i, 'report, distinguish'],
  [/\blaid out\b|\blays? .* out\b/i, 'flatten, arrange'],
  [/\bas (it was|they were)(?=[.,;:)]|$)/i, 'unchanged'],
  [/\b(nothing leaks|leaks nothing)\b/i, 'no tensor leaks'],
  [/\bwhoever\b/i, 'the caller'],
  [/\brefus(e|es|ed|ing)\b/i, 'reject, throw'],
  [/\b(speak|speaks|spoken|voices?)\b/i, 'weight'],
  [/\bfor ever\b/i, 'always'],
]

interface Line {
  readonly at: string
  readonly text: string
}

/** The lines of comments of a source file, without examples and tables. */
const commentsOf = (file: string): readonly Line[] => {
  const lines: Line[] = []
  let [block, example] = [false, false]
  for (const [i, text] of textOf(file).split('\n').entries()) {
    if (/^\s*\/\*\*?/.test(text)) [block, example] = [true, false]
    if (/^\s*\* @/.test(text)) example = text.includes('@example')
    const isComment = block ? !example && !/^\s*\* \|/.test(text) : /(^|\s)\/\/ /.test(text)
    if (isComment) lines.push({ at: `${file}:${i + 1}`, text })
    if (text.includes('*/')) block = false
  }
  return lines
}

/** The lines of a Markdown page, without code, tables and front matter. */
const proseOf = (file: string): readonly Line[] => {
  const lines: Line[] = []
  let code = false
  for (const [i, text] of textOf(file).split('\n').entries()) {
    if (/^\s*```/.test(text)) code = !code
    else if (!code && !text.startsWith('|')) lines.push({ at: `${file}:${i + 1}`, text })
  }
  return lines
}

const members = ['packages', 'benchmarks'].flatMap(membersOf).map(({ folder }) => folder)
const comments = members
  .flatMap((folder) => ['.ts', '.js'].flatMap((ending) => filesOf(`${folder}/src`, ending)))
  .flatMap(commentsOf)
const pages = [
  ...['README.md', 'CONTRIBUTING.md'],
  ...filesOf('docs', '.md'),
  ...members.map((folder) => `${folder}/README.md`),
].flatMap(proseOf)

const isLong = ({ text }: Line): boolean => [...text].length > limit && !/https?:\S+/.test(text)

t.test(`lines of comments and of prose have at most ${limit} characters`, async (t) => {
  t.ok(comments.length > 1000)
  t.same(
    [...comments.filter(isLong), ...pages.filter(isLong)].map(({ at }) => at),
    [],
  )
})

t.test('comments and pages are written in the terms of the field', async (t) => {
  const found = [...comments, ...pages].flatMap(({ at, text }) =>
    replacements
      .filter(([word]) => word.test(text))
      .map(([word, instead]) => `${at}: write ${instead} instead of ${word.exec(text)?.[0]}`),
  )
  t.same(found, [])
})
