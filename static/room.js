// A meeting's room: what is typed is saved while one types, and what others write comes into the boxes that nobody types in here.
// Loaded after portal.js, whose $, $$, say and notice it uses. Without it the button of each item saves.
{
  const room = $('[data-room]')
  const address = room.dataset.room
  const names = ['notes', 'outcome']
  const soon = 800 // after the last letter
  const atLatest = 4000 // after the first one that is not saved
  const waits = [2000, 4000, 8000, 15000]
  const asPart = { Accept: 'application/json', 'HX-Request': 'true', 'HX-Request-Type': 'partial' } // a refusal is a sentence, not a page

  /** Everything of one item: `unsent` is a save that may have arrived, though no answer came. */
  const items = new Map($$('form[data-notes]').map(form => [form.dataset.notes, {
    form, unsent: null, sending: null, timer: undefined, dirtySince: 0, tries: 0, refused: '', composing: false,
    saved: $('[data-saved]', form), who: $('[data-who]', form), last: '',
  }]))

  const boxOf = (item, name) => item.form.elements[name]
  const baseOf = (item, name) => item.form.elements[`${name}Base`]
  const changed = item => names.some(name => boxOf(item, name).value !== baseOf(item, name).value)
  const unsaved = item => item.unsent !== null || changed(item)
  const anyUnsaved = () => [...items.values()].some(unsaved)

  /** What is known of the saving, in words; read out only where it matters. */
  function tell(item, words, { aloud = false, link = null } = {}) {
    item.saved.textContent = words
    item.saved.classList.toggle('dist-late', aloud && item.tries > 0 || item.refused !== '')
    if (link) item.saved.append(' ', link)
    if (aloud) say(words)
  }

  // ---- Saving

  function later(item) {
    clearTimeout(item.timer)
    item.dirtySince ||= performance.now()
    item.timer = setTimeout(() => { void save(item) }, Math.max(0, Math.min(soon, item.dirtySince + atLatest - performance.now())))
  }

  /** Saves what is not saved; true when all of it is. */
  async function save(item) {
    clearTimeout(item.timer)
    while (item.sending) await item.sending
    if (!unsaved(item)) return true
    item.sending = send(item)
    const arrived = await item.sending
    item.sending = null
    if (!arrived) return false
    if (!changed(item)) return true
    later(item)
    return false
  }

  /** Sends once. What may have arrived without an answer goes first, as it was: the server sees that it has it already. */
  async function send(item) {
    const sent = item.unsent ??= Object.fromEntries(new FormData(item.form))
    item.dirtySince = 0
    if (!item.tries) tell(item, 'Đang lưu…')
    let answer
    try {
      answer = await fetch(item.form.getAttribute('action'), {
        method: 'POST', body: new URLSearchParams(sent), signal: AbortSignal.timeout(15_000),
        headers: asPart,
      })
    } catch { return again(item, 'Mất kết nối, chưa lưu. Điều đã ghi còn trong ô; cổng đang thử lại.') }
    if (answer.status === 401) return again(item, 'Phiên đăng nhập đã hết, chưa lưu. Điều đã ghi còn trong ô; đăng nhập xong cổng sẽ lưu tiếp.', signInLink())
    if (answer.status >= 500) return again(item, 'Cổng gặp sự cố, chưa lưu. Điều đã ghi còn trong ô; cổng đang thử lại.')
    if (!answer.ok) {
      item.unsent = null
      item.refused = new DOMParser().parseFromString(await answer.text(), 'text/html').body.textContent.trim()
      tell(item, item.refused, { aloud: true })
      return false
    }
    const kept = await answer.json()
    item.unsent = null
    item.tries = 0
    item.refused = ''
    take(item, sent, kept)
    const merged = kept.other === null ? '' : `. ${kept.other} cũng vừa ghi mục này, phần của hai người đã được gộp.`
    tell(item, `Đã lưu ${kept.at}${merged}`, { aloud: merged !== '' })
    return true
  }

  function again(item, words, link = null) {
    tell(item, words, { aloud: item.tries === 0, link })
    item.saved.classList.add('dist-late')
    const wait = waits[Math.min(item.tries++, waits.length - 1)]
    clearTimeout(item.timer)
    item.timer = setTimeout(() => { void save(item) }, wait)
    return false
  }

  function signInLink() {
    const link = document.createElement('a')
    link.href = '/sign-in'
    link.target = '_blank'
    link.textContent = 'Đăng nhập ở thẻ mới'
    return link
  }

  /** The server's text takes the place of what was sent; what was typed meanwhile stays, and is merged with the next save. */
  function take(item, sent, kept) {
    let whole = true
    for (const name of names) {
      const [box, base] = [boxOf(item, name), baseOf(item, name)]
      if (box.value === sent[name] && !item.composing) { put(box, kept[name]); base.value = kept[name] }
      else { base.value = sent[name]; whole = false }
    }
    if (whole) item.form.elements.revision.value = kept.revision
  }

  /** Puts a text into a box; where one types in it, the caret stays in its line. */
  function put(box, text) {
    const old = box.value
    if (old === text) return
    const caret = document.activeElement === box ? box.selectionStart : null
    box.value = text
    if (caret === null) return
    const at = moved(old, text, caret)
    box.setSelectionRange(at, at)
  }

  function moved(old, text, caret) {
    const [before, after] = [old.slice(0, caret), old.slice(caret)]
    if (text.startsWith(before)) return caret
    if (text.endsWith(after)) return text.length - after.length
    const lines = text.split('\n')
    const row = before.split('\n').length - 1
    const column = caret - (before.lastIndexOf('\n') + 1)
    const line = old.split('\n')[row]
    const rows = lines.flatMap((one, at) => (one === line || one.endsWith(`) ${line}`) ? [at] : [])).toSorted((a, b) => Math.abs(a - row) - Math.abs(b - row))
    if (!rows.length) return Math.min(caret, text.length)
    return lines.slice(0, rows[0]).join('\n').length + (rows[0] ? 1 : 0) + lines[rows[0]].length - line.length + column
  }

  const saveAll = async () => (await Promise.all([...items.values()].map(item => save(item)))).every(Boolean)

  for (const item of items.values()) {
    item.form.addEventListener('input', () => { item.refused = ''; if (!item.tries) { tell(item, 'Chưa lưu'); later(item) } })
    item.form.addEventListener('focusout', () => { if (unsaved(item) && !item.tries && !item.refused) void save(item) })
    item.form.addEventListener('compositionstart', () => { item.composing = true })
    item.form.addEventListener('compositionend', () => { item.composing = false })
  }

  room.addEventListener('submit', event => {
    const { target: form, submitter } = event
    if (form.hasAttribute('hx-post')) return
    const own = items.get(form.dataset.notes)
    const leaves = !own || submitter?.hasAttribute('formaction')
    if (own && !leaves) { event.preventDefault(); own.tries = 0; void save(own); return }
    if (!anyUnsaved()) return
    event.preventDefault()
    void saveAll().then(saved => { if (saved) form.requestSubmit(submitter) ; else stays() })
  })
  document.addEventListener('click', event => {
    const link = event.target.closest?.('a[href]')
    if (!link || link.target || link.hasAttribute('download') || link.origin !== location.origin) return
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return
    if (link.pathname === location.pathname && link.hash || !anyUnsaved()) return
    event.preventDefault()
    void saveAll().then(saved => { if (saved) location.assign(link.href); else stays() })
  })
  const stays = () => notice('Còn điều chưa lưu được nên trang này chưa đóng. Xem dòng dưới ô đang ghi.')
  window.addEventListener('beforeunload', event => {
    if (!anyUnsaved()) return
    void saveAll()
    event.preventDefault()
    event.returnValue = ''
  })
  document.addEventListener('visibilitychange', () => { void (document.hidden ? saveAll() : look()) })
  const backAgain = () => { for (const item of items.values()) if (item.tries) void save(item) }
  window.addEventListener('online', backAgain)
  window.addEventListener('focus', backAgain)

  // ---- What others do meanwhile

  let writing = ''
  let staleRoll = false
  let looking = false

  async function look() {
    if (document.hidden || looking) return
    looking = true
    try {
      const on = document.activeElement?.closest?.('form[data-notes]')?.dataset.notes ?? ''
      const had = [...items].map(([id, { form }]) => `${id}.${form.elements.revision.value}`).join(',')
      const answer = await fetch(`${address}/changes?${new URLSearchParams({ on, had, seen: room.dataset.seen, writing })}`, { headers: asPart })
      if (answer.status === 200) await bring(await answer.json())
    } catch { /* the next look, or the next save, says that the connection is lost */ } finally { looking = false }
    if (staleRoll && !document.activeElement?.closest?.('#diem-danh')) await freshRoll()
  }

  async function bring({ items: newer, writers, token, writing: now, closed }) {
    for (const { item: id, by, at, ...kept } of newer) {
      const item = items.get(id)
      // A save of one's own may be answered before a look that was on its way: it is no news.
      if (kept.revision <= Number(item.form.elements.revision.value)) continue
      // What is being typed here is merged by its save.
      if (item.composing || item.sending || unsaved(item)) continue
      for (const name of names) { put(boxOf(item, name), kept[name]); baseOf(item, name).value = kept[name] }
      item.form.elements.revision.value = kept.revision
      item.last = `${by} vừa sửa lúc ${at}`
      tell(item, `Đã lưu ${at}, ${by} ghi`)
    }
    const mine = document.activeElement?.closest?.('form[data-notes]')?.dataset.notes
    for (const [id, item] of items) {
      const here = writers.filter(one => one.item === id).map(({ name }) => name).join(', ')
      const words = here ? `${here} đang ghi mục này` : item.last
      if (item.who.textContent !== words) { item.who.textContent = words; if (here && id === mine) say(words) }
    }
    writing = now
    const [was, is] = [room.dataset.seen.split('.'), token.split('.')]
    room.dataset.seen = token
    if (was[1] !== is[1]) staleRoll = true
    if (closed) notice(closed)
    else if (was[0] !== is[0] || was[2] !== is[2]) changedElsewhere()
  }

  function changedElsewhere() {
    notice('Người khác vừa đổi chương trình hoặc giờ họp. Điều bạn ghi vẫn được lưu.', 'msg-wait')
    const link = document.createElement('a')
    link.href = address
    link.textContent = 'Mở lại trang'
    $('#notice .msg').append(' ', link)
  }

  /** The attendance as it stands now, drawn anew while nobody works on it here. */
  async function freshRoll() {
    const answer = await fetch(address)
    if (!answer.ok) return
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html')
    if (document.activeElement?.closest?.('#diem-danh')) return
    staleRoll = false
    for (const id of ['dd-ds', 'dd-dem', 'dd-hoi']) {
      const [here, there] = [document.getElementById(id), fresh.getElementById(id)]
      if (!here || !there) continue
      here.replaceWith(there)
      htmx.process(there)
    }
  }

  setInterval(() => { void look() }, 3000)
}
