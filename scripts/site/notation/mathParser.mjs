import { scriptsOf, texOf } from './mathTokens.mjs'

const closers = { '(': ')', '[': ']', '⟨': '⟩', '‖': '‖', '|': '|' }
const fences = {
  ...{ '(': ['(', ')'], '[': ['[', ']'], '⟨': ['\\langle ', '\\rangle '] },
  ...{ '‖': ['\\lVert ', '\\rVert '], '|': ['\\lvert ', '\\rvert '] },
}
const fenced = (open, tex) => {
  const [left, right] = fences[open]
  if (!tex.includes('\\frac')) return `${left}${tex}${right}`
  return `\\mathopen{}\\left${left}${tex}\\right${right}\\mathclose{}`
}

/**
 * A parser of the notation of docstrings. Its function returns the longest expression or equation
 * from a token: its TeX, as a function of whether fractions lie on a line, and the token after it;
 * undefined where there is none. A word is multiplied by another factor beside it only in
 * parentheses and after a relation, where text cannot be meant.
 *
 * @param tokens - Those of `mathTokens`, without spaces.
 */
export const mathParser = (tokens) => {
  const is = (i, ...values) => values.includes(tokens[i]?.value)
  const isKind = (i, ...kinds) => kinds.includes(tokens[i]?.kind)
  const touches = (i) => tokens[i]?.at === tokens[i - 1]?.end

  /** The closing marks of what is open: a bar that closes looks like one that opens. */
  const open = []

  const list = (from) => {
    let found = equation(from, true)
    const items = []
    while (found !== undefined) {
      items.push(found.tex)
      if (!is(found.next, ',')) {
        const tex = (isFlat) => items.map((item) => item(isFlat)).join(', ')
        return { tex, next: found.next, isFraction: items.length === 1 && found.isFraction }
      }
      found = equation(found.next + 1, true)
    }
    return undefined
  }

  const group = (i) => {
    const mark = tokens[i]?.value
    const closer = closers[mark]
    if (closer === undefined) return undefined
    open.push(closer)
    const inside = list(i + 1)
    open.pop()
    if (inside === undefined || !is(inside.next, closer)) return undefined
    const { tex, isFraction } = inside
    const bare = mark === '(' ? tex : undefined
    return { tex: (isFlat) => fenced(mark, tex(isFlat)), bare, isFraction, next: inside.next + 1 }
  }

  const root = (i) => {
    const found = scripted(i + 1)
    if (found === undefined) return undefined
    const { tex, bare = tex, next } = found
    return { tex: () => `\\sqrt${is(i, '∛') ? '[3]' : ''}{${bare(true)}}`, next }
  }

  const base = (i) => {
    if (is(i, '√', '∛')) return root(i)
    if (is(i, 'Σ')) return { tex: () => '\\mathop{\\textstyle\\sum}\\nolimits ', next: i + 1 }
    if (!isKind(i, 'number', 'half', 'name', 'word', 'letter', 'function')) return group(i)
    return { tex: () => texOf(tokens[i]), next: i + 1 }
  }

  const exponent = (i) => {
    const found = group(i)
    if (found !== undefined) return { tex: found.bare(true), next: found.next }
    const sign = is(i, '−') ? '-' : ''
    const at = i + sign.length
    if (!touches(i) || !isKind(at, 'name', 'word', 'letter', 'number')) return undefined
    return { tex: `${sign}${texOf(tokens[at])}`, next: at + 1 }
  }

  /** One mark that belongs to a base: an index, an exponent, a prime, a hat. */
  const markAt = (i, from) => {
    if (!touches(i)) return undefined
    const { value } = tokens[i]
    const isOnLetter = isKind(from, 'letter')
    if (isKind(i, 'script')) return { ...scriptsOf(value), next: i + 1 }
    if (isKind(i, 'index')) return { sub: `\\mathrm{${value.slice(1)}}`, next: i + 1 }
    if (is(i, "'") && isOnLetter) return { sup: '\\prime', next: i + 1 }
    if (is(i, '*') && is(from, 'f')) return { sup: '*', next: i + 1 }
    if (is(i, '∞') && isOnLetter) return { sub: '\\infty', next: i + 1 }
    const power = is(i, '^') ? exponent(i + 1) : undefined
    if (power !== undefined) return { sup: power.tex, next: power.next }
    return is(i, '^') && isOnLetter ? { isHat: true, next: i + 1 } : undefined
  }

  const scripted = (from) => {
    const found = base(from)
    if (found === undefined) return undefined
    const marks = []
    let { next } = found
    for (let mark = markAt(next, from); mark !== undefined; mark = markAt(next, from)) {
      marks.push(mark)
      next = mark.next
    }
    const given = isKind(from, 'function') && is(next, '(') ? group(next) : undefined
    if (marks.length === 0 && given === undefined) return found
    const join = (key) => marks.map((mark) => mark[key] ?? '').join('')
    const sub = join('sub') && `_{${join('sub')}}`
    const sup = join('sup') && `^{${join('sup')}}`
    const hat = (tex) => (marks.some(({ isHat }) => isHat) ? `\\hat{${tex}}` : tex)
    const tex = (isFlat) => `${hat(found.tex(isFlat))}${sub}${sup}${given?.tex(isFlat) ?? ''}`
    return { tex, next: given?.next ?? next }
  }

  const fraction = (above, below) => (isFlat) =>
    isFlat
      ? `${above.tex(true)} / ${below.tex(true)}`
      : `\\frac{${(above.bare ?? above.tex)(true)}}{${(below.bare ?? below.tex)(true)}}`

  const timesAt = (i) => (isKind(i, 'operator') && !is(i, '+', '−') ? texOf(tokens[i]) : undefined)

  const product = (from, isFree) => {
    let found = scripted(from)
    let wasWord = isKind(from, 'word')
    while (found !== undefined) {
      const { tex, next, isFraction, bare = tex } = found
      const times = timesAt(next)
      const at = times === undefined ? next : next + 1
      if (is(next, '/')) {
        const below = is(next + 1, 'Σ') ? product(next + 1, isFree) : scripted(next + 1)
        if (below === undefined) return found
        found = { tex: fraction(found, below), next: below.next, isFraction: true }
        wasWord = false
        continue
      }
      const isText = (wasWord || isKind(at, 'word')) && !is(at + 1, '/', '+', '−')
      if (times === undefined && ((isText && !isFree) || is(at, open.at(-1)))) return found
      const factor = scripted(at)
      if (factor === undefined) return found
      const isSpaced = isKind(next - 1, 'word', 'name') || isKind(at, 'word', 'name')
      const sign = times === undefined ? (isSpaced ? '\\, ' : '') : `${times} `
      // a fraction needs no parentheses beside other factors, and one before others is not flat
      const left = isFraction ? () => bare(false) : tex
      const right = factor.isFraction ? (factor.bare ?? factor.tex) : factor.tex
      const joined = (isFlat) =>
        `${left(isFlat)} ${sign}${isFlat ? factor.tex(true) : right(false)}`
      found = { tex: joined, next: factor.next }
      wasWord = isKind(at, 'word')
    }
    return undefined
  }

  const sum = (from, isFree) => {
    const sign = { '−': '-', '±': '\\pm ' }[tokens[from]?.value] ?? ''
    const first = product(sign === '' ? from : from + 1, isFree)
    if (first === undefined) return undefined
    const terms = [(isFlat) => `${sign}${first.tex(isFlat)}`]
    let { next } = first
    while (is(next, '+', '−')) {
      const more = product(next + 1, isFree)
      if (more === undefined) break
      const operator = texOf(tokens[next])
      terms.push((isFlat) => `${operator} ${more.tex(isFlat)}`)
      next = more.next
    }
    const tex = (isFlat) => terms.map((term) => term(isFlat)).join(' ')
    return { tex, next, isFraction: sign === '' && terms.length === 1 && first.isFraction }
  }

  const equation = (from, isFree) => {
    const first = sum(from, isFree)
    if (first === undefined) return undefined
    const { tex, next } = first
    const right = isKind(next, 'relation') ? equation(next + 1, true) : undefined
    if (right === undefined) return first
    const relation = texOf(tokens[next])
    return {
      tex: (isFlat) => `${tex(isFlat)} ${relation} ${right.tex(isFlat)}`,
      // the place where equations below one another are aligned
      rows: () => `${tex(false)} &${relation} ${right.tex(false)}`,
      next: right.next,
    }
  }

  return (from) => equation(from, false)
}
