// Makes static/vendor/ from npm packages: htmx, the part of Tabler's style sheet that the views use, the icons they name, the font.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, watch, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isMainThread, Worker, workerData } from 'node:worker_threads'
import { hashedName, loadAssets } from './assets.ts'

const root = join(import.meta.dirname, '../..')
const packages = join(root, 'node_modules')
const out = join(root, 'static/vendor')
const stampFile = join(out, 'stamp')

/** Icons whose names are put together at run time: a scan of the sources does not find them. */
const moreIcons = ['alert-triangle-filled', 'circle-check-filled', 'clock', 'help-hexagon', 'hourglass', 'circle-dashed', 'history', 'ban', 'pencil', 'info-circle']

/**
 * Makes static/vendor/ unless what it is made from is unchanged; returns whether it was made anew.
 * Needs only node_modules, never the network. The work is done in a thread of its own: a first start opens the database meanwhile.
 */
export async function makeVendor(): Promise<boolean> {
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stampOf(readSources())) return false
  const thread = new Worker(new URL(import.meta.url), { workerData: vendorWork })
  await new Promise<void>((resolve, reject) => {
    thread.on('error', reject)
    thread.on('exit', code => { if (code) reject(new Error(`static/vendor could not be made: ${code}`)); else resolve() })
  })
  return true
}

const vendorWork = 'make static/vendor'

async function make(): Promise<void> {
  const sources = readSources()
  mkdirSync(out, { recursive: true })
  for (const old of readdirSync(out)) if (/\.(?:br|gz)(?:-\d+)?$/.test(old)) rmSync(join(out, old))
  put('htmx.js', readFileSync(join(packages, 'htmx.org/dist/htmx.min.js'), 'utf8').replace(/\n\/\/# sourceMappingURL.*/, ''))
  put('hx-sse.js', readFileSync(join(packages, 'htmx.org/dist/ext/hx-sse.min.js'), 'utf8').replace(/\n\/\/# sourceMappingURL.*/, ''))
  put('tabler.css', await tablerUsedBy(sources))
  put('sprite.svg', spriteOf([...iconsIn(sources).keys()]))
  put('font.css', fontFaces())
  loadAssets() // which keeps them compressed
  put('stamp', stampOf(sources)) // last: half-made files must not look made
}

/** Writes a file of static/vendor/ in one step: a portal that runs meanwhile never reads half of it. */
function put(name: string, content: string | Uint8Array): void {
  const beside = join(out, `.${name}-${process.pid}`)
  writeFileSync(beside, content)
  renameSync(beside, join(out, name))
}

/** In development: makes it again soon after a view or a source changed, one run at a time. */
export function remakeOnChange(): void {
  let timer: NodeJS.Timeout | undefined
  let running = Promise.resolve()
  const soon = () => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      running = running.then(async () => { await makeVendor() }).catch((error: unknown) => { console.error(error) })
    }, 100)
  }
  for (const folder of ['views', 'src']) watch(join(root, folder), { recursive: true, persistent: false }, soon)
}

interface Source { file: string; text: string }

function readSources(): Source[] {
  const within = (folder: string, ending: string) => readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith(ending)).toSorted().map(file => `${folder}/${file}`)
  return [...within('views', '.eta'), ...within('src', '.ts'), 'static/portal.js', 'static/portal.css', 'static/print.css']
    .filter(file => existsSync(join(root, file))).map(file => ({ file, text: readFileSync(join(root, file), 'utf8') }))
}

function stampOf(sources: Source[]): string {
  const hash = createHash('sha256')
  for (const name of ['htmx.org', '@tabler/core', '@tabler/icons', 'purgecss', '@fontsource/be-vietnam-pro']) {
    hash.update(readFileSync(join(packages, name, 'package.json')))
  }
  for (const { file, text } of sources) hash.update(`${file}\0${text}\0`)
  return hash.digest('hex')
}

/** Tabler without the rules and variables that no view asks for, without pictures as data: addresses and without its dark theme. */
async function tablerUsedBy(sources: Source[]): Promise<string> {
  const { PurgeCSS } = await import('purgecss')
  const raw = readFileSync(join(packages, '@tabler/core/dist/css/tabler.min.css'), 'utf8')
    // The policy of content (img-src 'self') refuses data: addresses; portal.css draws those signs itself.
    .replace(/[\w-]+:url\("data:[^"]*"\)[^;}]*;?/g, '').replace(/[\w-]+:url\(data:[^)]*\)[^;}]*;?/g, '')
  const [purged] = await new PurgeCSS().purge({
    content: sources.filter(({ file }) => !file.endsWith('.css')).map(({ file, text }) => ({ raw: text, extension: file.split('.').at(-1)! })),
    css: [{ raw }],
    defaultExtractor: text => text.match(/[\w-]+/g) ?? [],
    fontFace: true, keyframes: true,
    blocklist: [/data-bs-theme/],
    safelist: { standard: ['html', 'body'] },
  })
  return withoutUnusedVariables(purged!.css.replace(/\/\*[\s\S]*?\*\//g, ''), sources.filter(({ file }) => file.endsWith('.css')).map(({ text }) => text).join(''))
}

/** Drops declarations of variables that nothing reads, until none is left; then the rules that have become empty. */
function withoutUnusedVariables(css: string, ours: string): string {
  for (;;) {
    const read = new Set([...`${css}${ours}`.matchAll(/var\(\s*(--[\w-]+)/g)].map(([, name]) => name))
    const less = css.replace(/(--[\w-]+):[^;}]*(;|(?=\}))/g, (whole, name: string) => (read.has(name) ? whole : ''))
    if (less === css) break
    css = less
  }
  for (let before = ''; before !== css;) { before = css; css = css.replace(/[^{}]+\{\s*\}/g, '') }
  return css
}

/** The icons that the sources name, each with the file that asks for it. */
export const iconsAskedFor = (): Map<string, string> => iconsIn(readSources())

function iconsIn(sources: Source[]): Map<string, string> {
  const askedBy = new Map<string, string>(moreIcons.map(name => [name, 'src/web/vendor.ts']))
  for (const { file, text } of sources) {
    for (const [, name] of text.matchAll(/(?:web\/_icon['"], \{ name|\bicon): ['"]([a-z0-9-]+)['"]/g)) askedBy.set(name!, file)
    // Names that are chosen: name: open ? 'eye' : 'eye-off'
    for (const [, expression] of text.matchAll(/(?:web\/_icon['"], \{ name|\bicon): ([^},]*\?[^},]*)/g)) {
      for (const [, name] of expression!.matchAll(/[?:] *'([a-z0-9-]+)'/g)) askedBy.set(name!, file)
    }
  }
  return askedBy
}

/** One SVG with a symbol for each icon; a name that Tabler does not have is left out (test/shell.test.ts finds it). */
function spriteOf(names: string[]): string {
  const symbols = names.toSorted().flatMap(name => {
    const filled = name.endsWith('-filled')
    const path = join(packages, '@tabler/icons/icons', filled ? 'filled' : 'outline', `${name.replace(/-filled$/, '')}.svg`)
    if (!existsSync(path)) return []
    const drawing = readFileSync(path, 'utf8').replace(/<!--[\s\S]*?-->/g, '').replace(/^[\s\S]*?<svg[^>]*>/, '').replace(/<\/svg>\s*$/, '')
      .replace(/<path stroke="none" d="M0 0h24v24H0z" fill="none"\s*\/>/, '').replace(/\s+/g, ' ').replace(/ ?\/> ?/g, '/>').trim()
    return `<symbol id="${name}" viewBox="0 0 24 24">${filled ? `<g fill="currentColor" stroke="none">${drawing}</g>` : drawing}</symbol>`
  })
  return `<svg xmlns="http://www.w3.org/2000/svg">\n${symbols.join('\n')}\n</svg>\n`
}

/** Be Vietnam Pro in two weights; copies its files beside. */
function fontFaces(): string {
  const ranges = {
    vietnamese: 'U+0102-0103,U+0110-0111,U+0128-0129,U+0168-0169,U+01A0-01A1,U+01AF-01B0,U+0300-0301,U+0303-0304,U+0308-0309,U+0323,U+0329,U+1EA0-1EF9,U+20AB',
    latin: 'U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD',
  }
  return [400, 600].flatMap(weight => Object.entries(ranges).map(([script, range]) => {
    const name = `be-vietnam-pro-${script}-${weight}-normal.woff2`
    const font = readFileSync(join(packages, '@fontsource/be-vietnam-pro/files', name))
    put(name, font)
    // 'optional': a first visit on a slow line keeps the system's font rather than changing it under the reader's eyes.
    return `@font-face{font-family:"Be Vietnam Pro";font-weight:${weight};font-display:optional;src:url(/assets/${hashedName(name, font)}) format("woff2");unicode-range:${range}}`
  })).join('\n')
}

// A thread's first file is its main one too.
if (!isMainThread) { if (workerData === vendorWork) await make() }
else if (import.meta.main) console.log(await makeVendor() ? 'static/vendor was made' : 'static/vendor is as it should be')
