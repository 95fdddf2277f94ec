import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { changelogPage } from './changelogPage.mjs'
import { linked, pageOf } from './pageOf.mjs'
import { referencePages } from './referencePages.mjs'
import { resultsSection } from './resultsSection.mjs'

const markdownIn = (root, folder) =>
  readdirSync(join(root, folder), { withFileTypes: true })
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`
      if (entry.isDirectory()) return entry.name.startsWith('.') ? [] : markdownIn(root, path)
      return entry.name.endsWith('.md') ? [path] : []
    })
    .sort()

const readmesOf = (root, folder) =>
  readdirSync(join(root, folder))
    .map((name) => `${folder}/${name}/README.md`)
    .filter((path) => existsSync(join(root, path)))
    .sort()

const titleOf = (text) => /^# (.+)$/m.exec(text)?.[1] ?? ''

/** Figures and data lie in docs/ and are served as they are. */
const isAsset = (root, page) =>
  /^\/(data|figures)\//.test(page) && existsSync(join(root, 'docs', page))

const isMain = (name) => /^(index|main)\./.test(name)

/** The sources of an example, the main one first, each with the name of its file. */
const sourcesOf = (root, folder) =>
  readdirSync(join(root, folder, 'src'))
    .sort((a, b) => Number(isMain(b)) - Number(isMain(a)) || (a < b ? -1 : 1))
    .map((name) => {
      const code = readFileSync(join(root, folder, 'src', name), 'utf8').trim()
      return `\`\`\`${name.split('.').at(-1)} [src/${name}]\n${code}\n\`\`\``
    })

/** What a page has beside its source: that of results the committed ones, an example its code. */
const moreOf = (root, path) => {
  if (path === 'docs/guide/results.md') return `\n${resultsSection(root)}\n`
  const [, folder] = /^(examples\/[\w-]+)\/README\.md$/.exec(path) ?? []
  return folder === undefined ? '' : `\n${['## Code', ...sourcesOf(root, folder)].join('\n\n')}\n`
}

/** The first sentence after the title. */
const sentenceOf = (text) =>
  /^# .+\n+((?:[^\n]+\n)+)/
    .exec(text)?.[1]
    .replace(/\n/g, ' ')
    .match(/^.*?[.:](?= |$)/)?.[0]

/** A page that lists others by their titles, and by their first sentences if that is asked for. */
const listOf = (title, pages, hasSentences) => {
  const items = pages.map(({ page, text }) => {
    const sentence = hasSentences ? sentenceOf(text)?.replace(/:$/, '.') : undefined
    return `- [${titleOf(text)}](${page})${sentence === undefined ? '' : `: ${sentence}`}`
  })
  return `# ${title}\n\n${items.join('\n')}\n`
}

/**
 * The pages of the site but those of TypeDoc: what `docs` has, the READMEs of the packages,
 * benchmarks and examples, lists of them, the reference and the changelog. Each has its place in
 * the site and its Markdown.
 */
export const pagesOf = async (root) => {
  const paths = [
    'README.md',
    'CONTRIBUTING.md',
    ...markdownIn(root, 'docs'),
    ...readmesOf(root, 'packages'),
    ...readmesOf(root, 'benchmarks'),
    'examples/README.md',
    ...readmesOf(root, 'examples'),
  ]
  const shown = new Set([...paths.map(pageOf), '/packages/', '/benchmarks/', '/adr/'])
  const isShown = (page) => shown.has(page) || isAsset(root, page)
  const pages = paths.map((path) => ({
    page: pageOf(path),
    text: linked(path, readFileSync(join(root, path), 'utf8'), isShown) + moreOf(root, path),
  }))
  const below = (prefix) => pages.filter(({ page }) => page.startsWith(prefix))
  return [
    ...pages,
    ...(await referencePages(root)),
    changelogPage(root),
    { page: '/packages/', text: listOf('Packages', below('/packages/'), true) },
    { page: '/benchmarks/', text: listOf('Benchmarks', below('/benchmarks/'), true) },
    { page: '/adr/', text: listOf('Decisions', below('/adr/'), false) },
  ]
}

/** The file of a page, from the folder of all pages. */
export const fileOf = (page) =>
  page.endsWith('/') ? `${page.slice(1)}index.md` : `${page.slice(1)}.md`
