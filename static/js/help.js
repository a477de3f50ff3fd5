// "Open now", worked out on this device; the situation that an address names stands open; read to me.
const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
for (const el of document.querySelectorAll('[data-open]')) {
  try {
    const clock = new Intl.DateTimeFormat('en-GB', { timeZone: el.dataset.tz, weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
    const now = Object.fromEntries(clock.formatToParts().map((p) => [p.type, p.value]));
    const minute = now.hour * 60 + +now.minute;
    const day = days.indexOf(now.weekday);
    const open = el.dataset.open.split(';').some((span) => {
      const [on, times] = span.split(' ');
      const [start, end] = times.split('-');
      return on.includes(day) && minute >= +start && minute < +end;
    });
    el.textContent = open ? el.dataset.yes : el.dataset.no;
    el.hidden = false;
  } catch { /* an old device that does not know the time zone */ }
}
const show = () => {
  const named = location.hash && document.getElementById(location.hash.slice(1));
  if (named instanceof HTMLDetailsElement) named.open = true;
};
show();
addEventListener('hashchange', show);

// The device's own voice, for those who cannot read yet: a situation's steps, or before any is open, what there is to choose.
const speech = window.speechSynthesis;
const buttons = document.querySelectorAll('[data-read]');
if (speech && buttons.length) {
  const voice = () => speech.getVoices().find((v) => v.lang.toLowerCase().startsWith(document.documentElement.lang.slice(0, 2)));
  const offer = () => { for (const b of buttons) b.hidden = !voice(); };
  const label = buttons[0].textContent;
  const quiet = () => { speech.cancel(); for (const b of buttons) b.textContent = label; };
  for (const b of buttons) b.addEventListener('click', () => {
    const stop = b.textContent !== label;
    quiet();
    if (stop) return;
    const from = b.closest('.sit');
    const parts = from ? from.querySelectorAll('h3, p:not(:has(.btn)), li') : document.querySelectorAll('h1, .lede, .aid, .sit h3');
    const u = new SpeechSynthesisUtterance([...parts].map((el) => el.textContent).join('. '));
    u.voice = voice(); u.lang = document.documentElement.lang; u.rate = .9;
    u.onend = quiet;
    b.textContent = b.dataset.stop;
    speech.speak(u);
  });
  offer();
  speech.addEventListener?.('voiceschanged', offer);
  addEventListener('pagehide', quiet);
}
