// Asks the office's virus scanner (clamd) about a file, in its own protocol: the file is streamed to it, it answers in one line.
import { createReadStream } from 'node:fs'
import { connect, type Socket } from 'node:net'
import type { ScannerAddress } from '../config.ts'

/** clamd closes a connection that says nothing for two minutes; a file of 25 MB takes it some seconds. */
const patience = 60_000

/**
 * The name of what the scanner found in the file, or null for a clean one.
 * Throws when there is no scanner at the address, it breaks off, is silent for a minute, or says that it cannot tell.
 * Protocol: clamd(8), INSTREAM: pieces with their length in four bytes before each, and a length of 0 at the end.
 */
export async function threatIn(path: string, scanner: ScannerAddress): Promise<string | null> {
  const socket = connect(scanner)
  socket.setTimeout(patience, () => { socket.destroy(new Error('the scanner is silent')) })
  try {
    const answer = heard(socket)
    // Without somebody who listens a refused connection would end the process; `answer` is awaited below.
    answer.catch(() => {})
    await Promise.race([send(socket, path), answer])
    const words = (await answer).replace(/\0/g, '').trim()
    const [, threat] = /^stream: (.+) FOUND$/.exec(words) ?? []
    if (threat) return threat
    if (words === 'stream: OK') return null
    throw new Error(`the scanner says: ${words.slice(0, 200) || 'nothing'}`)
  } finally { socket.destroy() }
}

async function send(socket: Socket, path: string): Promise<void> {
  await written(socket, 'zINSTREAM\0')
  for await (const piece of createReadStream(path, { highWaterMark: 128 * 1024 }) as AsyncIterable<Buffer>) {
    await written(socket, Buffer.concat([lengthOf(piece.length), piece]))
  }
  await written(socket, lengthOf(0))
}

function lengthOf(bytes: number): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(bytes)
  return length
}

const written = (socket: Socket, data: string | Buffer): Promise<void> =>
  new Promise((resolve, reject) => { socket.write(data, error => { if (error) reject(error); else resolve() }) })

function heard(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let words = ''
    socket.on('data', piece => { words += piece.toString('utf8'); if (words.includes('\0')) resolve(words) })
    socket.on('end', () => { resolve(words) })
    socket.on('error', reject)
    socket.on('close', () => { reject(new Error('the scanner broke off')) })
  })
}
