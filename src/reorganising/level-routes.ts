// The page on which the level of many procedures is changed by one decision.
import { today } from '../clock.ts'
import { levels } from '../procedures/content.ts'
import { levelWords } from '../procedures/words.ts'
import { actor } from '../policy.ts'
import { routes, type Ask } from '../web/context.ts'
import { filled, formOf, submit, type Form } from '../web/forms.ts'
import { number } from '../web/helpers.ts'
import { done, page } from '../web/render.ts'
import { changeLevels, levelsForm, ofDistrict } from './levels.ts'

export const levelRoutes = routes()

async function showLevels(c: Ask, form: Form, chosen: string[] | null = null) {
  const rows = await ofDistrict(c.var.store.read)
  return page(c, 'Đổi cấp thực hiện', 'reorganising/levels', {
    form, sentence: rows.length ? `${number(rows.length)} thủ tục còn ghi cấp huyện.` : 'Không còn thủ tục nào ghi cấp huyện.',
    levels: levels.filter(level => level !== 'district').map(value => ({ value, label: levelWords[value] })),
    rows: rows.map(row => ({ ...row, levels: row.levels.map(level => levelWords[level]).join(', '), on: chosen?.includes(row.id) ?? false })),
  })
}

levelRoutes.get('/procedures/levels', c => showLevels(c, filled({ to: 'commune', effectiveFrom: today() })))

levelRoutes.post('/procedures/levels', formOf(levelsForm), async c => {
  const checked = c.req.valid('form')
  let changed = 0
  const again = await submit(checked, async input => {
    changed = await c.var.store.write(db => changeLevels(db, actor(c.var.user, 'publish procedures'), input))
  })
  if (!again) return done(c, '/procedures/levels', `Đã công bố bản mới của ${number(changed)} thủ tục với cấp thực hiện mới.`)
  const { item } = await c.req.parseBody({ all: true })
  return showLevels(c, again, checked.input?.item ?? [item].flat().filter(one => typeof one === 'string'))
})
