import ts from 'typescript'

const { SyntaxKind: K } = ts

const binary = new Map([
  [K.PlusToken, ['-']],
  [K.MinusToken, ['+']],
  [K.AsteriskToken, ['/']],
  [K.SlashToken, ['*']],
  [K.AsteriskAsteriskToken, ['*']],
  [K.PercentToken, ['*']],
  [K.LessThanToken, ['<=', '>=']],
  [K.LessThanEqualsToken, ['<', '>']],
  [K.GreaterThanToken, ['>=', '<=']],
  [K.GreaterThanEqualsToken, ['>', '<']],
  [K.EqualsEqualsEqualsToken, ['!==']],
  [K.ExclamationEqualsEqualsToken, ['===']],
  [K.AmpersandAmpersandToken, ['||']],
  [K.BarBarToken, ['&&']],
  [K.PlusEqualsToken, ['-=']],
  [K.MinusEqualsToken, ['+=']],
  [K.AsteriskEqualsToken, ['/=']],
  [K.SlashEqualsToken, ['*=']],
])
const methods = new Map([
  ['max', 'min'],
  ['min', 'max'],
  ['some', 'every'],
  ['every', 'some'],
  ['floor', 'ceil'],
  ['ceil', 'floor'],
])
const dropped = new Set(['sort', 'reverse', 'filter'])

/** Text for readers only: error messages, and the name of the factory in a check. */
const isMessage = (node) => {
  for (let at = node.parent; at !== undefined; at = at.parent) {
    if (ts.isThrowStatement(at) || ts.isTemplateExpression(at)) return true
    if (ts.isCallExpression(at) && /^check/i.test(at.expression.getText())) return true
    if (ts.isStatement(at)) return false
  }
  return false
}

/** Declarations, and the random values of options, which only the randomized test uses. */
const isDeclarative = (node) =>
  (ts.isPropertyAssignment(node) && node.name.getText() === 'draw') ||
  ts.isTypeNode(node) ||
  ts.isInterfaceDeclaration(node) ||
  ts.isTypeAliasDeclaration(node) ||
  ts.isImportDeclaration(node) ||
  ts.isExportDeclaration(node)

const literal = (node) => {
  if (ts.isNumericLiteral(node)) {
    const n = Number(node.text)
    return n === 0 ? ['1'] : n === 1 ? ['0', '2'] : [String(n + 1), '0']
  }
  if (node.kind === K.TrueKeyword) return ['false']
  if (node.kind === K.FalseKeyword) return ['true']
  const isName =
    ts.isStringLiteral(node) &&
    !ts.isPropertyAssignment(node.parent) &&
    !ts.isLiteralTypeNode(node.parent) &&
    !isMessage(node)
  return isName ? ["'mutant'"] : []
}

/** The changes of one node, each as [from, to, text]. */
const ofNode = (node, text) => {
  const whole = (to) => [node.getStart(), node.getEnd(), to]
  if (ts.isBinaryExpression(node)) {
    const { left, operatorToken, right } = node
    if (operatorToken.kind === K.QuestionQuestionToken)
      return [whole(text(left)), whole(text(right))]
    const [from, to] = [operatorToken.getStart(), operatorToken.getEnd()]
    return (binary.get(operatorToken.kind) ?? []).map((other) => [from, to, other])
  }
  if (ts.isPrefixUnaryExpression(node)) {
    if (node.operator === K.ExclamationToken || node.operator === K.MinusToken)
      return [whole(text(node.operand))]
    const step = { [K.PlusPlusToken]: '--', [K.MinusMinusToken]: '++' }[node.operator]
    return step === undefined ? [] : [whole(`${step}${text(node.operand)}`)]
  }
  if (ts.isPostfixUnaryExpression(node))
    return [whole(`${text(node.operand)}${node.operator === K.PlusPlusToken ? '--' : '++'}`)]
  if (ts.isConditionalExpression(node))
    return [whole(text(node.whenTrue)), whole(text(node.whenFalse))]
  if (ts.isIfStatement(node)) {
    const { expression } = node
    return ['true', 'false'].map((to) => [expression.getStart(), expression.getEnd(), to])
  }
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
    const { name, expression } = node.expression
    const other = methods.get(name.text)
    if (other !== undefined) return [[name.getStart(), name.getEnd(), other]]
    return dropped.has(name.text) ? [whole(text(expression))] : []
  }
  if (ts.isExpressionStatement(node) && ts.isCallExpression(node.expression)) return [whole(';')]
  if (
    ts.isArrayLiteralExpression(node) &&
    node.elements.length > 0 &&
    !ts.isArrayLiteralExpression(node.parent)
  )
    return [whole('[]')]
  return literal(node).map(whole)
}

/**
 * Every change of a source file: operators, conditions, literals, defaults, removed statements,
 * swapped and removed methods; `{ line, column, from, to, source, context }`, where `source` is the
 * whole changed text. Types, imports and error messages are not changed.
 */
export const changesOf = (path, source) => {
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.ES2022, true)
  const found = []
  const text = (node) => source.slice(node.getStart(file), node.getEnd())
  const visit = (node) => {
    if (isDeclarative(node)) return
    for (const [start, end, to] of ofNode(node, text)) {
      const { line, character } = file.getLineAndCharacterOfPosition(start)
      found.push({
        line: line + 1,
        column: character + 1,
        from: source.slice(start, end),
        to,
        context: source.split('\n')[line].trim(),
        source: source.slice(0, start) + to + source.slice(end),
      })
    }
    ts.forEachChild(node, visit)
  }
  visit(file)
  return found
}
