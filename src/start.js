#!/usr/bin/env node
// Starts a program of the portal on a Node that can run it. Plain JavaScript that any Node from 14 up understands:
// older ones fail without a word (better-sqlite3 dies below 22.14, TypeScript needs 22.18, crypto.argon2 needs 24.7).
//   node src/start.js main.ts            node src/start.js cli.ts backup
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
const [program, ...rest] = process.argv.slice(2)
const [major, minor] = process.versions.node.split('.').map(Number)
const own = resolve(here, '../node_modules/.bin/node')

if (major > 24 || (major === 24 && minor >= 7)) {
  process.argv.splice(1, 2, join(here, program))
  await import('./imports.js')
  await import(pathToFileURL(join(here, program)).href)
} else if (existsSync(own) && !process.env.PORTAL_STARTED) {
  const child = spawn(own, [fileURLToPath(import.meta.url), program, ...rest], { stdio: 'inherit', env: { ...process.env, PORTAL_STARTED: '1' } })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(code === null ? (signal ? 1 : 0) : code))
} else {
  console.error(`Node ${process.versions.node} is too old: the portal needs 24.7 or newer. 'npm ci' brings one on Linux and Windows; elsewhere install Node 24.`)
  process.exit(1)
}
