// Style sheets, scripts, icons and fonts: read once, compressed once, served under an address that holds their content's hash.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { Ask } from './context.ts'

type Bytes = Uint8Array<ArrayBuffer>
interface Asset { address: string; type: string; body: Bytes; brotli?: Bytes; gzip?: Bytes }

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.svg': 'image/svg+xml', '.woff2': 'font/woff2', '.png': 'image/png', '.ico': 'image/x-icon',
}
export const development = process.env.NODE_ENV === 'development'
const folder = join(import.meta.dirname, '../../static')
const byName = new Map<string, Asset>()
const byAddress = new Map<string, Asset>()

/** The name under which a file is served: with the hash of its content, so that it may be kept for ever. */
export function hashedName(name: string, body: Uint8Array): string {
  const extension = extname(name)
  return `${name.slice(0, -extension.length)}-${createHash('sha256').update(body).digest('hex').slice(0, 10)}${extension}`
}

function load(name: string): Asset | undefined {
  const path = [join(folder, name), join(folder, 'vendor', name)].find(existsSync)
  if (!path) return undefined
  const body = new Uint8Array(readFileSync(path))
  const asset: Asset = { address: hashedName(name, body), type: types[extname(name)] ?? 'application/octet-stream', body }
  if (/css|javascript|svg/.test(asset.type)) {
    asset.brotli = kept(`${asset.address}.br`, () => brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }))
    asset.gzip = kept(`${asset.address}.gz`, () => gzipSync(body, { level: 9 }))
  }
  byName.set(name, asset)
  byAddress.set(asset.address, asset)
  return asset
}

/** Compressing takes half a second of a start: what was compressed once is kept beside, under its content's hash. */
function kept(name: string, make: () => Uint8Array): Bytes {
  const path = join(folder, 'vendor', name)
  try { return new Uint8Array(readFileSync(path)) } catch { /* not made yet */ }
  const made = make()
  try {
    writeFileSync(`${path}-${process.pid}`, made)
    renameSync(`${path}-${process.pid}`, path)
  } catch { /* a folder that cannot be written costs time, nothing else */ }
  return new Uint8Array(made)
}

/** Reads every asset now rather than with the first page. */
export function loadAssets(): void {
  for (const place of [folder, join(folder, 'vendor')]) {
    if (existsSync(place)) for (const file of readdirSync(place)) if (types[extname(file)]) load(file)
  }
}

/** The address of a file of static/ or static/vendor/. Throws when there is none: a page must not ask for what is missing. */
export function asset(name: string): string {
  const found = (development ? undefined : byName.get(name)) ?? load(name)
  if (!found) throw new Error(`static/${name} is missing: npm start makes it`)
  return `/assets/${found.address}`
}

/** Answers GET /assets/:file. The address changes with the content, so a browser may keep it for ever. */
export function serveAsset(c: Ask) {
  const found = byAddress.get(c.req.param('file') ?? '')
  if (!found) return c.text('Not found', 404)
  c.header('Content-Type', found.type)
  c.header('Cache-Control', 'public, max-age=31536000, immutable')
  c.header('Vary', 'Accept-Encoding')
  const accepted = c.req.header('Accept-Encoding') ?? ''
  if (found.brotli && accepted.includes('br')) { c.header('Content-Encoding', 'br'); return c.body(found.brotli) }
  if (found.gzip && accepted.includes('gzip')) { c.header('Content-Encoding', 'gzip'); return c.body(found.gzip) }
  return c.body(found.body)
}
