// Loaded by --import into every process of a mutant's test run, including those that tests start.
// MUTANT_ID is set if a process runs one mutant only.
import { register } from 'node:module'

const { MUTANT_FOLDER: folder, MUTANT_ID: id } = process.env
register('./hook.mjs', import.meta.url, { data: { folder, id } })
