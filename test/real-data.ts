// Real office files are not part of the project: they are looked for beside it, and their tests are left out where they are not.
import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** The path of one real file or folder, or null when it is not there; then it says what happens without. */
export function realData(name: string, without = 'the tests that read it are left out'): string | null {
  const path = join(import.meta.dirname, '../../shared/data', name)
  if (existsSync(path)) return path
  console.log(`NOT HERE ${name}: ${without}`)
  return null
}
