// `npm test`: the whole suite on SQLite, then, where TEST_DATABASE_URL is set, the stories on PostgreSQL as well.
//   npm test                    npm test -- test/store.test.ts
import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'

interface Result { numPassedTests: number; numFailedTests: number; numPendingTests: number }

const root = join(import.meta.dirname, '..')
const results = join(root, 'test-results')
const asked = process.argv.slice(2)
// Only what opens a store can differ from one database to the other.
// How well the assistant answers, which role may open which address of a meeting, and how LibreOffice shows a paper, does not: minutes of
// work for nothing new.
const alike = ['proving-demo.test.ts', 'meeting-rights.test.ts', 'rendered.test.ts']
const stories = readdirSync(import.meta.dirname).filter(file => file.endsWith('.test.ts') && !alike.includes(file) && /from '\.\/(portal|stores|demo-store)\.ts'/.test(readFileSync(join(import.meta.dirname, file), 'utf8'))).map(file => `test/${file}`)

rmSync(results, { recursive: true, force: true })
mkdirSync(results)
const url = process.env.TEST_DATABASE_URL
run('SQLite', asked, { TEST_DATABASE_URL: '', ...(url ? { PORTAL_SQLITE_ONLY: '1' } : {}) })
if (url) run('PostgreSQL', asked.length ? asked.filter(file => stories.includes(file)) : stories, { TEST_DATABASE_URL: url })

/** Runs vitest on these files (all when there are none) and adds its figures to the exit code. */
function run(database: string, files: string[], env: Record<string, string>): void {
  if (database !== 'SQLite' && !files.length) return
  const report = join(results, `${database.toLowerCase()}.json`)
  const { status } = spawnSync(process.execPath, [
    join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--config', 'test/vitest.config.ts', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...files,
  ], { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } })
  let figures = 'no result'
  try {
    const result = JSON.parse(readFileSync(report, 'utf8')) as Result
    figures = `${result.numPassedTests} passed, ${result.numFailedTests} failed, ${result.numPendingTests} skipped`
  } catch { process.exitCode = 1 }
  console.log(`${database}: ${figures}`)
  if (status !== 0) process.exitCode = status ?? 1
}
