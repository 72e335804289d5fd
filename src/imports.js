// Makes starting cheap: what Node would read, strip of types or compile again for every start and every file. Import it first.
import module from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

// Node parses a package's whole package.json for each file of it. drizzle-orm has 300 files and a package.json of 180 kB:
// without this, more than half of a start's time and 200 MB of its memory. Its own files name each other by their full path.
const drizzle = '/node_modules/drizzle-orm/'
const found = new Map()
module.registerHooks({
  resolve(specifier, context, next) {
    if (specifier.startsWith('.') && specifier.endsWith('.js') && context.parentURL?.includes(drizzle)) {
      return { url: new URL(specifier, context.parentURL).href, format: 'module', shortCircuit: true }
    }
    if (!specifier.startsWith('drizzle-orm')) return next(specifier, context)
    if (!found.has(specifier)) found.set(specifier, { ...next(specifier, context), shortCircuit: true })
    return found.get(specifier)
  },
})

// Sources without their types, and compiled, for the next start. Where the folder cannot be written nothing is kept.
module.enableCompileCache(join(dirname(fileURLToPath(import.meta.url)), '../node_modules/.cache/portal'))
