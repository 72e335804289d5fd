// Writes a zip archive whose bytes depend on its parts alone: no clock, no system, no user.
import { crc32, deflateRawSync } from 'node:zlib'

// 1 January 1980, the first day that the format knows.
const firstDay = 0x0021
const names = 0x0800

/** The archive of named parts, in their order; texts are written as UTF-8. Names are plain ASCII paths. */
export function zipped(parts: readonly (readonly [name: string, content: string | Uint8Array])[]): Buffer<ArrayBuffer> {
  const pieces: Uint8Array[] = []
  const directory: Uint8Array[] = []
  let at = 0
  for (const [name, content] of parts) {
    const plain = typeof content === 'string' ? Buffer.from(content, 'utf8') : content
    const packed = deflateRawSync(plain)
    const path = Buffer.from(name, 'utf8')
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(names, 2)
    common.writeUInt16LE(8, 4)
    common.writeUInt16LE(0, 6)
    common.writeUInt16LE(firstDay, 8)
    common.writeUInt32LE(crc32(plain), 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(plain.length, 18)
    common.writeUInt16LE(path.length, 22)
    const local = Buffer.concat([signature(0x04034b50), common, path, packed])
    const place = Buffer.alloc(14)
    place.writeUInt32LE(at, 10)
    directory.push(Buffer.concat([signature(0x02014b50), version, common, place, path]))
    pieces.push(local)
    at += local.length
  }
  const entries = Buffer.concat(directory)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(parts.length, 4)
  end.writeUInt16LE(parts.length, 6)
  end.writeUInt32LE(entries.length, 8)
  end.writeUInt32LE(at, 12)
  return Buffer.concat([...pieces, entries, signature(0x06054b50), end])
}

const version = Buffer.from([20, 0])

function signature(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}
