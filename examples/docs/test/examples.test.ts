import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { transformSync } from 'esbuild'
import t from 'tap'
import { compile, compilersOr } from './compilers.js'
import { examples } from './documented.js'
import { filesOf, membersOf, root, textOf } from './workspace.js'

/** How many more brackets a text closes than it opens. */
const closes = (text: string) =>
  [...text].reduce((n, c) => n + ('({['.includes(c) ? -1 : 0) + (')}]'.includes(c) ? 1 : 0), 0)

/** Turns `expression // => expected`, on one line or on several, into a check. */
const instrumented = (code: string): string => {
  const done: string[] = []
  for (const line of code.replace(/\n\s*\/\/ =>/g, ' // =>').split('\n')) {
    const found = /^(.*?);?\s*\/\/ => (.*)$/.exec(line)
    if (found === null) {
      done.push(line)
      continue
    }
    let statement = found[1] as string
    while (closes(statement) > 0 || /^\s*[.?:]/.test(statement))
      statement = `${done.pop()}\n${statement}`
    const declared = /^\s*const (\w+)(?::[^=]+)? = /.exec(statement)
    const printed = /^\s*console\.log\(([\s\S]*)\)$/.exec(statement)
    const wanted = JSON.stringify((found[2] as string).trim())
    done.push(
      declared === null
        ? `await __check(async () => (${printed?.[1] ?? statement}), ${wanted})`
        : `${statement}; await __check(() => ${declared[1]}, ${wanted})`,
    )
  }
  return done.join('\n')
}

const near = (got: unknown, wanted: unknown): boolean => {
  if (typeof got === 'number' && typeof wanted === 'number')
    return Object.is(got, wanted) || Math.abs(got - wanted) <= 1e-4 * Math.abs(wanted)
  if (got === null || wanted === null || typeof got !== 'object' || typeof wanted !== 'object')
    return got === wanted
  const plain = (value: object) =>
    ArrayBuffer.isView(value) ? Array.from(value as unknown as ArrayLike<number>) : value
  const [a, b] = [Object.entries(plain(got)), Object.entries(plain(wanted))]
  return (
    a.length === b.length &&
    b.every(([name, value]) => near((plain(got) as Record<string, unknown>)[name], value))
  )
}

const agrees = (got: unknown, expected: string): boolean => {
  try {
    return near(got, new Function(`return (${expected})`)())
  } catch {
    return String(got) === expected
  }
}

const check =
  (failures: string[]) =>
  async (run: () => unknown, expected: string): Promise<void> => {
    const thrown = /^throws (.*)$/.exec(expected)
    try {
      const got = await run()
      if (thrown !== null) failures.push(`threw nothing, expected ${expected}`)
      else if (!agrees(got, expected))
        failures.push(`got ${JSON.stringify(got) ?? String(got)}, expected ${expected}`)
    } catch (error) {
      const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
      if (thrown === null || !text.includes(thrown[1] as string)) failures.push(`threw ${text}`)
    }
  }

/** Numbers in [0, 1) of Lehmer's generator: layers draw their first weights from `Math.random`. */
const randomFrom = (seed: number) => {
  let state = seed
  return () => {
    state = (state * 48271) % 2147483647
    return state / 2147483647
  }
}

const folder = join(root, 'examples/docs/.examples')
// examples of an earlier run may have other numbers
rmSync(folder, { recursive: true, force: true })
/**
 * Strict TypeScript as users have it; `skipLibCheck` leaves out the declarations of TensorFlow.js.
 */
const strict = {
  extends: '../../../../tsconfig.base.json',
  compilerOptions: {
    noEmit: true,
    // examples use literal indices into vectors of known length; most users do not enable this
    // option
    noUncheckedIndexedAccess: false,
    // imports are in reading order
    verbatimModuleSyntax: false,
  },
  include: ['*.ts'],
}

t.test('every example of the documentation compiles under strict TypeScript', async (t) => {
  const types = join(folder, 'types')
  mkdirSync(types, { recursive: true })
  writeFileSync(join(types, 'tsconfig.json'), JSON.stringify(strict))
  for (const [i, { code, typed }] of examples.entries()) {
    if (!typed) continue
    // an example of misuse may be what the types forbid
    const allowed = code.replace(/^.*\/\/ => throws .*$/gm, '// @ts-ignore\n$&')
    writeFileSync(join(types, `${i}.ts`), `${allowed}\nexport {}\n`)
  }
  const fast = ['nodenext', 'bundler'] as const
  for (const compiler of compilersOr(
    fast.map((resolution) => ({ name: 'typescript', resolution })),
  )) {
    const errors = compile(types, compiler).split('\n')
    for (const [i, { where }] of examples.entries())
      t.same(
        errors.filter((line) => line.includes(`/${i}.ts(`) || line.startsWith(`${i}.ts(`)),
        [],
        where,
      )
    t.equal(errors.join('\n'), '', `${compiler.name}, ${compiler.resolution}`)
  }
})

t.test('every example of the documentation gives the documented results', async (t) => {
  mkdirSync(folder, { recursive: true })
  t.ok(examples.length > 100, `${examples.length} examples`)
  const globals = globalThis as unknown as { __check: ReturnType<typeof check> }
  const { random } = Math
  t.teardown(() => {
    Math.random = random
  })
  for (const [i, { where, code }] of examples.entries()) {
    const failures: string[] = []
    globals.__check = check(failures)
    Math.random = randomFrom(1)
    const path = join(folder, `${i}.mjs`)
    try {
      writeFileSync(path, transformSync(instrumented(code), { loader: 'ts', format: 'esm' }).code)
      await import(pathToFileURL(path).href)
    } catch (error) {
      failures.push(String(error))
    }
    t.same(failures, [], where)
  }
})

t.test('every exported function of a package has an example', async (t) => {
  for (const { folder } of membersOf('packages')) {
    const without = filesOf(`${folder}/src`, '.ts').filter((file) => {
      const text = textOf(file)
      const name = /([^/]+)\.ts$/.exec(file)?.[1] ?? ''
      const index = textOf(`${folder}/src/index.${folder.endsWith('gradients') ? 'js' : 'ts'}`)
      const module = file.slice(`${folder}/src/`.length).replace(/ts$/, 'js')
      const isPublic =
        new RegExp(`export \\{[^}]*\\b${name}\\b[^}]*\\}`).test(index) &&
        (index.includes(`'./${module}'`) || !index.includes(`/${name}.js'`))
      return (
        isPublic && new RegExp(`export const ${name}\\b`).test(text) && !text.includes('@example')
      )
    })
    t.same(without, [], folder)
  }
})
