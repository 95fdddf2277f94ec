// Loaded by --import into every process of a mutant's test run, those that tests start included.
import { register } from 'node:module'

const { MUTANT_URL: url, MUTANT_PATH: path } = process.env
register('./hook.mjs', import.meta.url, { data: { url, path } })
