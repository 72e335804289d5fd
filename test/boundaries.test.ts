// The shape of the source, as a test: what may import what, and what may be read where.
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.ts'))
const textOf = (file: string) => readFileSync(`src/${file}`, 'utf8')
const importing = (pattern: RegExp) => files.filter(file =>
  [...textOf(file).matchAll(/^import (?!type ).*?from '([^']+)'|import\('([^']+)'\)/gm)].some(([, a, b]) => pattern.test(a ?? b!)))

test('only src/store knows which database it is', () => {
  expect(importing(/better-sqlite3|sqlite-core|pg-core|node-postgres|^pg$/).filter(file => !file.startsWith('store/'))).toEqual([])
})

test('rules and queries know nothing of the web', () => {
  const ofTheWeb = /^web\/|routes\.ts$|views\.ts$|^main\.ts$|^portal\.ts$|signing-in\.ts$|^cli|pages\.ts$/
  expect(importing(/^@?hono|\/web\//).filter(file => !ofTheWeb.test(file))).toEqual([])
})

test('only clock.ts asks the machine what time it is', () => {
  expect(files.filter(file => file !== 'clock.ts' && file !== 'ids.ts' && /new Date\(\)|Date\.now\(\)/.test(textOf(file)))).toEqual([])
})

test('only settings are read from the environment', () => {
  const allowed = ['config.ts', 'store/columns.ts', 'web/log.ts', 'assistant/evaluate.ts', 'web/views.ts', 'web/assets.ts']
  expect(files.filter(file => !allowed.includes(file) && /process\.env/.test(textOf(file)))).toEqual([])
})

test('every file begins with a sentence that says what it is for', () => {
  expect(files.filter(file => !/^(#!.*\n)?\/\/ \S/.test(textOf(file)))).toEqual([])
})
