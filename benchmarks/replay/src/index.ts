export { optimizerOf } from './optimizerOf.js'
export { replayFile, replayJson } from './replayFile.js'
