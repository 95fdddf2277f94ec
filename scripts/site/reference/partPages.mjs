import { codeOf, firstSentence, paragraphsOf, tableOf, withPapers } from './markdown.mjs'
import { optionTable } from './optionTable.mjs'

/** The packages of parts, and the page that says how to write one. */
const parts = {
  transforms: ['Transforms', '[Write your own](/transforms)'],
  estimators: ['Estimators', '[Write your own](/extending#an-estimator)'],
  schedules: ['Schedules', '[Write your own](/guide/recipes#a-schedule-of-your-own)'],
  policies: ['Policies', '[Write your own](/extending#a-policy)'],
  aggregators: ['Aggregators', '[Write your own](/extending#an-aggregator)'],
}

/** The page of TypeDoc, for which a factory is a variable with a type of its own. */
const apiOf = (name, part, { options }) =>
  `/api/${options === undefined ? 'functions' : 'variables'}/_momenta_${name}.${part}.html`

const sectionOf = (root, name, part, { file, paragraphs, source, example }, factory) =>
  [
    `## ${part}`,
    ...paragraphs.flatMap(paragraphsOf),
    ...(factory.options === undefined ? [] : [optionTable(root, file, factory.options)]),
    ...(source === undefined ? [] : [`Source: ${withPapers(source)}`]),
    ...(example === undefined ? [] : [codeOf(example)]),
    `[Types](${apiOf(name, part, factory)})`,
  ].join('\n\n')

const titles = {
  averaging: 'averages of parameters',
  clipping: 'clipping',
  combinators: 'combinators',
  decay: 'weight decay',
  last: 'last parts of a chain',
  matrices: 'matrices',
  moments: 'moments',
  scaling: 'scalings',
}

/** The folder of a part inside its package's sources; '' for a package without folders. */
const folderOf = (name, { file }) =>
  new RegExp(`packages/${name}/src/(?:(\\w+)/)?`).exec(file.replaceAll('\\', '/'))?.[1] ?? ''

const pageOf = (name, folder) => `/reference/${name}${folder === '' ? '' : `/${folder}`}`

/** The pages of a package: its parts with their options, one page for each folder of sources. */
const packagePages = (root, name, docs, exported) => {
  const [title, own] = parts[name]
  const names = Object.keys(exported).filter((part) => Object.hasOwn(docs, part))
  const folders = [...new Set(names.map((part) => folderOf(name, docs[part])))].sort()
  const intro = `The exports of [\`@momenta/${name}\`](/packages/${name}). ${own}.`
  const sections = (folder) =>
    names
      .filter((part) => folderOf(name, docs[part]) === folder)
      .map((part) => sectionOf(root, name, part, docs[part], exported[part]))
  if (folders.length === 1)
    return [
      {
        page: pageOf(name, ''),
        text: [`# ${title}`, intro, ...sections(folders[0])].join('\n\n'),
      },
    ]
  const rows = names.map((part) => {
    const page = pageOf(name, folderOf(name, docs[part]))
    const first = (docs[part].paragraphs[0] ?? '').replace(/\n/g, ' ')
    return [`[\`${part}\`](${page}#${part.toLowerCase()})`, withPapers(firstSentence(first))]
  })
  const list = tableOf(['name', 'what it does'], rows)
  return [
    { page: `${pageOf(name, '')}/`, text: [`# ${title}`, intro, list].join('\n\n') },
    ...folders.map((folder) => ({
      page: pageOf(name, folder),
      text: [`# ${title}: ${titles[folder] ?? folder}`, intro, ...sections(folder)].join('\n\n'),
    })),
  ]
}

/** The pages of the packages of parts, and the first page of the reference. */
export const partPages = (root, { docs, exported }) => {
  const pages = Object.keys(parts).map((name) =>
    packagePages(root, name, docs[name], exported[name]),
  )
  const rows = pages.map(([{ page }], i) => {
    const name = Object.keys(parts)[i]
    const count = Object.keys(exported[name]).filter((part) => Object.hasOwn(docs[name], part))
    return [`[${name}](${page})`, `${count.length} parts`]
  })
  const text = [
    '# Reference',
    'Every part with its options and defaults, by package. They are written from the declarations ' +
      'that the code itself checks.',
    tableOf(
      ['package', 'contents'],
      [['[optimizers](/reference/optimizers/)', 'one page for each optimizer'], ...rows],
    ),
    'Functions, types and the packages without parts of this kind are in the ' +
      '[list of all names](/api/index.html), which TypeDoc makes.',
  ].join('\n\n')
  return [...pages.flat(), { page: '/reference/', text }]
}
