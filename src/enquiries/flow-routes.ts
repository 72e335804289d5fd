// Addresses of an enquiry's way: each step is posted to its page, and comes back to it.
import type { z } from 'zod'
import type { User } from '../accounts/accounts.ts'
import type { Config } from '../config.ts'
import type { Write } from '../store/store.ts'
import { routes } from '../web/context.ts'
import { formOf, submit } from '../web/forms.ts'
import { done } from '../web/render.ts'
import { begin, giveToUnit, namePerson, personForm, plainForm, unitForm } from './assigning.ts'
import { close, closeForm, reopen, reopenForm } from './closing.ts'
import { figuresPage, figuresWorkbook } from './figures-pages.ts'
import { latePage } from './flow-pages.ts'
import { link, linkForm, merge, mergeForm, separate, unlink } from './linking.ts'
import { enquiryAsSeen } from './moving.ts'
import { pause, pauseForm, resume } from './pausing.ts'
import { findEnquiry } from './seeing.ts'
import { showEnquiry } from './show-pages.ts'
import type { Enquiry } from './tables.ts'

export const flowRoutes = routes()

flowRoutes.get('/enquiries/late', c => latePage(c))
flowRoutes.get('/enquiries/figures', c => figuresPage(c))
flowRoutes.get('/enquiries/figures/xlsx', c => figuresWorkbook(c))

const fieldNames = { unit: 'Đơn vị trả lời', person: 'Người trả lời', reason: 'Lý do', other: 'Câu kia' }

type Act<Input> = (db: Write, user: User, enquiry: Enquiry, input: Input, config: Config) => Promise<unknown>

/** A step of an enquiry's way: done, or its page again with what was typed and what is wrong with it. */
function step<S extends z.ZodType>(path: string, schema: S, act: Act<z.output<S>>, sentence: string) {
  flowRoutes.post(`/enquiries/:id/${path}`, formOf(schema), async c => {
    const { store, user, config } = c.var
    const id = c.req.param('id')
    const again = await submit(c.req.valid('form'), input => store.write(async db => {
      const seen = typeof input === 'object' && input !== null && 'revision' in input ? Number(input.revision) : null
      await act(db, user, seen === null ? await findEnquiry(db, user, id) : await enquiryAsSeen(db, user, id, seen), input, config)
    }))
    return again ? showEnquiry(c, id, again, fieldNames) : done(c, `/enquiries/${id}`, sentence)
  })
}

step('unit', unitForm, giveToUnit, 'Đã giao. Thủ trưởng đơn vị và người được giao nhận thông báo.')
step('person', personForm, (db, user, enquiry, { person }) => namePerson(db, user, enquiry, person), 'Đã giao người trả lời; người ấy nhận thông báo.')
step('beginning', plainForm, (db, user, enquiry) => begin(db, user, enquiry), 'Đã nhận trả lời câu hỏi này.')
step('pause', pauseForm, pause, 'Đã dừng tính hạn. Khi công dân bổ sung, bấm Tính tiếp hạn; thời gian dừng không tính.')
step('resumption', plainForm, (db, user, enquiry) => resume(db, user, enquiry), 'Đã tính tiếp; hạn lùi đúng số giờ làm việc đã dừng.')
step('links', linkForm, link, 'Đã nối hai câu hỏi; cả hai trang đều thấy.')
step('merger', mergeForm, merge, 'Đã gộp. Câu trả lời của câu kia là câu trả lời cho người hỏi câu này.')
step('separation', plainForm, (db, user, enquiry) => separate(db, user, enquiry), 'Đã tách ra; câu này phải trả lời riêng, theo hạn cũ.')
step('closing', closeForm, close, 'Đã đóng câu hỏi.')
step('reopening', reopenForm, reopen, 'Đã mở lại. Hạn tính lại từ bây giờ.')

flowRoutes.post('/enquiries/:id/links/:other/removal', async c => {
  const { store, user } = c.var
  const id = c.req.param('id')
  await store.write(async db => unlink(db, user, await findEnquiry(db, user, id), c.req.param('other')))
  return done(c, `/enquiries/${id}`, 'Đã bỏ nối.')
})
