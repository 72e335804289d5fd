// Writing an answer: // at the beginning of a word goes to the search of passages, and what is chosen comes in where one wrote.
// Loaded after portal.js, whose $ and $$ it uses. Without it the search stands below the text, and puts in at its end.
{
  const form = $('#tra-loi')
  const text = form.elements.text
  const find = form.elements.find
  const at = form.elements.at

  // What was put in before: one goes on behind it.
  if (at.dataset.caret !== undefined) {
    const caret = Number(at.dataset.caret)
    text.focus()
    text.setSelectionRange(caret, caret)
  }

  // What saves by itself starts from the draft that stands when it goes out, not from the one that stood when it was queued. Once it
  // was saved elsewhere nothing is saved by itself any more, and what is typed here is not left without a warning. A button of the
  // form waits for a save that is under way: it would be told of its own words.
  const saves = event => event.detail.ctx.sourceElement.closest('#tra-loi') && event.detail.ctx.request.action.endsWith('/draft')
  let saving = null
  let waiting = null
  document.addEventListener('htmx:before:request', event => {
    if (!saves(event)) return
    if (waiting || form.dataset.sending || $('#da-luu[data-stopped]')) return event.preventDefault()
    event.detail.ctx.request.body = new URLSearchParams(new FormData(form))
    saving = { text: text.value }
  })
  document.addEventListener('htmx:finally:request', event => {
    if (!saves(event)) return
    if ($('#da-luu[data-stopped]') || saving && saving.text !== text.value) changed.add(form)
    saving = null
    if (!waiting) return
    const { button } = waiting
    waiting = null
    form.requestSubmit(button)
  })
  form.addEventListener('submit', event => {
    if (!saving) return
    event.preventDefault()
    waiting = { button: event.submitter }
  })

  // Two strokes that no Vietnamese input method uses at the beginning of a word; within one (https://) they are only letters.
  text.addEventListener('input', event => {
    if (event.isComposing || event.inputType !== 'insertText' && event.inputType !== 'insertCompositionText') return
    const caret = text.selectionStart
    if (!/(?:^|\s)\/\/$/.test(text.value.slice(0, caret))) return
    text.setRangeText('', caret - 2, caret, 'end')
    at.value = String(caret - 2)
    find.value = ''
    $('#doan-tim').replaceChildren()
    find.focus()
  })
  for (const moved of ['keyup', 'pointerup', 'blur']) text.addEventListener(moved, () => { at.value = String(text.selectionStart) })

  find.addEventListener('keydown', event => {
    if (event.isComposing || event.keyCode === 229) return
    if (event.key === 'Enter') {
      const first = $('#doan-tim button')
      if (!first) return
      event.preventDefault()
      first.click()
    }
    if (event.key === 'Escape') { event.preventDefault(); event.stopPropagation(); text.focus() }
  })
}
