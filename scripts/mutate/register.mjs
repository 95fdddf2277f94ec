// Loaded by --import into every process of a mutant's test run, those that tests start included. MUTANT_ID is set where a
// process is for one mutant alone.
import { register } from 'node:module'

const { MUTANT_FOLDER: folder, MUTANT_ID: id } = process.env
register('./hook.mjs', import.meta.url, { data: { folder, id } })
