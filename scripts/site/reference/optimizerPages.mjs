import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { codeOf, firstSentence, paragraphsOf, tableOf, withPapers } from './markdown.mjs'
import { optionTable } from './optionTable.mjs'

/** Recipes that belong to an option. */
const recipes = [
  ['learningRate', '[schedules](/guide/recipes#a-schedule-with-warm-up)'],
  ['learningRate', '[search for a learning rate](/guide/recipes#search-for-a-learning-rate)'],
  ['weightDecayMask', '[weight decay without biases](/guide/recipes#weight-decay-without-biases)'],
  ['clip', '[clip gradients](/guide/recipes#clip-gradients)'],
  ['b1', '[change an option while training](/guide/recipes#another-learning-rate-while-training)'],
  ['learningRate', '[sharpness-aware steps](/guide/recipes#sharpness-aware-steps)'],
  ['capacity', '[when to use critical momenta](/guide/choosing#when-to-use-critical-momenta)'],
]

const isTable = (paragraph) => paragraph.startsWith('Options and defaults:')

const prose = ({ paragraphs }) => paragraphs.filter((text) => !isTable(text)).flatMap(paragraphsOf)

const apiOf = (name) => `[\`${name}\`](/api/variables/_momenta_optimizers.${name}.html)`

/** The section of an optimizer with a memory: what it changes, and the options that this adds. */
const memorySection = (root, docs, factories, name, base) => {
  const { file, ...doc } = docs[name]
  const more = Object.keys(factories[name].options).filter((option) => !Object.hasOwn(base, option))
  return [
    `### ${name}`,
    ...prose(doc),
    ...(more.length > 0
      ? [`It adds these options:`, optionTable(root, file, factories[name].options, more)]
      : []),
    ...(doc.source === undefined ? [] : [`Source: ${withPapers(doc.source)}`]),
  ]
}

/** The packages that export an optimizer. */
const exportedBy = (root, name) => {
  const sources = ['index', 'optimizers'].map((file) =>
    join(root, 'packages/tfjs/src', `${file}.ts`),
  )
  const isInTfjs = sources.some(
    (file) => existsSync(file) && new RegExp(`\\b${name}\\b`).test(readFileSync(file, 'utf8')),
  )
  return `Exported by \`@momenta/optimizers\`${isInTfjs ? ' and `@momenta/tfjs`' : ''}.`
}

/** Options of all optimizers, which a page lists after its own. */
const common = ['weightDecay', 'decoupled', 'weightDecayMask', 'clip']

const ownFirst = (options) => {
  const names = Object.keys(options)
  const isCommon = (name) => common.includes(name)
  return [...names.filter((name) => !isCommon(name)), ...names.filter(isCommon)]
}

const pageOf = (root, docs, factories, name) => {
  const { file, source, example, ...doc } = docs[name]
  const { options } = factories[name]
  const withMemory = [`${name}CG`, `${name}CM`].filter((each) => Object.hasOwn(factories, each))
  const all = new Set([name, ...withMemory].flatMap((each) => Object.keys(factories[each].options)))
  const links = recipes.filter(([option]) => all.has(option)).map(([, link]) => link)
  return [
    `# ${name}`,
    ...prose(doc),
    ...(source === undefined ? [] : [`Source: ${withPapers(source)}`]),
    '## Options',
    `All are optional. ${exportedBy(root, name)}`,
    optionTable(root, file, options, ownFirst(options)),
    ...(withMemory.length > 0 ? ['## With a memory'] : []),
    ...withMemory.flatMap((each) => memorySection(root, docs, factories, each, options)),
    ...(example === undefined ? [] : ['## Example', codeOf(example)]),
    '## See also',
    [
      `- Recipes: ${links.join(', ')}.`,
      `- Types: ${[name, ...withMemory].map(apiOf).join(', ')}.`,
      '- [All optimizers](/reference/optimizers/).',
    ].join('\n'),
  ].join('\n\n')
}

/** The pages of the optimizers: one for each, with its options, and the list of them. */
export const optimizerPages = (root, docs, factories) => {
  const names = Object.keys(factories).filter((name) => Object.hasOwn(factories[name], 'base'))
  const rows = names.map((name) => [
    `[\`${name}\`](/reference/optimizers/${name})`,
    withPapers(firstSentence((docs[name].paragraphs[0] ?? '').replace(/\n/g, ' '))),
    Object.hasOwn(factories, `${name}CM`) ? 'yes' : '',
  ])
  return [
    {
      page: '/reference/optimizers/',
      text: [
        '# Optimizers',
        'Each page has the rule, the options with their defaults, and the paper. Those with a memory ' +
          'are also exported with critical gradients (`adamCG`) and critical momenta (`adamCM`); ' +
          '`withCriticalMomenta` and `withSAM` make both of any other.',
        tableOf(['optimizer', 'rule', 'with a memory'], rows),
      ].join('\n\n'),
    },
    ...names.map((name) => ({
      page: `/reference/optimizers/${name}`,
      text: pageOf(root, docs, factories, name),
    })),
  ]
}
