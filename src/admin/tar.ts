// Files packed into one .tar.gz and taken out again, a piece at a time: the form that every system opens without us.
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open, stat } from 'node:fs/promises'
import { dirname, isAbsolute, join, normalize } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { Invalid } from '../errors.ts'

const block = 512

/** Packs the files of `folder` named in `paths` ('/' between), in that order. */
export async function pack(folder: string, paths: string[], file: string): Promise<void> {
  await pipeline(Readable.from(packed(folder, paths)), createGzip(), createWriteStream(file))
}

async function* packed(folder: string, paths: string[]): AsyncGenerator<Buffer> {
  for (const path of paths) {
    const { size } = await stat(join(folder, path))
    if (Buffer.byteLength(path) > 100) {
      const record = Buffer.from(longName(path))
      yield Buffer.concat([header('long-name', record.length, 'x'), record, padding(record.length)])
    }
    yield header(path, size, '0')
    if (size) for await (const piece of createReadStream(join(folder, path), { end: size - 1 })) yield piece as Buffer
    yield padding(size)
  }
  yield Buffer.alloc(2 * block)
}

const padding = (size: number) => Buffer.alloc((block - size % block) % block)

/** A record of the pax format says how long it is, its own length included. */
function longName(path: string): string {
  const rest = Buffer.byteLength(` path=${path}\n`)
  let length = rest + String(rest).length
  if (rest + String(length).length !== length) length = rest + String(length).length
  return `${length} path=${path}\n`
}

function header(name: string, size: number, kind: '0' | 'x'): Buffer {
  const head = Buffer.alloc(block)
  const octal = (value: number, at: number, length: number) => { head.write(`${value.toString(8).padStart(length - 1, '0')}\0`, at, 'latin1') }
  head.write(name, 0, 100)
  octal(0o600, 100, 8); octal(0, 108, 8); octal(0, 116, 8); octal(size, 124, 12); octal(0, 136, 12)
  head.write('        ', 148)
  head.write(kind, 156)
  head.write('ustar\x0000', 257, 'latin1')
  head.write(`${head.reduce((sum, byte) => sum + byte, 0).toString(8).padStart(6, '0')}\0 `, 148, 'latin1')
  return head
}

const broken = () => new Invalid({ '': 'Tệp không phải là một gói mang đi, hoặc bị hỏng, hoặc chưa chép về đủ.' })

/** Takes the files out into `folder`. Throws Invalid when the archive is damaged, cut short or leads out of the folder. */
export async function unpack(file: string, folder: string): Promise<void> {
  try {
    await pipeline(createReadStream(file), createGunzip(), async pieces => { await takeOut(pieces as AsyncIterable<Buffer>, folder) })
  } catch (error) {
    const damaged = ['Z_DATA_ERROR', 'Z_BUF_ERROR', 'ERR_STREAM_PREMATURE_CLOSE'].includes(String((error as { code?: string }).code))
    throw damaged ? broken() : error
  }
}

async function takeOut(pieces: AsyncIterable<Buffer>, folder: string): Promise<void> {
  const reader = new Reader(pieces)
  let long: string | null = null
  for (;;) {
    const head = await reader.take(block)
    if (head.every(byte => byte === 0)) { await reader.rest(); return }
    const size = parseInt(head.toString('latin1', 124, 135), 8)
    const kind = String.fromCharCode(head[156]!)
    if (head.toString('latin1', 257, 262) !== 'ustar' || !(size >= 0) || !'0x'.includes(kind)) throw broken()
    if (kind === 'x') {
      long = /^\d+ path=(.*)\n$/s.exec((await reader.take(size)).toString())?.[1] ?? null
      await reader.take(padding(size).length)
      continue
    }
    const path: string = long ?? head.subarray(0, 100).toString().replace(/\0.*$/s, '')
    long = null
    if (isAbsolute(path) || normalize(path).startsWith('..') || path.includes('\\')) throw broken()
    await mkdir(dirname(join(folder, path)), { recursive: true })
    const target = await open(join(folder, path), 'wx')
    try { for await (const piece of reader.some(size)) await target.writeFile(piece) } finally { await target.close() }
    await reader.take(padding(size).length)
  }
}

/** Bytes of a stream, as many as are asked for. */
class Reader {
  readonly #pieces: AsyncIterator<Buffer>
  #left: Buffer = Buffer.alloc(0)
  constructor(pieces: AsyncIterable<Buffer>) { this.#pieces = pieces[Symbol.asyncIterator]() }

  async* some(count: number): AsyncGenerator<Buffer> {
    for (let missing = count; missing > 0;) {
      if (!this.#left.length) {
        const next = await this.#pieces.next()
        if (next.done) throw broken()
        this.#left = next.value
      }
      const piece = this.#left.subarray(0, missing)
      this.#left = this.#left.subarray(piece.length)
      missing -= piece.length
      yield piece
    }
  }

  async take(count: number): Promise<Buffer> {
    const parts: Buffer[] = []
    for await (const piece of this.some(count)) parts.push(piece)
    return Buffer.concat(parts)
  }

  /** To the end, so that the sum of the compressed stream is checked. */
  async rest(): Promise<void> { while (!(await this.#pieces.next()).done); }
}
