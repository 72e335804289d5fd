// Small help for the keyboard, forms and waiting. Every page works without it; nothing here decides anything.
// What a page may say to it:
//   data-copy="#id"      a button that copies the text of that element    data-print   a button that prints the page
//   data-key="c"         the link or button that "c" presses: add a new one
//   data-announce="…"    in what htmx brings: the sentence that is read out; empty: its own text
//   data-row-key="d"     in a row of a list: the button or the fold that "d" presses while the row has the focus
//   data-leave="free"    a form that may be left without a warning
//   data-arrows          arrows go from the box of the search within to what was found, and back
//   data-ticked="…#…"   says how many rows of its form's list are ticked, once some are
//   data-slides          what is shown in slides, one child each
//   data-ask             a link that opens the assistant's panel, dialog#ask-panel, where the page has one

const $ = (selector, within = document) => within.querySelector(selector)
const $$ = (selector, within = document) => [...within.querySelectorAll(selector)]

/** Says a sentence to those who listen to the page. */
function say(sentence) {
  const live = $('#live')
  if (!live) return
  live.textContent = ''
  setTimeout(() => { live.textContent = sentence }, 50) // a change is read out, a repetition is not
}

/** Puts a sentence where the page's notices stand. */
function notice(sentence, kind = 'msg-err') {
  const place = $('dialog[open] .panel-notice') ?? $('#notice')
  if (!place) return
  const line = document.createElement('p')
  line.className = `msg ${kind}`
  line.textContent = sentence
  place.replaceChildren(line)
}

// ---- Keyboard. Off while typing, while an input method composes (Telex, VNI), and when the person switched it off.

const shortcutsOn = () => document.body.dataset.shortcuts !== 'off'
const composing = event => event.isComposing || event.keyCode === 229 || event.key === 'Process'
const notTyped = ['checkbox', 'radio', 'button', 'submit', 'file']
const typing = target => target instanceof Element && (target.matches('textarea, select') || target.isContentEditable
  || target instanceof HTMLInputElement && !notTyped.includes(target.type))
const shown = element => element.checkVisibility?.() ?? element.getClientRects().length > 0

let goPressed = -Infinity // when g was pressed; 0 is the moment when the page came

document.addEventListener('keydown', event => {
  if (composing(event)) return
  // A question is sent by Enter alone; Shift and Enter begin a line.
  if (event.key === 'Enter' && !event.shiftKey && event.target.matches?.('.composer textarea')) return sendForm(event)
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && shortcutsOn()) return sendForm(event)
  // In a form that picks by searching Enter searches; from its other boxes it sends the form.
  if (event.key === 'Enter' && sendsFrom(event.target)) return sendForm(event)
  if (event.key === 'Escape') return leave(event)
  if (!shortcutsOn() || event.ctrlKey || event.metaKey || event.altKey) return
  if (typing(event.target) || $('dialog[open]')) return
  const key = event.key.toLowerCase()
  if (event.repeat && key !== 'j' && key !== 'k') return
  if (performance.now() - goPressed < 1500 && /^[a-z]$/.test(key)) {
    goPressed = -Infinity
    const link = $(`.side [data-go=${key}]`)
    if (link) { event.preventDefault(); link.click() }
    return
  }
  const go = () => { goPressed = performance.now() }
  const act = { '?': openKeys, '/': ask, s: search, g: go, j: () => move(1), k: () => move(-1), c: addNew }[key] ?? (() => inRow(key))
  if (act && act() !== false) event.preventDefault()
})

const sendsFrom = box => box instanceof HTMLInputElement && typing(box) && box.name !== 'find' && Boolean(box.form && $('[data-enter]', box.form))

function sendForm(event) {
  const form = event.target instanceof Element ? event.target.closest('form') : null
  if (!form) return
  event.preventDefault()
  form.requestSubmit(mainButton(form))
}

/** What sends a form: its first button, or, where that searches, the one in colour. */
const mainButton = form => $($('[data-enter]', form) ? 'button.btn-primary' : '[type=submit], button:not([type])', form) ?? undefined

/** Escape: closes what is open, else leaves the field, else goes one page up. Open dialogs close by themselves. */
function leave(event) {
  const menu = $$('details.menu[open], .bottom details[open]').at(-1)
  if (menu) { menu.open = false; $('summary', menu).focus(); return }
  if ($('dialog[open]')) return
  const fold = event.target.closest?.('details.verdict[open]')
  if (fold) { fold.open = false; $('summary', fold).focus(); return }
  const box = event.target.closest?.('.suggest') && $('#find')
  if (box) return box.focus()
  if (typing(event.target)) event.target.blur()
  else if (shortcutsOn() && !changed.size) $$('.crumb a').at(-1)?.click()
}

function openKeys() {
  const sheet = $('#keys')
  if (!sheet) return false
  sheet.showModal()
}

/** The panel of the assistant, the box of the assistant's own page, or else that page. */
function ask() {
  $('dialog#ask-panel')?.showModal()
  const box = $('#question')
  if (box) { box.focus(); box.select() } else $('a[data-ask]')?.click()
}

/** The box of the search: in the head, or on its own page. */
function search() {
  const box = $$('form[action="/search"] input[type=search]').find(shown)
  if (!box) return void $('a[href="/search"]')?.click()
  box.focus()
  box.select()
}

function addNew() {
  const link = $('[data-key=c]')
  if (!link || !shown(link)) return false
  link.click()
}

/** j and k: to the link of the next or the former row; Enter opens it, being a link. */
function move(step) {
  const links = $$('.items .item-t, table.rows tbody .item-t').filter(shown)
  if (!links.length) return false
  const now = links.findIndex(link => link.closest('.item, tr')?.contains(document.activeElement))
  const next = links[now === -1 ? (step > 0 ? 0 : links.length - 1) : Math.min(Math.max(now + step, 0), links.length - 1)]
  next.focus({ preventScroll: true })
  next.closest('.item, tr')?.scrollIntoView({ block: 'nearest' })
}

/** The letter of a button in the row that has the focus. A fold opens with the focus on what is to be filled in, or on its button. */
function inRow(key) {
  const row = document.activeElement?.closest('.item, tr')
  const control = /^[a-z]$/.test(key) && row && (key === 'x' ? $('input.ck', row) : $(`[data-row-key=${key}]`, row))
  if (!control || !shown(control)) return false
  if (!control.matches('summary')) return control.click()
  const fold = control.parentElement
  fold.open = true
  const fields = $$('input:not([type=hidden]), select, textarea', fold)
  ;(fields.find(field => !field.value) ?? $('button', fold)).focus()
}

// ---- Slides: arrows, Space and Page keys go from one to the next; a slide longer than the screen is first scrolled through.
// Escape goes back as on every page.

document.addEventListener('keydown', event => {
  const slides = $('[data-slides]') && $$('[data-slides] > *')
  const step = { ArrowRight: 1, PageDown: 1, ' ': event.shiftKey ? -1 : 1, ArrowLeft: -1, PageUp: -1, Home: -Infinity, End: Infinity }[event.key]
  if (!slides || !step || typing(event.target) || event.ctrlKey || event.metaKey || event.altKey || $('dialog[open]')) return
  if (event.key === ' ' && event.target.matches?.('button, summary, [role=button]')) return
  event.preventDefault()
  const now = Math.max(0, slides.findLastIndex(slide => slide.getBoundingClientRect().top < innerHeight / 2))
  const { top, bottom } = slides[now].getBoundingClientRect()
  if (event.key !== 'ArrowRight' && step === 1 && bottom > innerHeight + 8) return scrollBy({ top: innerHeight * 0.85, behavior: 'instant' })
  if (event.key !== 'ArrowLeft' && step === -1 && top < -8) return scrollBy({ top: -innerHeight * 0.85, behavior: 'instant' })
  const next = slides[Math.min(Math.max(now + step, 0), slides.length - 1)]
  next.scrollIntoView({ behavior: 'instant' })
  next.focus({ preventScroll: true })
})

// ---- Search: the arrows go from the box to what was found, and back

document.addEventListener('keydown', event => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  const within = step && event.target.closest?.('[data-arrows]')
  if (!within || composing(event) || event.ctrlKey || event.metaKey || event.altKey) return
  const stops = [$('input[type=search]', within), ...$$('.suggest-row, .items .item-t', within)].filter(shown)
  const next = stops[stops.indexOf(document.activeElement) + step]
  if (!next || !stops.includes(document.activeElement)) return
  event.preventDefault()
  next.focus()
})

// ---- Clicks: copy, print, the sheet of keys, menus

document.addEventListener('click', event => {
  const target = event.target instanceof Element ? event.target : null
  if (!target) return
  for (const menu of $$('details.menu[open], .bottom details[open]')) if (!menu.contains(target)) menu.open = false
  const copier = target.closest('[data-copy]')
  if (copier) void copy(copier)
  if (target.closest('[data-print]')) { event.preventDefault(); window.print() }
  if (target.closest('[data-keys]')) { target.closest('details')?.removeAttribute('open'); openKeys() }
  const panelOpener = target.closest('[data-ask]')
  if (panelOpener && $('#question') && !event.ctrlKey && !event.metaKey && !event.shiftKey) { event.preventDefault(); ask() }
  // A click beside a dialog closes it.
  if (target instanceof HTMLDialogElement && target.open) {
    const { left, right, top, bottom } = target.getBoundingClientRect()
    const { clientX: x, clientY: y } = event
    if (event.detail && (x < left || x > right || y < top || y > bottom)) target.close()
  }
})

/** Copies the text of the element that data-copy names. */
async function copy(button) {
  const source = $(button.dataset.copy)
  if (!source) return
  const text = 'value' in source ? source.value : source.content?.textContent ?? source.innerText ?? source.textContent
  try { await navigator.clipboard.writeText(text.trim()) } catch { copyByHand(text.trim()) }
  say(button.dataset.announce || 'Đã chép')
  const word = $('span', button) ?? button.lastChild
  if (!word || button.dataset.copied) return
  const before = word.textContent
  button.dataset.copied = 'yes'
  word.textContent = 'Đã chép'
  setTimeout(() => { word.textContent = before; delete button.dataset.copied }, 2000)
}

/** Where the page is not served over TLS the browser has no clipboard for us. */
function copyByHand(text) {
  const field = document.createElement('textarea')
  field.value = text
  field.className = 'vh'
  const from = document.activeElement
  const place = $('dialog[open]') ?? document.body
  place.append(field)
  field.select()
  document.execCommand('copy')
  field.remove()
  from?.focus?.()
}

// ---- Printing: folded parts are opened for the paper

let openedForPaper = []
window.addEventListener('beforeprint', () => {
  openedForPaper = $$('main details:not([open])')
  for (const part of openedForPaper) part.open = true
})
window.addEventListener('afterprint', () => { for (const part of openedForPaper) part.open = false })

// ---- Forms: nothing typed is lost by leaving, nothing is sent twice

const changed = new Set()
const watched = form => form instanceof HTMLFormElement && form.method === 'post' && form.dataset.leave !== 'free'

document.addEventListener('input', event => {
  const form = event.target instanceof Element ? event.target.closest('form') : null
  if (watched(form)) changed.add(form)
})
document.addEventListener('reset', event => { changed.delete(event.target) })
window.addEventListener('beforeunload', event => {
  for (const form of changed) if (!form.isConnected || $('[type=password]', form)) changed.delete(form)
  if (changed.size) { event.preventDefault(); event.returnValue = '' }
})

document.addEventListener('submit', event => {
  const form = event.target
  if (event.defaultPrevented || !(form instanceof HTMLFormElement) || form.method === 'dialog') return
  if (form.dataset.sending && !form.hasAttribute('hx-post') && !form.hasAttribute('hx-get')) { event.preventDefault(); return }
  changed.delete(form)
  form.dataset.sending = 'yes'
  const button = event.submitter
  // Afterwards, because a disabled button does not send its own name and value.
  setTimeout(() => {
    if (button instanceof HTMLButtonElement && form.method === 'post') button.setAttribute('aria-disabled', 'true')
  })
  setTimeout(() => { allow(form) }, 5000) // a download does not leave the page
})

function allow(form) {
  delete form.dataset.sending
  for (const button of $$('[aria-disabled]', form)) button.removeAttribute('aria-disabled')
}
window.addEventListener('pageshow', () => { for (const form of $$('form[data-sending]')) allow(form) })

// ---- Waiting: a line on top after 150 ms

let waiting = 0
let timer
function wait() {
  waiting++
  timer ??= setTimeout(() => {
    if ($('.waiting-line')) return
    const line = document.createElement('div')
    line.className = 'waiting-line'
    line.setAttribute('aria-hidden', 'true')
    document.body.append(line)
  }, 150)
}
function arrived() {
  waiting = Math.max(0, waiting - 1)
  if (waiting) return
  clearTimeout(timer)
  timer = undefined
  $('.waiting-line')?.remove()
}
window.addEventListener('pagehide', () => { waiting = 0; arrived() })

// ---- htmx 4: focus, what is said, and a connection that breaks

document.addEventListener('htmx:before:request', wait)
document.addEventListener('htmx:finally:request', arrived)
document.addEventListener('htmx:after:request', event => {
  const { sourceElement, response } = event.detail.ctx
  const form = sourceElement.closest('form')
  if (response.status >= 400) return
  changed.delete(form)
})
// The answer has begun to come: the question stands in the conversation now.
document.addEventListener('htmx:sse:after:connection', event => { event.target.closest('form.composer')?.reset() })
let lost = false
document.addEventListener('htmx:error', () => {
  lost = true
  notice('Mất kết nối với cổng. Điều vừa nhập vẫn còn trên trang này; có mạng trở lại thì gửi lần nữa.')
})
window.addEventListener('online', () => {
  if (lost) notice('Đã có kết nối trở lại. Bạn có thể gửi tiếp.', 'msg-done')
  lost = false
})
document.addEventListener('htmx:before:swap', event => {
  // What comes beside the panel must be seen: a notice, the page that asks to sign in again.
  const open = $('dialog[open]')
  const beside = ({ target }) => target instanceof Element && !open.contains(target)
  // A list that was searched before it opened may still come: that is no reason.
  if (open?.contains(event.detail.ctx.sourceElement) && event.detail.tasks.some(beside)) open.close()
})
document.addEventListener('htmx:after:swap', event => {
  const target = event.detail?.ctx?.target
  const where = target instanceof Element && target.isConnected ? target : document
  if (where.id === 'talk') where.lastElementChild?.scrollIntoView({ block: 'start' })
  const errors = $('[data-errors]', where)
  if (errors) { errors.focus(); return }
  const announced = where.matches?.('[data-announce]') ? where : $$('[data-announce]:not(button)', where).at(-1)
  if (announced) say(announced.dataset.announce || announced.textContent.trim())
})

// ---- Conditions of a list: what was unfolded stays so while the list comes anew

let unfolded = []
document.addEventListener('htmx:before:swap', () => { unfolded = $$('form[role=search] details[id][open]').map(({ id }) => id) })
document.addEventListener('htmx:after:swap', () => { for (const id of unfolded) document.getElementById(id)?.setAttribute('open', '') })

// ---- A list of decisions: what was decided says so, and the next one gets the focus; a mistake has it where it is

let decided = null
document.addEventListener('htmx:before:request', event => { decided = event.detail?.ctx?.sourceElement?.closest?.('.decide .item')?.id ?? null })
document.addEventListener('htmx:finally:request', () => {
  const row = decided && document.getElementById(decided)
  decided = null
  if (!row) return
  if (!row.matches('.decided')) { $('[aria-invalid=true]', row)?.focus(); return }
  say(row.dataset.announce)
  const rows = $$('.decide .item').filter(one => one === row || !one.matches('.decided'))
  const next = rows[rows.indexOf(row) + 1] ?? rows[rows.indexOf(row) - 1] ?? row
  $('.item-t', next)?.focus({ preventScroll: true })
  next.scrollIntoView({ block: 'nearest' })
})

// ---- A board: a card dropped on a column asks for the step that leads there; what must be read before is opened

let dragged = null
const drops = column => Boolean(column) && dragged.dataset.drops.split(' ').includes(column.id)
document.addEventListener('dragstart', event => {
  dragged = event.target.closest?.('[data-drops]') ?? null
  if (!dragged) return
  event.dataTransfer.effectAllowed = 'move'
  event.dataTransfer.setDragImage(dragged, 20, 20)
  // What goes with it is an address, for whoever drops it elsewhere.
  event.dataTransfer.setData('text/uri-list', $('.item-t', dragged).href)
  for (const column of $$('.board-col')) column.classList.toggle('board-open', drops(column))
})
document.addEventListener('dragover', event => {
  if (!dragged || !drops(event.target.closest('.board-col'))) return
  event.preventDefault()
  event.dataTransfer.dropEffect = 'move'
})
let dropped = null
document.addEventListener('drop', event => {
  if (!dragged || !drops(event.target.closest('.board-col'))) return
  event.preventDefault()
  dropped = dragged
})
// Only now the browser is done with it: a page that is left in the middle of a drag may not drag again.
document.addEventListener('dragend', () => {
  const card = dropped
  dragged = dropped = null
  for (const column of $$('.board-open')) column.classList.remove('board-open')
  if (card) takeStep(card)
})
function takeStep(card) {
  const question = $('form details', card)
  if (question) {
    question.open = true
    $('button', question).focus()
    say($('.note', question).textContent)
  } else if ($('form', card)) $('form', card).requestSubmit($('form button', card))
  else location.assign($('.board-do a', card).href)
}

// ---- Ticked rows: how many there are; with Shift all from the last one on

let lastTicked = null
document.addEventListener('click', event => {
  const box = event.target.closest?.('.ticks input.ck')
  if (!box) return
  const boxes = $$('.ticks input.ck', box.form)
  const [from, to] = [boxes.indexOf(lastTicked), boxes.indexOf(box)].toSorted((a, b) => a - b)
  if (event.shiftKey && from >= 0) for (const one of boxes.slice(from, to + 1)) one.checked = box.checked
  lastTicked = box
  const words = $('[data-ticked]', box.form)
  if (!words) return
  words.dataset.none ??= words.textContent
  const count = boxes.filter(one => one.checked).length
  words.textContent = count ? words.dataset.ticked.replace('#', count) : words.dataset.none
})

// ---- A grid of cells to look at: Ctrl and an arrow go from one to the next, also while typing

document.addEventListener('keydown', event => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (!step || !(event.ctrlKey || event.metaKey) || composing(event) || !shortcutsOn() || !$('.grid-head')) return
  event.preventDefault()
  toCell(step, document.activeElement)
})

/** Moves to the first control of the nearest cell that is to be looked at, before or after an element. */
function toCell(step, from) {
  const side = step > 0 ? Node.DOCUMENT_POSITION_FOLLOWING : Node.DOCUMENT_POSITION_PRECEDING
  const cells = $$('.grid-head .cell-ask').filter(cell => shown(cell) && !cell.contains(from) && (from === document.body || from.compareDocumentPosition(cell) & side))
  const cell = step > 0 ? cells[0] : cells.at(-1)
  const control = cell && $('select, textarea, input:not([type=hidden])', cell)
  if (!control) return say('Không còn ô cần xem ở phía này')
  control.focus({ preventScroll: true })
  control.closest('tr').scrollIntoView({ block: 'center' })
}

// What asked to be looked at goes once it was: where that had the focus, the next cell gets it.
let mended = null
document.addEventListener('change', event => { mended = event.target.closest?.('.grid-head tr')?.id ?? null })
document.addEventListener('htmx:finally:request', () => {
  const row = mended && document.getElementById(mended)
  if (row && document.activeElement === document.body) { mended = null; toCell(1, row) }
})

// ---- When the page has come

$('[data-errors]')?.focus()
// A notice that was there from the start is not read out: it is said once more.
const first = $('#notice .msg')
if (first) say(first.textContent.trim())
