import t from 'tap'
import { filesOf, membersOf, textOf } from './workspace.js'

/** The `Default …` sentence of one option, and the default of its declaration. */
interface Documented {
  readonly where: string
  readonly sentence: string
  readonly declared: string
}

/** Factories of options whose last argument is the default. */
const declares = /^(number|hyperparameter|flag|choice|part|list|either|\w+Option)$/
/** Sentences for a default that is a value without a short name. */
const meanings: { readonly [sentence: string]: string } = {
  nothing: 'identity',
  'the constant 1': 'constant({ value: 1 })',
  'that of the aggregator, 1': 'none',
  all: 'none',
}

/** The arguments of a call whose opening bracket is at an index of a text. */
const argumentsAt = (text: string, open: number): readonly string[] => {
  const found: string[] = []
  let [depth, from, i] = [0, open + 1, open]
  do {
    const c = text[i] as string
    if ('([{'.includes(c)) depth += 1
    if (')]}'.includes(c)) depth -= 1
    if (depth === 0 || (depth === 1 && c === ',')) {
      found.push(text.slice(from, i).trim())
      from = i + 1
    }
    i += 1
  } while (depth > 0)
  return found.filter((one) => one !== '')
}

/** The default that a declaration gives, as source text; undefined if it is not a declaration. */
const defaultOf = (text: string): string | undefined => {
  const [, name] = /^(\w+)(?:<[^(]*>)?\(/.exec(text) ?? []
  if (name === undefined) return undefined
  if (name === 'optional') return 'none'
  if (!declares.test(name)) return undefined
  const given = argumentsAt(text, text.indexOf('('))
  if (name === 'either') return defaultOf(given[0] as string)
  const value = name === 'list' ? given[1] : given.at(-1)
  return value?.replace(/^\(\)(?:: [^=]+)? => /, '')
}

const declaration = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*(\w+): (?=\w+(?:<[^(\n]*>)?\()/g
const sentenceOf = /\bDefault ('[^']*'|`[^`]*`|\[[^\]]*\]|-?−?[\d.]+(?:e-?\d+)?|[\w ,]+)/

const documented = (path: string): readonly Documented[] => {
  const text = textOf(path)
  return [...text.matchAll(declaration)].flatMap(([all, doc = '', name], i, found) => {
    const start = (found[i]?.index ?? 0) + all.length
    const sentence = sentenceOf.exec(doc.replace(/\n\s*\* ?/g, ' '))?.[1]
    const declared = defaultOf(text.slice(start))
    return sentence === undefined || declared === undefined
      ? []
      : [{ where: `${path}: ${name}`, sentence: sentence.trim().replace(/\.$/, ''), declared }]
  })
}

const sameText = (sentence: string, declared: string): boolean => {
  const said = meanings[sentence] ?? sentence.replace(/^`(.*)`$/, '$1').replace('−', '-')
  const [a, b] = [said, declared].map((one) => Number(one))
  if (!Number.isNaN(a) && !Number.isNaN(b)) return a === b
  const plain = (one: string) => one.replace(/^['(]|[')]$/g, '').replace(/\s+/g, '')
  return plain(said) === plain(declared) || (said === 'none' && declared === '[]')
}

t.test('each sentence that names a default names the declared one', async (t) => {
  const all = membersOf('packages')
    .flatMap(({ folder }) => filesOf(`${folder}/src`, '.ts'))
    .flatMap(documented)
  t.ok(all.length > 50, `${all.length} sentences`)
  for (const { where, sentence, declared } of all)
    t.ok(sameText(sentence, declared), `${where}: Default ${sentence}, declared ${declared}`)
})
