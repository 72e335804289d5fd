// Real office files are not part of the project: TEST_DATA names the folder that holds them, and without it their tests are skipped.
import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** The path of one real file or folder, or null when it is not there. */
export function realData(name: string): string | null {
  const path = process.env.TEST_DATA && join(process.env.TEST_DATA, name)
  return path && existsSync(path) ? path : null
}
