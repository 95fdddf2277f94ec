import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const changesets = (root) =>
  readdirSync(join(root, '.changeset'))
    .filter((name) => name.endsWith('.md') && name !== 'README.md')
    .sort()
    .flatMap((name) => {
      const text = readFileSync(join(root, '.changeset', name), 'utf8')
      const [, head, body] = /^---\n([\s\S]*?)---\n([\s\S]*)$/.exec(text) ?? []
      if (head === undefined) return []
      const packages = [...head.matchAll(/@momenta\/([\w-]+)/g)].map(([, each]) => each)
      return [{ packages, text: body.trim().replace(/\n+/g, ' ') }]
    })

const linked = (names) => names.map((name) => `[${name}](/packages/${name})`).join(', ')

const itemOf = ({ packages, text }) => `- ${text.replaceAll('<', '&lt;')} (${linked(packages)})`

/** What the next release brings, from the changesets. */
const unreleased = (root) => {
  const all = changesets(root)
  const isFirst = ({ text }) => text.startsWith('First release')
  const [first, changes] = [all.filter(isFirst), all.filter((each) => !isFirst(each))]
  return [
    ['## Next release'],
    changes.map(itemOf),
    first.length > 0 ? ['### First releases'] : [],
    first.map(
      ({ packages, text }) =>
        `- ${linked(packages)}: ${text.replace(/^First release:? ?(of )?/, '')}`,
    ),
  ]
    .filter((part) => part.length > 0)
    .map((part) => part.join('\n'))
}

/** The changelogs of the released packages, one section for each. */
const released = (root) =>
  readdirSync(join(root, 'packages'))
    .map((name) => ({ name, file: join(root, 'packages', name, 'CHANGELOG.md') }))
    .filter(({ file }) => existsSync(file))
    .map(({ name, file }) =>
      readFileSync(file, 'utf8')
        .replace(/^# .*$/m, `# ${name}`)
        .replace(/^#/gm, '##')
        .replaceAll('<', '&lt;'),
    )

/** The page of changes: the next release, then those of each package. */
export const changelogPage = (root) => ({
  page: '/changelog',
  text: [
    '# Changelog',
    'Versions follow [semantic versioning](https://semver.org); before 1.0 a minor version may break. ' +
      'How a release is made is in [contributing](/contributing#release).',
    ...unreleased(root),
    ...released(root),
  ].join('\n\n'),
})
