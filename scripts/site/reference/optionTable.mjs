import { escaped, tableOf } from './markdown.mjs'
import { optionSentence } from './readDocs.mjs'

/** The values that an option accepts, in a few words. */
const accepted = ({ shape, says }) => {
  switch (shape.kind) {
    case 'number':
      return shape.range.says.replace(/^must (lie )?(be )?(in )?(an? )?/, '')
    case 'flag':
      return '`true`, `false`'
    case 'choice':
      return shape.choices.map((choice) => `\`'${choice}'\``).join(', ')
    case 'part':
      return `a ${shape.of}`.replace(/^a (?=[aeiou])/, 'an ')
    case 'predicate':
      return 'a function of the name of a leaf'
    case 'either':
      return shape.of.map(accepted).join(', or ')
    case 'list':
      return `a list: ${accepted(shape.of)}`
    default:
      return says.replace(/^must be /, '')
  }
}

const spoken = /\s*\b(?:Default ((?:'[^']*'|`[^`]*`|\[[^\]]*\]|[^.]|\.(?=\d))+)|Required)\.?$/

/** The default: the declared value where it is one that can be written, else that of the sentence. */
const defaultOf = (option, sentence) => {
  if (option.presence === 'required') return 'required'
  const value = option.presence === 'default' ? option.example() : undefined
  if (typeof value === 'number' || typeof value === 'boolean') return `\`${value}\``
  if (typeof value === 'string') return `\`'${value}'\``
  const said = spoken.exec(sentence)?.[1]
  if (said === undefined) return 'none'
  const part = /^`?(\w+\(\))/.exec(said)?.[1]
  if (part !== undefined) return `\`${part}\``
  return /[([]/.test(said) ? `\`${said.replaceAll('`', '')}\`` : escaped(said)
}

/** A sentence without its default and without the range, which have columns of their own. */
const meaningOf = (sentence) =>
  sentence
    .replace(spoken, '')
    .replace(/^An? (finite number|((non-negative|positive) )?integer)[.;]\s*/, '')
    .replace(
      /[,:;]? (an? )?(finite number|(non-negative|positive) integer)( >=? 0)?(?=[,.;:]|$)/,
      '',
    )
    .replace(/[,;]? in [[(][-\d., ∞]+[\])](?=[,.;:]|$)/, '')
    .replace(/,? >=? 0(?=[,.;:]|$)/, '')
    .replace(/^the /, 'The ')

/**
 * The options of a factory as a table: name, default, accepted values, meaning.
 *
 * @param names - Those to list; by default all.
 */
export const optionTable = (root, file, options, names = Object.keys(options)) => {
  const rows = names.map((name) => {
    const sentence = optionSentence(root, file, name) ?? ''
    return [
      `\`${name}\``,
      defaultOf(options[name], sentence),
      accepted(options[name]).replaceAll('<', '&lt;'),
      escaped(meaningOf(sentence)),
    ]
  })
  return rows.length === 0
    ? 'It has no options.'
    : tableOf(['option', 'default', 'accepts', 'meaning'], rows)
}
