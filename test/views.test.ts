// Templates are untyped; this test types them. Each .eta becomes a function of the data its view declares,
// and the TypeScript compiler reads it: misspelt names, missing data and unformatted dates fail here.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { blank } from '../src/web/forms.ts'
import { templates, view } from '../src/web/views.ts'

const out = mkdtempSync(join(tmpdir(), 'views-'))
afterAll(() => { rmSync(out, { recursive: true }) })
const views = readdirSync('views', { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.eta'))

test('every template uses only the data its view declares', () => {
  for (const file of views) {
    const name = file.replace(/\.eta$/, '')
    const body = templates.compileBody(templates.parse(readFileSync(`views/${file}`, 'utf8')))
    const target = join(out, `${name}.ts`)
    mkdirSync(dirname(target), { recursive: true })
    writeFileSync(target, `
import type { Views } from '${resolve('src/web/views.ts')}'
import { ${Object.keys(templates.helpers).join(', ')} } from '${resolve('src/web/helpers.ts')}'
declare const include: <Name extends keyof Views>(name: Name, data: Views[Name]) => string
declare const __eta: { res: string; e(value: string | number): string }
export function render(it: Views['${name}']) {
${body}
}`)
  }
  writeFileSync(join(out, 'package.json'), '{"type":"module"}')
  writeFileSync(join(out, 'tsconfig.json'), JSON.stringify({
    extends: resolve('tsconfig.json'), include: [out],
    compilerOptions: { typeRoots: [resolve('node_modules/@types')], noUnusedLocals: false, noUnusedParameters: false },
  }))
  const tsc = spawnSync('node_modules/.bin/tsc', ['-p', out], { encoding: 'utf8' })
  expect(tsc.stdout).toBe('')
}, 240_000)

test('a partial is given nothing of the page that includes it', () => {
  expect(view('procedures/publish', {
    id: 'p1', name: 'Cấp giấy phép', isNew: true, form: blank, labels: {}, revision: 1, kinds: [], parts: [], missing: [], days: 5, touches: '',
  })).toContain('id="f-decision"')
})

test('no template prints unescaped text, or holds a script or style of its own', () => {
  const wrong = views.filter(file => {
    const text = readFileSync(`views/${file}`, 'utf8')
    return /<%~ (?!include\(|it\.body %>)/.test(text) || /<script(?![^>]* src=)|<style|\sstyle=|\son[a-z]+=/i.test(text)
  })
  expect(wrong).toEqual([])
})
