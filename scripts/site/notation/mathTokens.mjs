const greek = {
  ...{ α: 'alpha', β: 'beta', γ: 'gamma', δ: 'delta', ε: 'varepsilon', η: 'eta', θ: 'theta' },
  ...{ κ: 'kappa', λ: 'lambda', μ: 'mu', ν: 'nu', π: 'pi', ρ: 'rho', σ: 'sigma', τ: 'tau' },
  ...{ φ: 'varphi', Δ: 'Delta' },
}
const accents = { '\u0302': 'hat', '\u0304': 'bar' }
const operators = { ...{ '·': '\\cdot', '×': '\\times', '⊙': '\\odot' }, '−': '-', '+': '+' }
const relations = {
  ...{ '=': '=', '←': '\\leftarrow', '<': '<', '≤': '\\le', '<=': '\\le' },
  ...{ '>': '>', '≥': '\\ge', '>=': '\\ge' },
}
const scripts = Object.fromEntries([
  ...Array.from('₀₁₂₃₄₅₆₇₈₉₊₋ᵢₙₜ', (sign, i) => [sign, ['sub', '0123456789+-int'[i]]]),
  ...Array.from('⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁱᵏⁿᵗᵖʳ', (sign, i) => [sign, ['sup', '0123456789+-ikntpr'[i]]]),
  ...[
    ['ᵀ', ['sup', '\\top']],
    ['ᵞ', ['sup', '\\gamma']],
  ],
])
const functions = [
  'avg',
  'clip',
  'cos',
  'exp',
  'log',
  'max',
  'mean',
  'min',
  'rms',
  'sign',
  'triu',
  'NS',
]

/** Names that are variables wherever they stand. */
const names = 'atol buf curvatureRtol decayRate decayRatio maxRms rtol slopeRtol'.split(' ')
/** Words that are variables in equations, most of them options. */
const words = [
  ...['alpha', 'best', 'columns', 'dampening', 'end', 'factor', 'finish', 'init', 'length'],
  ...['lower', 'max', 'min', 'minimum', 'norm', 'peak', 'radius', 'rate', 'ratio', 'rise', 'rows'],
  ...['scale', 'size', 'start', 'steps', 'threshold', 'upper'],
]
const ending = "(?![\\p{L}\\d'-])"

const signs = Object.keys(scripts).join('')
const kinds = [
  ['number', /\d+(?:\.\d+)?(?:e-?\d+)?(?![A-Za-z]{2}|\.\d)/],
  ['half', /½/],
  ['function', new RegExp(`(?:${functions.join('|')})(?=[(${signs}])`, 'u')],
  ['name', new RegExp(`(?:${names.join('|')})${ending}`, 'u')],
  ['word', new RegExp(`(?:${words.join('|')})${ending}`, 'u')],
  ['letter', /[A-Za-zα-ωΔ∞∇](?!'s)/],
  ['script', new RegExp(`[${signs}]+`, 'u')],
  ['index', /_(?:root|max)(?!\p{L})/u],
  ['relation', /[<>]=|[=←<≤>≥]/],
  ['operator', /[−+·×⊙]/],
  ['sign', /[√∛Σ±/^*'‖|()[\]⟨⟩,]/],
  ['space', /\s+/],
  ['text', /`[^`]*`|\{[^}]*\}|[\p{L}\d][\p{L}\d'-]*|./su],
].map(([kind, { source, flags }]) => [kind, new RegExp(source, `${flags}y`)])

const isSingle = (text, at, end) =>
  !/[A-Za-z'-]$/.test(text.slice(0, at)) &&
  (/[α-ωΔ∞∇]/.test(text.slice(at, end)) || !/^(?:[A-Za-z\d]|-[A-Za-z])/.test(text.slice(end)))

const match = (text, at) => {
  for (const [kind, pattern] of kinds) {
    pattern.lastIndex = at
    const found = pattern.exec(text)?.[0]
    if (found === undefined) continue
    if (['letter', 'name', 'word', 'function'].includes(kind)) {
      // a part of a word is none
      const accent =
        kind === 'letter' ? (/^[\u0302\u0304]/.exec(text.slice(at + 1))?.[0] ?? '') : ''
      const end = at + found.length + accent.length
      if (kind === 'letter' ? !isSingle(text, at, end) : /[\p{L}\d'-]$/u.test(text.slice(0, at)))
        continue
      return { kind, value: found, accent, at, end }
    }
    return { kind, value: found, at, end: at + found.length }
  }
  return undefined
}

/**
 * The tokens of a docstring's text, each with its place: those of the notation of equations, and
 * `text` for all others.
 */
export const mathTokens = (text) => {
  const tokens = []
  for (let at = 0; at < text.length; at = tokens.at(-1).end) tokens.push(match(text, at))
  return tokens
}

/** The TeX of a token that stands for itself. */
export const texOf = ({ kind, value, accent = '' }) => {
  switch (kind) {
    case 'relation':
      return relations[value]
    case 'operator':
      return operators[value]
    case 'half':
      return '\\tfrac{1}{2}'
    case 'function':
      return `\\operatorname{${value}}`
    case 'name':
    case 'word':
      return value === 'alpha' ? '\\alpha' : `\\mathrm{${value}}`
    case 'number':
      return value.replace(/^1e(.*)$/, '10^{$1}').replace(/e(.*)$/, ' \\cdot 10^{$1}')
    default: {
      const plain =
        { '∞': '\\infty', '∇': '\\nabla' }[value] ?? (value in greek ? `\\${greek[value]}` : value)
      return accent === '' ? plain : `\\${accents[accent]}{${plain}}`
    }
  }
}

/** The TeX of a run of superscripts and subscripts. */
export const scriptsOf = (value) => {
  const of = (kind) =>
    Array.from(value)
      .filter((sign) => scripts[sign][0] === kind)
      .map((sign) => scripts[sign][1])
      .join('')
  return { sub: of('sub'), sup: of('sup') }
}
