// The register of evidence, as stories: entered once, cited, taken back, handed out only where one may look; files told by what they hold.
import { and, eq, isNull } from 'drizzle-orm'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { makeBackup } from '../src/admin/backup.ts'
import { problemsOf } from '../src/admin/restore.ts'
import type { Deadline } from '../src/calendar/deadlines.ts'
import { events } from '../src/events/tables.ts'
import { pathOfFile } from '../src/evidence/files.ts'
import { nameToHandOut } from '../src/evidence/kinds.ts'
import { threatIn } from '../src/evidence/scanning.ts'
import { citations, documents, storedFiles } from '../src/evidence/tables.ts'
import { giveTask, type TaskInput } from '../src/tasks/assigning.ts'
import { tasks } from '../src/tasks/tables.ts'
import { measureSchema } from '../src/targets/measure.ts'
import { openPortal, type TestPortal } from './portal.ts'
import { docxOf, xlsxOf } from './office-files.ts'
import { newFolder } from './stores.ts'

const origin = { kind: 'document' as const, number: '123/UBND-NC', date: '2026-10-01', issuer: 'UBND tỉnh', title: null, clause: null, quote: null, saidBy: null }
const due: Deadline = { kind: 'date', value: '2026-11-30', original: '30/11/2026' }
const give = (portal: TestPortal, more: Partial<TaskInput> = {}) => portal.store.write(db => giveTask(db, { id: 'lan' }, {
  title: 'Rà soát thủ tục người có công', origin, unitId: 'merit', assignerId: 'lan', deadline: due, domain: 'Người có công', ...more,
}, { receiptHours: 16 }))

const pdf = (words = 'một') => Buffer.from(`%PDF-1.4\n% ${words}\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n`)
const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
const entry = { subject: 'Báo cáo kết quả rà soát quý III', number: '128/BC-SLĐTBXH', date: '2026-10-05', issuer: 'Phòng Người có công' }

function formOf(fields: Record<string, string>, file?: { bytes: Uint8Array; name: string }): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  // A browser sends the field of a file also where none was chosen.
  form.set('file', file ? new File([new Uint8Array(file.bytes)], file.name) : new File([], ''))
  return form
}
const enter = (portal: TestPortal, who: string, fields: Record<string, string> = {}, file?: { bytes: Uint8Array; name: string }) =>
  portal.as(who).upload('/documents', formOf({ ...entry, ...fields }, file))
const idOf = (answer: Response) => answer.headers.get('location')!.split('/').at(-1)!
const citeOn = (portal: TestPortal, who: string, task: string, fields: Record<string, string>, file?: { bytes: Uint8Array; name: string }) =>
  portal.as(who).upload(`/tasks/${task}/citations`, formOf(fields, file))

describe('the register', () => {
  test('a document is entered once with its file; whoever enters it again is led to the first', async () => {
    const portal = await openPortal()
    const first = await enter(portal, 'minh', {}, { bytes: pdf(), name: 'Báo cáo quý III.pdf' })
    expect(first.status).toBe(303)
    const id = idOf(first)
    expect(idOf(await enter(portal, 'hoa', {}, { bytes: pdf(), name: 'bao-cao-ban-sao.pdf' }))).toBe(id)
    expect(idOf(await enter(portal, 'hoa', {}))).toBe(id)
    expect(await portal.store.read.$count(documents)).toBe(1)
    const [file] = await portal.store.read.select().from(storedFiles)
    expect(file).toMatchObject({ type: 'pdf', bytes: pdf().length, scan: 'unchecked', id: createHash('sha256').update(pdf()).digest('hex') })
    expect(readFileSync(pathOfFile(portal.config.dataDir, file!.id))).toEqual(pdf())
    const text = await portal.as('minh').text(`/documents/${id}`)
    for (const words of ['Số 128/BC-SLĐTBXH ngày 05/10/2026', 'Báo cáo quý III.pdf', 'chưa qua máy quét', file!.id, 'Phạm Văn Minh']) expect(text).toContain(words)
    const list = await portal.as('hoa').text('/documents?q=ra+soat')
    expect(list).toContain('1 văn bản bạn được xem, có “ra soat”')
    expect(await portal.as('hoa').text('/documents?q=%25')).toContain('1 văn bản')
    expect((await portal.store.read.select().from(events).where(eq(events.subjectKind, 'document'))).map(({ action, details }) => [action, JSON.stringify(details).includes('rà soát')]))
      .toEqual([['document entered', false]])
  })

  test('the same number with another file is asked about, and what was typed stays', async () => {
    const portal = await openPortal()
    await enter(portal, 'minh', {}, { bytes: pdf(), name: 'a.pdf' })
    const again = await enter(portal, 'minh', { issuer: 'Văn phòng' }, { bytes: pdf('hai'), name: 'b.pdf' })
    expect(again.status).toBe(422)
    const text = await again.text()
    expect(text).toContain('đã có trong sổ với một tệp khác')
    expect(text).toContain('value="Văn phòng"')
    expect(await portal.store.read.$count(storedFiles)).toBe(1)
  })

  test('mistakes are said beside the fields', async () => {
    const portal = await openPortal()
    const answer = await enter(portal, 'minh', { subject: 'abc', date: '2026-12-01', number: 'x'.repeat(81) })
    expect(answer.status).toBe(422)
    const text = await answer.text()
    for (const words of ['Hãy ghi trích yếu', 'Ngày văn bản chưa tới', 'Không quá 80 ký tự']) expect(text).toContain(words)
  })

  test('the unit that entered it puts it right and adds the file that was missing; a file is never exchanged', async () => {
    const portal = await openPortal()
    const id = idOf(await enter(portal, 'minh'))
    const change = (who: string, fields: Record<string, string>, file?: { bytes: Uint8Array; name: string }) => portal.as(who).upload(`/documents/${id}/edit`, formOf({ ...entry, ...fields }, file))
    expect((await change('hoa', { subject: 'Báo cáo rà soát quý III (sửa)' }, { bytes: png, name: 'anh.png' })).status).toBe(303)
    expect((await portal.store.read.select().from(documents))[0]).toMatchObject({ subject: 'Báo cáo rà soát quý III (sửa)', fileName: 'anh.png', search: expect.stringContaining('anh png') as string })
    const again = await change('minh', {}, { bytes: pdf(), name: 'khac.pdf' })
    expect(again.status).toBe(422)
    expect(await again.text()).toContain('Tệp khác thì nhập thành văn bản mới')
    expect((await change('thu', { subject: 'Không phải của mình' })).status).toBe(404)
  })

  test('the list is filtered, exported as filtered, and bad conditions are none', async () => {
    const portal = await openPortal()
    await enter(portal, 'minh', {}, { bytes: pdf(), name: 'a.pdf' })
    await enter(portal, 'minh', { number: '5/QĐ-SLĐTBXH', date: '2026-01-05', subject: 'Quyết định kiện toàn tổ công tác', issuer: 'Giám đốc' })
    const minh = portal.as('minh')
    const noFile = await minh.text('/documents?condition=noFile')
    expect(noFile).toContain('Quyết định kiện toàn')
    expect(noFile).not.toContain('Báo cáo kết quả')
    expect(await minh.text('/documents?from=2026-02-01&to=2026-10-31')).toContain('1 văn bản bạn được xem, ngày văn bản từ 01/02/2026 đến 31/10/2026')
    expect(await minh.text('/documents?condition=x&from=hôm+qua&sort=y&page=-3&unit=%27')).toContain('văn bản bạn được xem')
    const csv = await minh.text('/documents/export/csv?q=ki%E1%BB%87n')
    expect(csv.trim().split('\r\n')).toHaveLength(2)
    expect(csv).toContain('5/QĐ-SLĐTBXH,2026-01-05,Quyết định kiện toàn tổ công tác')
    expect((await minh.get('/documents/export/xlsx')).headers.get('content-type')).toContain('spreadsheetml')
    expect((await minh.get('/documents/export/exe')).status).toBe(404)
  })
})

describe('citing', () => {
  test('an officer enters and cites in one form; the leader sees it; it is taken back and its row stays', async () => {
    const portal = await openPortal()
    const measure = measureSchema.parse({ kind: 'binary' })
    const task = await give(portal, { measure })
    const done = await citeOn(portal, 'hoa', task, { ...entry }, { bytes: pdf(), name: 'bao-cao.pdf' })
    expect(done.headers.get('location')).toBe(`/tasks/${task}#minh-chung`)
    const [document] = await portal.store.read.select().from(documents)
    const text = await portal.as('lan').text(`/tasks/${task}`)
    expect(text).toContain('Báo cáo kết quả rà soát quý III')
    expect(text).toContain('bao-cao.pdf')
    expect(text).toContain('đã dẫn minh chứng (Số 128/BC-SLĐTBXH ngày 05/10/2026)')
    const [citation] = await portal.store.read.select().from(citations)
    expect((await portal.as('hoa').post(`/citations/${citation!.id}/removal`)).status).toBe(303)
    expect((await portal.store.read.select().from(citations))[0]).toMatchObject({ removedById: 'hoa', documentId: document!.id })
    expect(await portal.as('lan').text(`/tasks/${task}`)).toContain('đã gỡ minh chứng')
    // Cited again, the same document is picked from the register.
    expect((await citeOn(portal, 'hoa', task, { documentId: document!.id })).status).toBe(303)
    expect((await citeOn(portal, 'hoa', task, { documentId: document!.id })).status).toBe(422)
    expect(await portal.store.read.$count(citations, isNull(citations.removedAt))).toBe(1)
    expect(await portal.store.read.$count(documents)).toBe(1)
    expect((await portal.as('hoa').post(`/citations/${citation!.id}/removal`)).status).toBe(404)
  })

  test('without JavaScript: “Tìm” brings the documents that fit, what was typed stays, and nothing of it stands in an address', async () => {
    const portal = await openPortal()
    const task = await give(portal)
    await enter(portal, 'minh')
    const found = await citeOn(portal, 'hoa', task, { q: 'quy iii', find: 'on', subject: 'Đang gõ dở' })
    expect(found.status).toBe(200)
    const text = await found.text()
    expect(text).toMatch(/<input class="ck" type="radio" name="documentId" value="[^"]+"/)
    expect(text).toContain('value="Đang gõ dở"')
    expect(await (await citeOn(portal, 'hoa', task, { q: 'không có', find: 'on' })).text()).toContain('Trong sổ không có văn bản nào')
    const piece = await (await portal.as('hoa').get(`/tasks/${task}/evidence?q=128`, { 'HX-Request-Type': 'partial' })).text()
    expect(piece).toContain('128/BC-SLĐTBXH')
    expect(piece).not.toContain('<html')
    const both = await citeOn(portal, 'hoa', task, { documentId: (await portal.store.read.select().from(documents))[0]!.id, subject: 'Văn bản khác nữa' })
    expect(both.status).toBe(422)
    expect(await both.text()).toContain('Hãy giữ một')
  })

  test('evidence for a report; claims without any are listed until they have some', async () => {
    const portal = await openPortal()
    const task = await give(portal)
    const other = await give(portal, { title: 'Tập huấn dịch vụ công' })
    const claim = async (id: string) => {
      const part = (await portal.as('hoa').text(`/tasks/${id}`)).match(/name="part" value="([^"]+)"/)![1]!
      return portal.as('hoa').post(`/tasks/${id}/reports`, { part, light: 'green', percent: '100', result: 'Đã làm xong', claimsDone: 'on', finishedOn: '2026-10-12' })
    }
    for (const id of [task, other]) expect((await claim(id)).status).toBe(303)
    const missing = await portal.as('lan').text('/documents/missing')
    expect(missing).toContain('2 nhiệm vụ đã báo xong mà chưa dẫn văn bản nào')
    const [, report] = (await portal.as('hoa').text(`/tasks/${task}`)).match(/evidence\?report=([^"]+)"/)!
    expect((await citeOn(portal, 'hoa', task, { ...entry, report: report! })).status).toBe(303)
    expect((await portal.store.read.select().from(citations))[0]).toMatchObject({ subjectKind: 'report', subjectId: report })
    expect(await portal.as('lan').text(`/tasks/${task}`)).toContain('báo cáo lần 1')
    const left = await portal.as('hoa').text('/documents/missing?state=claimed&unit=merit')
    expect(left).toContain('Tập huấn dịch vụ công')
    expect(left).not.toContain('Rà soát thủ tục')
    expect((await citeOn(portal, 'hoa', other, { ...entry, report: report! })).status).toBe(404)
  })

  test('what a confirmation rests on is not taken back by the unit', async () => {
    const portal = await openPortal()
    const task = await give(portal)
    await citeOn(portal, 'hoa', task, { ...entry })
    await portal.store.write(db => db.update(tasks).set({ state: 'done', finishedOn: '2026-10-12' }).where(eq(tasks.id, task)))
    const [citation] = await portal.store.read.select().from(citations)
    expect((await portal.as('hoa').post(`/citations/${citation!.id}/removal`)).status).toBe(403)
    expect((await portal.as('lan').post(`/citations/${citation!.id}/removal`)).status).toBe(303)
  })
})

describe('who may', () => {
  test('a document is open to the unit that entered it and to those who see where it is cited; citing opens no door', async () => {
    const portal = await openPortal()
    const id = idOf(await enter(portal, 'minh', {}, { bytes: pdf(), name: 'Báo cáo “mật”; quý III.pdf' }))
    const status = async (who: string) => [(await portal.as(who).get(`/documents/${id}`)).status, (await portal.as(who).get(`/documents/${id}/file`)).status]
    for (const who of ['minh', 'hoa']) expect(await status(who)).toEqual([200, 200])
    for (const who of ['lan', 'yen', 'thu', 'xem']) expect(await status(who)).toEqual([404, 404])
    expect(await status('quan')).toEqual([403, 403])
    // A task of the office: the clerk who cannot see the document cannot cite it either.
    const own = await give(portal, { unitId: 'office', title: 'Việc của Văn phòng', personId: 'thu' })
    expect((await citeOn(portal, 'thu', own, { documentId: id })).status).toBe(404)
    expect(await status('thu')).toEqual([404, 404])
    const task = await give(portal)
    expect((await citeOn(portal, 'hoa', task, { documentId: id })).status).toBe(303)
    for (const who of ['lan', 'yen', 'xem', 'ky']) expect(await status(who)).toEqual([200, 200])
    expect(await status('thu')).toEqual([404, 404])
    expect((await citeOn(portal, 'thu', task, { ...entry })).status).toBe(404)
    expect((await citeOn(portal, 'xem', task, { ...entry })).status).toBe(403)
    const [citation] = await portal.store.read.select().from(citations)
    await portal.as('hoa').post(`/citations/${citation!.id}/removal`)
    expect(await status('lan')).toEqual([404, 404])
  })

  test('a file is handed out as a file, under its own name, and never opened by the browser as something else', async () => {
    const portal = await openPortal()
    const id = idOf(await enter(portal, 'minh', {}, { bytes: pdf(), name: 'Báo cáo quý III (bản ký).pdf.exe' }))
    const answer = await portal.as('minh').get(`/documents/${id}/file`)
    expect(answer.headers.get('content-type')).toBe('application/pdf')
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="Bao-cao-quy-III-ban-ky-.pdf.pdf"; filename*=UTF-8''${encodeURIComponent('Báo cáo quý III (bản ký).pdf.pdf')}`)
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(pdf())
    expect(nameToHandOut('anh.JPEG', 'jpg')).toBe('anh.JPEG')
    expect(nameToHandOut('.htaccess', 'png')).toBe('tep.png')
    writeFileSync(pathOfFile(portal.config.dataDir, createHash('sha256').update(pdf()).digest('hex')), 'hỏng')
    expect((await portal.as('minh').get(`/documents/${id}/file`)).status).toBe(404)
  })
})

describe('files', () => {
  test.each([
    ['a program', Buffer.from(`MZ${'\0'.repeat(200)}`), 'bao-cao.pdf'], ['a page', Buffer.from('<!doctype html><script>alert(1)</script>'), 'bao-cao.pdf'],
    ['a script', Buffer.from('#!/bin/sh\nrm -rf /\n'), 'bao-cao.docx'], ['a drawing with script', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'), 'anh.svg'],
    ['words', Buffer.from('chỉ là chữ'), 'a.txt'], ['an archive', Buffer.from('UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA==', 'base64'), 'tep.zip'],
  ])('%s is refused, whatever its name says', async (_, bytes, name) => {
    const portal = await openPortal()
    const answer = await enter(portal, 'minh', {}, { bytes, name })
    expect(answer.status).toBe(422)
    expect(await answer.text()).toMatch(/không thuộc các loại nhận làm minh chứng|Tệp bị hỏng/)
    expect(await portal.store.read.$count(storedFiles)).toBe(0)
    expect(existsSync(join(portal.config.dataDir, 'files'))).toBe(false)
    expect(readdirSync(join(portal.config.dataDir, 'incoming'))).toEqual([])
  })

  test('Word and Excel files are looked through; macros and passwords are said', async () => {
    const portal = await openPortal()
    expect((await enter(portal, 'minh', { number: '1' }, { bytes: docxOf([]), name: 'bao-cao.docx' })).status).toBe(303)
    expect((await enter(portal, 'minh', { number: '2' }, { bytes: xlsxOf([{ name: 'Bảng', rows: [['Tên', 1]] }]), name: 'bang.xlsx' })).status).toBe(303)
    const old = (stream: string) => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(1024), Buffer.from(stream, 'utf16le'), Buffer.alloc(512)])
    expect((await enter(portal, 'minh', { number: '3' }, { bytes: old('WordDocument'), name: 'cu.doc' })).status).toBe(303)
    expect(await (await enter(portal, 'minh', { number: '4' }, { bytes: old('EncryptedPackage'), name: 'a.xlsx' })).text()).toContain('có đặt mật khẩu')
    expect(await (await enter(portal, 'minh', { number: '5' }, { bytes: old('WordDocument _VBA_PROJECT'), name: 'a.doc' })).text()).toContain('có macro')
    expect((await enter(portal, 'minh', { number: '6' }, { bytes: old('Property'), name: 'cai-dat.doc' })).status).toBe(422)
    expect((await portal.store.read.select({ type: storedFiles.type }).from(storedFiles)).map(({ type }) => type).sort()).toEqual(['doc', 'docx', 'xlsx'])
  })

  test('one too large is refused with its size, what was typed stays', async () => {
    const portal = await openPortal({ EVIDENCE_MB: '1' })
    const answer = await enter(portal, 'minh', {}, { bytes: Buffer.concat([pdf(), Buffer.alloc(1_200_000)]), name: 'a.pdf' })
    expect(answer.status).toBe(422)
    const text = await answer.text()
    expect(text).toContain('quá mức 1 MB')
    expect(text).toContain('value="128/BC-SLĐTBXH"')
  })

  test('a backup holds them', async () => {
    const portal = await openPortal()
    await enter(portal, 'minh', {}, { bytes: pdf(), name: 'a.pdf' })
    const backup = await makeBackup(portal.config, portal.store)
    const [file] = await portal.store.read.select().from(storedFiles)
    expect(backup.manifest.files).toContainEqual({ path: `files/${file!.id.slice(0, 2)}/${file!.id}`, bytes: file!.bytes, sha256: file!.id })
    expect(await problemsOf(backup.folder)).toEqual([])
  })
})

describe('the virus scanner', () => {
  let servers: Server[] = []
  afterEach(() => { for (const server of servers) server.close(); servers = [] })

  /** A clamd that finds the word EICAR in what is streamed to it; `answer` makes it say something else. */
  async function scanner(answer?: string): Promise<{ port: number; seen: Buffer[] }> {
    const seen: Buffer[] = []
    const server = createServer(socket => {
      let data = Buffer.alloc(0)
      socket.on('error', () => {})
      socket.on('data', chunk => {
        data = Buffer.concat([data, chunk])
        if (data.length < 10) return
        const pieces: Buffer[] = []
        for (let at = 10; at + 4 <= data.length;) {
          const length = data.readUInt32BE(at)
          if (length === 0) {
            seen.push(Buffer.concat(pieces))
            socket.end(answer ?? (seen.at(-1)!.includes('EICAR') ? 'stream: Eicar-Test-Signature FOUND\0' : 'stream: OK\0'))
            return
          }
          if (at + 4 + length > data.length) return
          pieces.push(data.subarray(at + 4, at + 4 + length))
          at += 4 + length
        }
      })
    })
    servers.push(server)
    await new Promise<void>(resolve => { server.listen(0, '127.0.0.1', () => { resolve() }) })
    return { port: (server.address() as AddressInfo).port, seen }
  }

  test('a clean file passes whole, an infected one is refused by name', async () => {
    const { port, seen } = await scanner()
    const portal = await openPortal({ CLAMD: `127.0.0.1:${port}` })
    const large = Buffer.concat([pdf(), Buffer.alloc(500_000, 'x')])
    expect((await enter(portal, 'minh', {}, { bytes: large, name: 'a.pdf' })).status).toBe(303)
    expect(seen[0]).toEqual(large)
    expect((await portal.store.read.select().from(storedFiles))[0]).toMatchObject({ scan: 'clean' })
    const answer = await enter(portal, 'minh', { number: '2' }, { bytes: pdf('EICAR'), name: 'b.pdf' })
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('máy quét báo có mã độc (Eicar-Test-Signature)')
    expect(await portal.store.read.$count(storedFiles)).toBe(1)
    expect(existsSync(pathOfFile(portal.config.dataDir, createHash('sha256').update(pdf('EICAR')).digest('hex')))).toBe(false)
  })

  test('while it is away files are refused, or kept and marked, as the office has set', async () => {
    const away = '127.0.0.1:1'
    const strict = await openPortal({ CLAMD: away })
    const refused = await enter(strict, 'minh', {}, { bytes: pdf(), name: 'a.pdf' })
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain('máy quét vi-rút của cơ quan không trả lời')
    const lenient = await openPortal({ CLAMD: away, CLAMD_AWAY: 'keep' })
    const id = idOf(await enter(lenient, 'minh', {}, { bytes: pdf(), name: 'a.pdf' }))
    expect(await lenient.as('minh').text(`/documents/${id}`)).toContain('chưa qua máy quét vi-rút')
    expect(await lenient.as('minh').text('/documents?condition=unchecked')).toContain('1 văn bản')
  })

  test('what it says otherwise is no "clean"', async () => {
    const path = join(newFolder(), 'file')
    writeFileSync(path, pdf())
    for (const answer of ['INSTREAM size limit exceeded. ERROR\0', '', 'stream: OK or not\0']) {
      const { port } = await scanner(answer)
      await expect(threatIn(path, { host: '127.0.0.1', port })).rejects.toThrow()
    }
  })

  test('a file that was kept unchecked becomes clean when it comes again', async () => {
    const portal = await openPortal({ CLAMD: '127.0.0.1:1', CLAMD_AWAY: 'keep' })
    await enter(portal, 'minh', {}, { bytes: pdf(), name: 'a.pdf' })
    const { port } = await scanner()
    Object.assign(portal.config, { scanner: { host: '127.0.0.1', port } })
    await enter(portal, 'minh', {}, { bytes: pdf(), name: 'a.pdf' })
    expect(await portal.store.read.select({ scan: storedFiles.scan }).from(storedFiles).where(and(eq(storedFiles.type, 'pdf')))).toEqual([{ scan: 'clean' }])
  })
})
