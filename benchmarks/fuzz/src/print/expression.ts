import type { Case, Fields, Mask, Option, Part } from '../cases/Case.js'
import { catalogue, type Factory } from '../catalogue/catalogue.js'
import { recordOf } from './literal.js'

/** A piece of code with what it imports: pairs of name and package, as text. */
export interface Code {
  readonly text: string
  readonly imports: ReadonlySet<string>
}

/** How an import is written in the set. */
const importOf = (name: string, from: string): string => `${name} ${from}`

const joined = (
  make: (...texts: readonly string[]) => string,
  ...codes: readonly Code[]
): Code => ({
  text: make(...codes.map(({ text }) => text)),
  imports: new Set(codes.flatMap(({ imports }) => [...imports])),
})

const plain = (text: string): Code => ({ text, imports: new Set() })

/** A mask as a function of names. */
export const maskCode = ({ lengthMod2 }: Mask): string =>
  `(name) => name.length % 2 === ${lengthMod2}`

const optionCode = (option: Option): Code =>
  typeof option !== 'object'
    ? plain(JSON.stringify(option))
    : Array.isArray(option)
      ? joined((...texts) => `[${texts.join(', ')}]`, ...option.map(optionCode))
      : 'kind' in option
        ? partCode(option)
        : 'fields' in option
          ? joined((text) => text || '{}', optionsCode((option as Fields).fields))
          : plain(maskCode(option as Mask))

/** Options as a record; nothing where there are none. */
const optionsCode = (options: { readonly [name: string]: Option }): Code => {
  const given = Object.entries(options)
  return joined(
    (...texts) =>
      texts.length === 0 ? '' : recordOf(given.map(([o], i) => [o, texts[i] as string])),
    ...given.map(([, value]) => optionCode(value)),
  )
}

const partCode = ({ kind, name, options = {}, inside = [], mask }: Part): Code => {
  const { from, expression, takes } = catalogue[kind][name] as Factory
  const called: Code = {
    text: expression,
    imports: new Set([importOf(expression.split('.')[0] as string, from)]),
  }
  const chains = inside.map(chainCode)
  const args = (...texts: readonly string[]) => texts.filter((text) => text !== '').join(', ')
  if (takes === 'labelled')
    return joined(
      (make, a, b) =>
        `${make}({ a: ${a}, b: ${b} }, (name) => (name.length % 2 === ${mask?.lengthMod2} ? 'a' : 'b'))`,
      called,
      ...chains,
    )
  if (takes === 'masked')
    return joined(
      (make, inner) => `${make}(${inner}, ${maskCode(mask as Mask)})`,
      called,
      ...chains,
    )
  return joined(
    (make, ...rest) => `${make}(${args(...rest)})`,
    called,
    ...chains,
    optionsCode(options),
  )
}

const chainCode = (parts: readonly Part[]): Code => {
  const codes = parts.map((part) => {
    const code = partCode(part)
    return part.kind === 'optimizers' ? { ...code, text: `${code.text}.transform` } : code
  })
  if (codes.length === 1) return codes[0] as Code
  const all = joined((...texts) => `chain(${texts.join(', ')})`, ...codes)
  return { ...all, imports: new Set([...all.imports, importOf('chain', '@momenta/core')]) }
}

/** The optimizer of a case as an expression. */
export const optimizerCode = ({ chain, estimators }: Case): Code => {
  const all = joined(
    (...texts) => `optimizer(${texts.join(', ')})`,
    chainCode(chain),
    ...estimators.map(partCode),
  )
  return { ...all, imports: new Set([...all.imports, importOf('optimizer', '@momenta/core')]) }
}
