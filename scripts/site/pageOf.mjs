import { posix } from 'node:path'

/** Folders with one page for each of their members, made from the member's README. */
const members = ['packages', 'benchmarks', 'examples']

/** The page of the site that shows a file or folder of the repository; undefined if none does. */
export const pageOf = (path) => {
  const file = path.replace(/\/$/, '')
  if (file === 'README.md' || file === '.' || file === '') return '/readme'
  if (file === 'CONTRIBUTING.md') return '/contributing'
  const doc = /^docs\/(.+)\.md$/.exec(file)
  if (doc !== null) return `/${doc[1].replace(/(^|\/)index$/, '$1')}`
  if (file === 'docs/adr') return '/adr/'
  const asset = /^docs\/((?:data|figures)\/.+)$/.exec(file)
  if (asset !== null) return `/${asset[1]}`
  const member = /^(\w+)(?:\/([\w-]+))?(?:\/README\.md)?$/.exec(file)
  if (member === null || !members.includes(member[1])) return undefined
  return member[2] === undefined ? `/${member[1]}/` : `/${member[1]}/${member[2]}`
}

const isElsewhere = (href) => /^[a-z]+:|^#|^\//.test(href)

/**
 * A page with its links to files of the repository turned into links to pages of the site. A link
 * to a file that the site does not show becomes its text.
 *
 * @param from - The file of the page, from the root of the repository.
 * @param isShown - Whether the site has a page.
 */
export const linked = (from, text, isShown) => {
  const replaced = (whole, image, label, href) => {
    if (isElsewhere(href)) return whole
    const [target, anchor] = href.split('#')
    const page = pageOf(posix.join(posix.dirname(from), target))
    if (page === undefined || !isShown(page)) return label
    return `${image}[${label}](${page}${anchor === undefined ? '' : `#${anchor}`})`
  }
  return text
    .split(/(^```[\s\S]*?^```$)/m)
    .map((part, i) =>
      i % 2 === 1 ? part : part.replace(/(!?)\[([^[\]]*)\]\(([^)\s]+)\)/g, replaced),
    )
    .join('')
}
