// Real office files are not part of the project: they are looked for beside it, and their tests are left out where they are not.
import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** The path of one real file or folder, or null when it is not there. */
export function realPath(name: string): string | null {
  const path = join(import.meta.dirname, '../../shared/data', name)
  return existsSync(path) ? path : null
}

/** The same for a test, which is left out without it: that is said. */
export function realData(name: string): string | null {
  const path = realPath(name)
  if (!path) console.log(`NOT HERE ${name}: the tests that read it are left out`)
  return path
}
