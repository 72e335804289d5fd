// The papers of a meeting as LibreOffice sets them: they open, their pages hold what was written; skipped where it is not installed.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { aHeldMeeting } from './held-meeting.ts'
import { openPortal } from './portal.ts'

const has = (program: string) => spawnSync(program, ['--version']).error === undefined
const installed = has('soffice') && has('pdftotext')
if (!installed) console.log('SKIPPED LibreOffice: soffice or pdftotext is not there, Word files are not rendered')

test.skipIf(!installed)('each paper opens in LibreOffice, on A4, with its words on the page', async () => {
  const portal = await openPortal()
  const id = await aHeldMeeting(portal)
  const folder = mkdtempSync(join(tmpdir(), 'rendered-'))
  try {
    const papers = ['invitation', 'minutes', 'notice']
    for (const paper of papers) writeFileSync(join(folder, `${paper}.docx`), Buffer.from(await (await portal.as('ky').get(`/meetings/${id}/papers/${paper}/docx`)).arrayBuffer()))
    execFileSync('soffice', ['--headless', `-env:UserInstallation=file://${folder}/profile`, '--convert-to', 'pdf', '--outdir', folder, ...papers.map(paper => join(folder, `${paper}.docx`))], { stdio: 'ignore' })
    for (const [paper, words] of [['invitation', ['GIẤY MỜI', 'Kính gửi']], ['minutes', ['BIÊN BẢN', 'Cuộc họp kết thúc vào 09 giờ 30', 'CHỦ TỌA']], ['notice', ['THÔNG BÁO', 'CHÁNH VĂN PHÒNG']]] as const) {
      const text = execFileSync('pdftotext', ['-layout', join(folder, `${paper}.pdf`), '-'], { encoding: 'utf8' }).normalize('NFC')
      for (const said of words) expect(text, paper).toContain(said)
      expect(readFileSync(join(folder, `${paper}.pdf`), 'latin1')).toMatch(/MediaBox\s*\[\s*0 0 59[56](?:\.\d+)? 84[12]/)
    }
  } finally { rmSync(folder, { recursive: true, force: true }) }
}, 180_000)
