// The agenda on the wall: one item a screen, by arrows, space, Home, End; the time that each takes. Loaded after portal.js, whose $, $$ and say it uses.
{
  const show = $('[data-presenting]')
  const slides = $$('[data-slide]', show)
  const pause = $('[data-pause]', show)
  const [runs, keeps] = ['runs' in show.dataset, 'keeps' in show.dataset]
  let at = 0
  let paused = false
  let since = performance.now() // when the item on the wall began to be counted

  const minutes = seconds => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`
  const elapsed = () => Number(slides[at].dataset.took) + (runs && !paused ? (performance.now() - since) / 1000 : 0)

  /** The clock of the item on the wall, in figures, words and colour; that it is over is read out once. */
  function tick() {
    const slide = slides[at]
    const clock = $('[data-clock]', slide)
    const left = Number(slide.dataset.minutes) * 60 - elapsed()
    const over = left < 0
    clock.className = `wall-clock js-only${over ? ' over' : left <= 60 ? ' near' : ''}`
    clock.textContent = !runs ? '' : `${minutes(elapsed())} · ${over ? `quá giờ ${minutes(-left)}` : `còn ${minutes(left + 0.999)}`}${paused ? ' · đã dừng' : ''}`
    if (runs && over && !slide.dataset.told) { slide.dataset.told = 'yes'; say('Đã hết giờ dự kiến của nội dung này') }
  }

  /** What the item has taken so far is kept; the server keeps the longest it was told. */
  function keep() {
    slides[at].dataset.took = elapsed()
    since = performance.now()
    if (!keeps) return
    const body = new URLSearchParams({ seconds: Math.round(slides[at].dataset.took) })
    void fetch(`${show.dataset.presenting}/${slides[at].dataset.slide}`, { method: 'POST', keepalive: true, body }).catch(() => {})
  }

  function go(to, aloud = true) {
    const next = Math.min(Math.max(to, 0), slides.length - 1)
    if (aloud && next === at) return
    if (aloud) keep()
    at = next
    since = performance.now()
    for (const [number, slide] of slides.entries()) slide.hidden = number !== at
    for (const button of $$('[data-step]', show)) button.setAttribute('aria-disabled', String(!slides[at + Number(button.dataset.step)]))
    history.replaceState(null, '', `#${slides[at].id}`)
    tick()
    scrollTo(0, 0)
    if (aloud) say(`${$('.wall-of', slides[at]).textContent}: ${$('h2', slides[at]).textContent}`)
  }

  if (slides.length) {
    document.documentElement.classList.add('presents')
    go(Math.max(0, slides.findIndex(({ id }) => `#${id}` === location.hash)), false)
    setInterval(tick, 500)
    if (keeps) setInterval(keep, 20_000)
    window.addEventListener('pagehide', keep)
    show.addEventListener('click', event => {
      const step = event.target.closest('[data-step]')
      if (step) go(at + Number(step.dataset.step))
      if (!event.target.closest('[data-pause]')) return
      if (!paused) keep()
      paused = !paused
      since = performance.now()
      pause.setAttribute('aria-pressed', String(paused))
      $('span', pause).textContent = paused ? 'Chạy tiếp' : 'Dừng đồng hồ'
      tick()
    })
    document.addEventListener('keydown', event => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || $('dialog[open]') || event.target.matches?.('input, textarea, select')) return
      const onControl = event.target.matches?.('button, a, summary')
      if (event.key === ' ' && onControl) return
      const [back, on] = [at - 1, at + 1]
      const space = event.shiftKey ? back : on
      const to = { ArrowRight: on, ArrowDown: on, PageDown: on, ' ': space, ArrowLeft: back, ArrowUp: back, PageUp: back, Home: 0, End: slides.length - 1 }[event.key]
      if (to !== undefined) { event.preventDefault(); go(to) }
      if (event.key === 'Escape' && document.body.dataset.shortcuts === 'off') $('.crumb a', show).click()
    })
  }
}
