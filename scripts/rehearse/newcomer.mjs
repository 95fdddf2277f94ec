import { cpSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { run } from '../release/run.mjs'
import { runReadme } from './readme.mjs'
import { note, timed } from './timed.mjs'

/** `npm install` in a folder. */
export const install = (cwd, env, ...names) =>
  run(cwd, 'npm', ['install', '--no-audit', '--no-fund', ...names], env)

const start = (cwd, env) => note(run(cwd, 'npm', ['start', '--silent'], env))

/**
 * What somebody does who has only Node: install into an empty folder, run the README, and train,
 * save and resume in two processes. Returns the folder of the first installation.
 */
export const beNewcomer = async (folder, checkout, { version, env }) => {
  const app = join(folder, `app-${version}`)
  mkdirSync(app)
  await timed(`${version}: npm install @momenta/tfjs @tensorflow/tfjs`, () =>
    install(app, env, '@momenta/tfjs', '@tensorflow/tfjs'),
  )
  note(
    (
      await timed(`${version}: the examples of the README`, () =>
        runReadme(join(checkout, 'README.md'), app, env),
      )
    ).join('\n'),
  )
  const example = join(folder, `node-cnn-${version}`)
  cpSync(join(checkout, 'examples/node-cnn'), example, { recursive: true })
  await timed(`${version}: npm install in a copy of examples/node-cnn`, () => install(example, env))
  await timed(`${version}: npm start trains and saves`, () => start(example, env))
  await timed(`${version}: npm start resumes in another process`, () => start(example, env))
  return app
}

/** Copies every other example out, installs and runs it; the page is built. */
export const runExamples = async (folder, checkout, env) => {
  const isOther = (name) => !['docs', 'node-cnn', 'README.md'].includes(name)
  for (const name of readdirSync(join(checkout, 'examples')).filter(isOther)) {
    const example = join(folder, `example-${name}`)
    cpSync(join(checkout, 'examples', name), example, { recursive: true })
    await timed(`npm install in a copy of examples/${name}`, () => install(example, env))
    await timed(`examples/${name}`, () =>
      name === 'browser' ? run(example, 'npm', ['run', 'build'], env) : start(example, env),
    )
  }
}
