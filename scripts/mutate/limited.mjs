import ts from 'typescript'

/**
 * The module as JavaScript whose loops throw after a total number of iterations: a limit of work
 * instead of time. globalThis.mutantRounds counts the iterations by path.
 */
export const limited = (path, source, rounds) => {
  const count = (context) => (file) => {
    const guard = () =>
      ts.factory.createExpressionStatement(
        ts.factory.createCallExpression(ts.factory.createIdentifier('__round'), undefined, []),
      )
    const visit = (node) => {
      const visited = ts.visitEachChild(node, visit, context)
      if (!ts.isIterationStatement(visited, false)) return visited
      const body = ts.factory.createBlock([guard(), visited.statement], true)
      const f = ts.factory
      if (ts.isForStatement(visited))
        return f.updateForStatement(
          visited,
          visited.initializer,
          visited.condition,
          visited.incrementor,
          body,
        )
      if (ts.isForOfStatement(visited))
        return f.updateForOfStatement(
          visited,
          visited.awaitModifier,
          visited.initializer,
          visited.expression,
          body,
        )
      if (ts.isForInStatement(visited))
        return f.updateForInStatement(visited, visited.initializer, visited.expression, body)
      if (ts.isWhileStatement(visited))
        return f.updateWhileStatement(visited, visited.expression, body)
      return f.updateDoStatement(visited, body, visited.expression)
    }
    return ts.visitNode(file, visit)
  }
  const { outputText } = ts.transpileModule(source, {
    fileName: path,
    compilerOptions: {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
      verbatimModuleSyntax: true,
      isolatedModules: true,
    },
    transformers: { before: [count] },
  })
  return `${outputText}
var __rounds
globalThis.mutantRounds ??= {}
globalThis.mutantRounds[${JSON.stringify(path)}] = () => __rounds ?? 0
function __round() {
  __rounds = (__rounds ?? 0) + 1
  if (__rounds > ${rounds}) throw new Error('mutant: a loop does not end')
}
`
}
