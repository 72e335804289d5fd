// Addresses of the lexicon: its list, an entry, writing it with a look at the effect first, putting it aside and back.
import { findTurn } from '../assistant/conversation.ts'
import { unknownWords } from '../learning/unknown-words.ts'
import { line } from '../text.ts'
import { routes, type Ask } from '../web/context.ts'
import { filled, formOf, submit } from '../web/forms.ts'
import { done, page } from '../web/render.ts'
import { addEntry, changeEntry, entryForm, findEntry, useEntry } from './entries.ts'
import { entriesExported, entryFormPage, entryListPage, entryPage, previewOf } from './entry-pages.ts'
import type { Preview } from './views.ts'

export const lexiconRoutes = routes()

const typed = formOf(entryForm)
const found = (c: Ask) => findEntry(c.var.store.read, c.req.param('id')!)
const kept = (id: string | undefined, c: Ask) => (id ? findEntry(c.var.store.read, id) : null)

lexiconRoutes.get('/assistant/words', async c => page(c, 'Từ ngữ của trợ lý', 'lexicon/index', await entryListPage(c)))

lexiconRoutes.get('/assistant/words/export/:format', c => entriesExported(c))

lexiconRoutes.get('/assistant/words/new', async c => {
  const { store: { read }, user } = c.var
  // Made of a question that was not understood: its words that no procedure has.
  const asked = c.req.query('turn')
  const words = asked ? await unknownWords(read, [(await findTurn(read, user, asked)).turn.question]) : []
  return page(c, 'Thêm từ ngữ', 'lexicon/edit', entryFormPage(null, words.length ? filled({ kind: 'saying', sayings: words.join(' ') }) : null))
})

lexiconRoutes.post('/assistant/words', typed, async c => {
  const { store, user } = c.var
  let id = ''
  const again = await submit(c.req.valid('form'), async input => { id = await store.write(db => addEntry(db, user, input)) })
  return again ? page(c, 'Thêm từ ngữ', 'lexicon/edit', entryFormPage(null, again)) : done(c, `/assistant/words/${id}`, 'Đã thêm từ ngữ. Trợ lý hiểu theo từ bây giờ.')
})

lexiconRoutes.post('/assistant/words/preview', typed, async c => {
  const checked = c.req.valid('form')
  const entry = await kept(checked.form.values.id, c)
  let preview: Preview | null = null
  const again = await submit(checked, async input => { preview = await previewOf(c, input, entry, line(checked.form.values.question ?? '').slice(0, 300)) })
  return page(c, entry ? 'Sửa từ ngữ' : 'Thêm từ ngữ', 'lexicon/edit', entryFormPage(entry, again ?? checked.form, preview))
})

lexiconRoutes.get('/assistant/words/:id', async c => {
  const entry = await found(c)
  return page(c, entry.term, 'lexicon/show', await entryPage(c, entry))
})

lexiconRoutes.get('/assistant/words/:id/edit', async c => page(c, 'Sửa từ ngữ', 'lexicon/edit', entryFormPage(await found(c), null)))

lexiconRoutes.post('/assistant/words/:id', typed, async c => {
  const { store, user } = c.var
  const entry = await found(c)
  const again = await submit(c.req.valid('form'), input => store.write(async db => changeEntry(db, user, await findEntry(db, entry.id), input)))
  return again ? page(c, 'Sửa từ ngữ', 'lexicon/edit', entryFormPage(entry, again))
    : done(c, `/assistant/words/${entry.id}`, 'Đã lưu từ ngữ. Trợ lý hiểu theo từ bây giờ.')
})

for (const [path, used, sentence] of [['aside', false, 'Đã thôi dùng từ ngữ này. Bấm “Dùng lại” để lấy lại.'], ['back', true, 'Từ ngữ này lại được dùng.']] as const) {
  lexiconRoutes.post(`/assistant/words/:id/${path}`, async c => {
    const { store, user } = c.var
    const { id } = await found(c)
    await store.write(async db => useEntry(db, user, await findEntry(db, id), used))
    return done(c, `/assistant/words/${id}`, sentence)
  })
}
